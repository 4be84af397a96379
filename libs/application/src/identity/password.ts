import { Refusal } from '../refusal';

const MIN_LENGTH = 12;
/** A longer one only makes the hash slow. */
const MAX_LENGTH = 256;

/** @throws {Refusal} `invalid-input` when the password is too short or absurdly long. */
export function checkPassword(password: string): void {
  if (password.length >= MIN_LENGTH && password.length <= MAX_LENGTH) return;
  const message = `A password has ${MIN_LENGTH} to ${MAX_LENGTH} characters.`;
  throw new Refusal('invalid-input', message, [{ field: 'password', message }]);
}

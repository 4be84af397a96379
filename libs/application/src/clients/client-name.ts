import { ClientNameTaken } from '@tributary/ports';
import { Refusal } from '../refusal';

const MAX_LENGTH = 80;

/** @throws {Refusal} `invalid-input` for an empty or very long name. */
export function checkedName(text: string): string {
  const name = text.trim();
  if (name.length > 0 && name.length <= MAX_LENGTH) return name;
  throw refusal(`Give the client a name of 1 to ${MAX_LENGTH} characters.`);
}

/** @throws {Refusal} `invalid-input` in place of {@link ClientNameTaken}. */
export async function refusingTakenNames<T>(stored: Promise<T>): Promise<T> {
  try {
    return await stored;
  } catch (error) {
    if (!(error instanceof ClientNameTaken)) throw error;
    throw refusal('There is a client of this name already. Choose another name.');
  }
}

function refusal(message: string): Refusal {
  return new Refusal('invalid-input', message, [{ field: 'name', message }]);
}

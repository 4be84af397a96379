import { Refusal } from '../refusal';
import { isCommonPassword } from './common-passwords';

const MIN_LENGTH = 12;
/** A longer one only makes the hash slow. */
const MAX_LENGTH = 256;
/** Shorter words of a name are inside of too many good passwords. */
const SHORTEST_WORD = 4;

/** What an attacker knows about somebody. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
  /** Name of the agency; left out where nobody knows it yet. */
  readonly agency?: string;
}

/**
 * Length is what makes a password good: no kind of character is asked for. Counted after NFKC, which is what gets hashed.
 * @throws {Refusal} `invalid-input`, naming the field, when it is too short, absurdly long, common, or made of what is
 * known about its owner.
 */
export function checkPassword(password: string, owner: PasswordOwner, field = 'password'): void {
  const problem = problemWith(password, owner);
  if (problem !== null) throw new Refusal('invalid-input', problem, [{ field, message: problem }]);
}

function problemWith(password: string, owner: PasswordOwner): string | null {
  const text = password.normalize('NFKC');
  const { length } = Array.from(text);
  if (length < MIN_LENGTH || text.length > MAX_LENGTH)
    return `A password has ${MIN_LENGTH} to ${MAX_LENGTH} characters.`;
  if (isCommonPassword(text))
    return 'This password is among the first that are tried. Choose another, like four words that you like.';
  const known = wordsAbout(owner).find((word) => text.toLowerCase().includes(word));
  if (known === undefined) return null;
  return 'Leave your name, your e-mail address and the name of your agency out of the password.';
}

function wordsAbout({ email, name, agency = '' }: PasswordOwner): readonly string[] {
  const [local = ''] = email.split('@');
  const words = [email, local, ...local.split(/[^\p{L}\p{N}]+/u), ...wordsOf(name), ...wordsOf(agency)];
  return words
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= SHORTEST_WORD);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}

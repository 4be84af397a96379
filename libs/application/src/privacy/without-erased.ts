import { withoutPersonalData } from '../quarantine/personal-data';

/**
 * Also as networks put it into links: `jane%40example.com`. It begins where a word begins: from every letter of a long word
 * on, looking for the end of it would take the square of its length.
 */
const EMAIL =
  /(?<![^\s@<>()[\]{}"',;:=&?/\\%|])[^\s@<>()[\]{}"',;:=&?/\\%|]+(?:@|%40)[^\s@<>()[\]{}"',;:=&?/\\%|]+/gi;
const ERASED = 'erased';

type IsErased = (email: string) => boolean;

/** Every e-mail that a text tells, each as `name@host`. */
export function emailsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(EMAIL)].map(([found]) => plain(found)))];
}

/**
 * A JSON text of a network without erased persons: of a list, each element that names one loses all that it tells of people;
 * of anything else, the whole. Nothing is left of the e-mail itself. A text that names none is given back as it is.
 */
export function withoutErased(text: string, isErased: IsErased): string {
  if (!emailsIn(text).some(isErased)) return text;
  const value = JSON.parse(text) as unknown;
  const cleaned = Array.isArray(value)
    ? value.map((one: unknown) => cleanedValue(one, isErased))
    : cleanedValue(value, isErased);
  return JSON.stringify(cleaned);
}

export function cleanedValue<T>(value: T, isErased: IsErased): T {
  const text = JSON.stringify(value);
  if (!emailsIn(text).some(isErased)) return value;
  const nameless = text.replaceAll(EMAIL, (found) => (isErased(plain(found)) ? ERASED : found));
  return withoutPersonalData(JSON.parse(nameless)) as T;
}

function plain(found: string): string {
  return found.replace(/%40/i, '@').replace(/\.+$/, '');
}

import { maskEmails } from './mask-emails';
import { isHarmless, isPerson, isPersonal, isThing, plainName } from './personal-fields';

const HIDDEN = '•••';
/** How rows that were XML once say that there is nothing. */
const NIL = '@nil';

const VERSION_4 =
  /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})(?!\w|\.\d)/g;
/** At least three colons, so that a time of day is none. */
const VERSION_6 = /(?<![\w.:])[\da-f]{0,4}(?::[\da-f]{0,4}){3,7}(?![\w.:])/gi;

/** What the fields around a value say about it. */
type Subject = 'person' | 'thing' | null;

/** E-mail addresses and internet addresses in a text. */
export function withoutPersonalText(text: string): string {
  return maskEmails(text).replaceAll(VERSION_4, HIDDEN).replaceAll(VERSION_6, HIDDEN);
}

/**
 * A JSON value of a network without what it tells of people: e-mail addresses keep their first letter and domain; names,
 * phone numbers, postal addresses and tax numbers are hidden by the names of their fields, internet addresses wherever
 * they stand.
 */
export function withoutPersonalData(value: unknown): unknown {
  return masked(value, null);
}

function masked(value: unknown, subject: Subject): unknown {
  if (typeof value === 'string') return subject === 'person' ? hidden(value) : withoutPersonalText(value);
  if (Array.isArray(value)) return value.map((one) => masked(one, subject));
  if (!isObject(value)) return subject === 'person' ? hidden(value) : value;
  if (isNamedValue(value)) return { ...value, value: maskedField(value.field, value.value, subject) };
  return mapFields(value, (name, one) => maskedField(name, one, subject));
}

function maskedField(name: string, value: unknown, subject: Subject): unknown {
  const plain = plainName(name);
  if (subject === 'person' && isHarmless(plain)) return masked(value, null);
  const inside = subjectOf(plain, value);
  if (inside !== null) return masked(value, inside);
  // What was sold has a name, too.
  const isName = plain === 'name' && subject === 'thing';
  return !isName && isPersonal(plain, value) ? hidden(value) : masked(value, subject);
}

/** Whom or what everything inside a field is about. */
function subjectOf(plain: string, value: unknown): Subject {
  if (typeof value !== 'object') return null;
  if (isPerson(plain)) return 'person';
  return isThing(plain) ? 'thing' : null;
}

/** Everything below, whatever it is; that there is something may be told, and which e-mail host it is. */
function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (isObject(value)) return mapFields(value, (name, one) => (name === NIL ? one : hidden(one)));
  if (typeof value === 'number') return HIDDEN;
  if (typeof value !== 'string' || value.trim() === '') return value;
  const email = maskEmails(value);
  return email !== value && !/\s/.test(value) ? email : HIDDEN;
}

function mapFields(
  value: Readonly<Record<string, unknown>>,
  change: (name: string, one: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [withoutPersonalText(name), change(name, one)]),
  );
}

/** `{ "field": "phone", "value": "…" }`: the way some lists name what they hold. */
function isNamedValue(
  value: Readonly<Record<string, unknown>>,
): value is { readonly field: string; readonly value: unknown } {
  return typeof value.field === 'string' && 'value' in value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { currency } from '@tributary/domain';
import { type Retry, UnexpectedResponse } from '@tributary/ports';
import { z } from 'zod';
import { parseDecimal, parseSum } from './wire-decimal';

/** Makes a zod field of a parser that throws RangeError. A missing field reaches the parser as undefined. */
export function wire<T>(parse: (value: unknown) => T) {
  return z
    .unknown()
    .optional()
    .transform((value, context): T => {
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
}

/** An object with fields of any kind, as it is: a record of zod copies it, and a page has hundreds. */
export const wireObject = z.custom<Record<string, unknown>>(
  (value) => isObject(value) && !Array.isArray(value),
  { message: 'is not an object' },
);

/** DecimalText, or null when blank or missing. */
export const wireDecimal = wire(parseDecimal);

/** Like {@link wireDecimal}, for what the network itself added up. */
export const wireSum = wire(parseSum);

/** Text or number as trimmed text, or null when blank or missing. */
export const wireText = wire(parseText);

/** Text or number as trimmed text. A blank is refused. */
export const wireRequiredText = wire(required(parseText));

/** An ISO 4217 code in any case. A blank is refused: no currency is ever assumed. */
export const wireCurrency = wire((value) => {
  const code = required(parseText)(value);
  try {
    return currency(code);
  } catch {
    throw new RangeError('is not a currency code');
  }
});

/** A parser whose null becomes an error. */
export function required<T>(parse: (value: unknown) => T | null): (value: unknown) => T {
  return (value) => {
    const parsed = parse(value);
    if (parsed === null) throw new RangeError('is missing');
    return parsed;
  };
}

/** Trimmed text of a string or number, null when blank. @throws {RangeError} for objects, lists and booleans. */
export function parseText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw new RangeError('is not a text');
  const text = String(value).trim();
  return text === '' ? null : text;
}

/** Trimmed and in lower case, null when blank or no address. */
export function parseEmail(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[^\s@]+@[^\s@]+$/.test(text) ? text : null;
}

/**
 * An answer's envelope.
 * @throws {UnexpectedResponse} `retry: 'later'`: nothing of the page can be trusted.
 */
export function readWire<T>(schema: z.ZodType<T>, wireValue: unknown, networkName: string): T {
  return read(schema, wireValue, { networkName, retry: 'later', what: 'an answer' });
}

/**
 * One row, in `normalizeSale`.
 * @throws {UnexpectedResponse} `retry: 'skip-row'`: the row goes to quarantine, the others count.
 */
export function readRow<T>(schema: z.ZodType<T>, row: unknown, networkName: string): T {
  return read(schema, row, { networkName, retry: 'skip-row', what: 'a row' });
}

/** For rules beyond a schema: the error of one row. `reason` and `field` must hold no value of the row. */
export function unreadableRow(networkName: string, field: string, reason: string): UnexpectedResponse {
  return new UnexpectedResponse(`${networkName} sent a row whose ${field} ${reason}.`, {
    field,
    retry: 'skip-row',
  });
}

function read<T>(
  schema: z.ZodType<T>,
  value: unknown,
  about: { readonly networkName: string; readonly retry: Retry; readonly what: string },
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const field = path.join('.');
  const subject = field === '' ? about.what : `${about.what} whose ${field}`;
  throw new UnexpectedResponse(`${about.networkName} sent ${subject} ${reasonOf(issue)}.`, {
    field,
    keysSeen: keysAt(value, path.slice(0, -1)),
    retry: about.retry,
  });
}

/** zod's own sentences are built from the schema, never from the value, except for these codes. */
function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'custom') return issue.message;
  if (issue?.code === 'invalid_type') return `is not ${issue.expected}`;
  return 'has an unknown form';
}

/** The keys beside the field that is wrong: what to look for when a network renames one. Keys only, never values. */
function keysAt(value: unknown, path: readonly PropertyKey[]): string[] {
  let node = value;
  for (const key of path) node = isObject(node) ? node[String(key)] : undefined;
  return isObject(node) ? Object.keys(node) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

import type { DecimalText } from '@tributary/domain';

/** Trailing zeros beyond the fourth place are harmless; other digits there would be lost in storage. */
const PLAIN = /^([+-]?)0*(\d{1,15})(?:\.(\d{0,4})0*)?$/;

/**
 * A number as text or as a JSON number, exact, with 2 to 4 decimals: `"27.1"` and `27.10` are both `"27.10"`. Blank is null.
 *
 * A JSON number has been through a double before it gets here: it is exact up to 15 significant digits, which covers every
 * amount a sale can have. One that carries binary noise (`19.990000000000002`) is refused, not rounded.
 * @throws {RangeError} for anything else: NaN, a comma, an exponent, more than 4 decimals, 16 digits. The message never quotes the value.
 */
export function parseDecimal(value: unknown): DecimalText | null {
  const text = textOf(value);
  if (text === '') return null;
  const parts = PLAIN.exec(text);
  if (!parts) throw notPlain();
  const [, sign, whole = '0', fraction = ''] = parts;
  const digits = `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
  return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/**
 * Like {@link parseDecimal}, for a sum the network itself made. One made of doubles carries binary noise: it is rounded to
 * four decimals, finer than any amount. Text is exact and is not.
 * @throws {RangeError} as there.
 */
export function parseSum(value: unknown): DecimalText | null {
  return parseDecimal(typeof value === 'number' && Number.isFinite(value) ? value.toFixed(4) : value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string' && typeof value !== 'number') throw notPlain();
  return String(value).trim();
}

/** Without its sign: reversals are stored positive. */
export function absoluteDecimal(value: DecimalText): DecimalText {
  return value.replace(/^[+-]/, '');
}

export function isNegativeDecimal(value: DecimalText): boolean {
  return value.startsWith('-') && /[1-9]/.test(value);
}

export function isZeroDecimal(value: DecimalText): boolean {
  return !/[1-9]/.test(value);
}

function notPlain(): RangeError {
  return new RangeError('is not a plain decimal number with at most 4 decimals');
}

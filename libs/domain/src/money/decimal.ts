import { Decimal } from 'decimal.js';
import type { DecimalText } from './money';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** The exact sum of decimal texts; an empty list sums to `"0"`. */
export function sumDecimals(values: Iterable<DecimalText>): DecimalText {
  let total = new Exact(0);
  // Most parts of most days are zero.
  for (const value of values) if (value !== '0') total = total.plus(value);
  return total.toFixed();
}

/** `a - b`, exact. */
export function subtractDecimals(a: DecimalText, b: DecimalText): DecimalText {
  return new Exact(a).minus(b).toFixed();
}

/** `a ÷ b` rounded half up to `digits` places, or null when `b` is zero. */
export function divideDecimals(a: DecimalText, b: DecimalText, digits: number): DecimalText | null {
  const divisor = new Exact(b);
  return divisor.isZero() ? null : new Exact(a).div(divisor).toFixed(digits);
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: DecimalText, b: DecimalText): -1 | 0 | 1 {
  return new Exact(a).comparedTo(b) as -1 | 0 | 1;
}

/**
 * `(current - previous) ÷ |previous|` to 4 places, or null when the previous value is zero:
 * growth from nothing has no percentage.
 */
export function relativeChange(current: DecimalText, previous: DecimalText): DecimalText | null {
  const before = new Exact(previous);
  if (before.isZero()) return null;
  // A tiny loss rounds to zero, which has no sign.
  const change = new Exact(current).minus(before).div(before.abs()).toDecimalPlaces(4);
  return (change.isZero() ? change.abs() : change).toFixed(4);
}

/** Rounded half up to `digits` places. */
export function roundDecimal(value: DecimalText, digits: number): DecimalText {
  return new Exact(value).toFixed(digits);
}

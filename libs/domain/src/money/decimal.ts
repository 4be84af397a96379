import { Decimal } from 'decimal.js';
import type { DecimalText } from './money';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/**
 * The exact sum of decimal texts; an empty list sums to `"0"`. Added as whole numbers of the smallest digit there is: a
 * dashboard adds some thousand, and reading each as a Decimal took longer than all the rest of it.
 */
export function sumDecimals(values: Iterable<DecimalText>): DecimalText {
  let total = 0n;
  let places = 0;
  for (const value of values) {
    // Most parts of most days are zero.
    if (value === '0') continue;
    const point = value.indexOf('.');
    const own = point < 0 ? 0 : value.length - point - 1;
    const whole = BigInt(point < 0 ? value : value.slice(0, point) + value.slice(point + 1));
    if (own > places) {
      total = total * powerOfTen(own - places) + whole;
      places = own;
    } else {
      total += own === places ? whole : whole * powerOfTen(places - own);
    }
  }
  return plainText(total, places);
}

const POWERS_OF_TEN = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

/** Of a whole number of units with so many places, without zeros at its end. */
function plainText(units: bigint, places: number): DecimalText {
  if (places === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const text = digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
  return units < 0n ? `-${text}` : text;
}

/** `a - b`, exact. */
export function subtractDecimals(a: DecimalText, b: DecimalText): DecimalText {
  return sumDecimals([a, b.startsWith('-') ? b.slice(1) : `-${b}`]);
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

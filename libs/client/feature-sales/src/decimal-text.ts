import type { DecimalText } from '@tributary/api-contract';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** Exact `a - b`. @throws {RangeError} when one of them is no decimal number. */
export function subtract(a: DecimalText, b: DecimalText): DecimalText {
  const left = parse(a);
  const right = parse(b);
  const scale = Math.max(left.scale, right.scale);
  return print(widen(left, scale) - widen(right, scale), scale);
}

export function negate(value: DecimalText): DecimalText {
  return subtract('0', value);
}

export function isZero(value: DecimalText): boolean {
  return parse(value).units === 0n;
}

function parse(text: DecimalText): Scaled {
  const [, sign = '', whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`"${text}" is not a decimal number`);
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

function widen(value: Scaled, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function print(units: bigint, scale: number): DecimalText {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? '' : `.${digits.slice(-scale)}`;
  return `${units < 0n ? '-' : ''}${whole}${fraction}`;
}

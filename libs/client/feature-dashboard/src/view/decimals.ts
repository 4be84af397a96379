import type { DecimalText } from '@tributary/api-contract';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Exact sum of decimal texts. @throws {RangeError} when one of them is no decimal number. */
export function sumDecimals(values: readonly DecimalText[]): DecimalText {
  const parts = values.map(parse);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const units = parts.reduce((sum, part) => sum + part.units * 10n ** BigInt(scale - part.scale), 0n);
  return print(units, scale);
}

export function negated(value: DecimalText): DecimalText {
  if (isZero(value)) return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

export function isZero(value: DecimalText): boolean {
  return parse(value).units === 0n;
}

/** A place on a chart; never shown and never summed. */
export function coordinate(value: DecimalText): number {
  return Number(value);
}

function parse(text: DecimalText): { readonly units: bigint; readonly scale: number } {
  const [, sign = '', whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`"${text}" is not a decimal number`);
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

function print(units: bigint, scale: number): DecimalText {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
}

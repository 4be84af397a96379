/** An exact decimal number as text, for example `"-12.50"`. */
export type DecimalText = string;

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/** Intl reads decimal text exactly; TypeScript wants to see that it is one. Rejects anything else. */
export function exact(text: DecimalText): Intl.StringNumericLiteral {
  if (!DECIMAL.test(text)) throw new RangeError(`Not a decimal number: ${text}`);
  return text as Intl.StringNumericLiteral;
}

/** Sign by text, so that no digit is lost: -1, 0 or 1. */
export function signOf(text: DecimalText): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

/** Locales differ in their minus; the house writes U+2212 everywhere. */
export function trueMinus(text: string): string {
  return text.replaceAll('-', '\u2212');
}

/** An ISO 4217 alphabetic code in upper case, for example `EUR`. */
export type Currency = string & { readonly __brand: 'Currency' };

const ISO_4217 = /^[A-Z]{3}$/;

/** Currencies whose minor unit is not two digits (ISO 4217 list one). */
const MINOR_UNITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** @throws {RangeError} when the text is not three letters. Lower case is accepted and raised. */
export function currency(code: string): Currency {
  const upper = code.trim().toUpperCase();
  if (!ISO_4217.test(upper)) throw new RangeError(`"${code}" is not an ISO 4217 currency code`);
  return upper as Currency;
}

/** Digits after the decimal point that the currency is counted in: 0, 2 or 3. */
export function minorUnits(code: Currency): number {
  return MINOR_UNITS[code] ?? 2;
}

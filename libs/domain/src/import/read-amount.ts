import { Money, type DecimalText } from '../money/money';
import type { DecimalSign } from './import-mapping';

/** `$`, `R$`, `€`, `USD` before or after the number. */
const SIGN = String.raw`(?:[A-Z]{3}|[A-Z]{0,3}\p{Sc})`;
const AMOUNT = new RegExp(
  String.raw`^(?<open>\(?)(?<minus>[-+−]?)\s*(?<before>${SIGN})?\s*(?<minus2>[-+−]?)\s*(?<digits>\d[\d.,'’\s]*|[.,]\d+)\s*(?<after>${SIGN})?\s*(?<minus3>[-−]?)(?<close>\)?)$`,
  'u',
);
/** Signs that stand for one currency only. The dollar sign stands for many. */
const CURRENCY_OF_SIGN: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  R$: ['BRL'],
  US$: ['USD'],
  A$: ['AUD'],
  C$: ['CAD'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
};
const GROUPED = {
  point: /^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’\s]\d{3})+)?(?:\.\d*)?$/,
  comma: /^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['’\s]\d{3})+)?(?:,\d*)?$/,
} as const;

export interface AmountFormat {
  readonly decimalSign: DecimalSign;
  /** Of the row; null where it is not known. A sign of another currency beside the number is a contradiction. */
  readonly currency: string | null;
}

/**
 * Exact decimal text of a cell; null when it is blank. Signs of currency and separators of thousands are dropped
 * where they cannot mean anything else; `(12.50)` and `12.50-` are below zero.
 * @throws {RangeError} with a reason that does not quote the cell.
 */
export function readAmount(cell: string, format: AmountFormat): DecimalText | null {
  const text = cell.trim();
  if (text === '') return null;
  const parts = AMOUNT.exec(text)?.groups;
  if (!parts || (parts.open === '') !== (parts.close === ''))
    throw new RangeError('is not an amount of money');
  checkCurrency([parts.before, parts.after], format.currency);
  const digits = plainDigits((parts.digits ?? '').trim(), format.decimalSign);
  const signs = [parts.minus, parts.minus2, parts.minus3, parts.open].filter((sign) => sign && sign !== '+');
  if (signs.length > 1) throw new RangeError('has two minus signs');
  return exact(`${signs.length === 1 ? '-' : ''}${digits}`);
}

function checkCurrency(signs: readonly (string | undefined)[], currency: string | null): void {
  for (const sign of signs) {
    if (!sign || currency === null) continue;
    const meant = CURRENCY_OF_SIGN[sign] ?? (/^[A-Z]{3}$/.test(sign) ? [sign] : []);
    if (meant.length > 0 && !meant.includes(currency)) {
      throw new RangeError(`has the sign ${sign}, but the currency of the row is ${currency}`);
    }
  }
}

function plainDigits(digits: string, decimalSign: DecimalSign): string {
  if (!GROUPED[decimalSign].test(digits)) {
    throw new RangeError(`is not a number with a decimal ${decimalSign}`);
  }
  const mark = decimalSign === 'point' ? '.' : ',';
  const [whole = '', fraction = ''] = digits.split(mark);
  return `${whole.replaceAll(/\D/g, '') || '0'}.${fraction || '0'}`;
}

/** With 2 to 4 decimals, as the networks' own amounts are kept. */
function exact(text: string): DecimalText {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(2, '0');
  const plain = `${whole.replace(/^(-?)0+(?=\d)/, '$1')}.${digits}`;
  try {
    Money.of(plain, 'USD');
  } catch {
    throw new RangeError('has more than 15 digits before or 4 after the decimal sign');
  }
  return /[1-9]/.test(plain) ? plain : plain.replace('-', '');
}

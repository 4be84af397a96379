import type { Currency } from '../money/currency';
import { compareDecimals, subtractDecimals } from '../money/decimal';
import type { DecimalText } from '../money/money';
import type { SaleStatus } from './sale';

/** What a sale said at one time, its reversals included. */
export interface SaleSnapshot {
  readonly orderNumber: string;
  readonly productName: string | null;
  readonly status: SaleStatus;
  readonly amount: DecimalText | null;
  readonly currency: Currency;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: Currency;
  /** Gross given back so far, positive; 0 when nothing was. */
  readonly reversedAmount: DecimalText;
  /** Commission taken back so far, positive; 0 when nothing was. */
  readonly reversedCommission: DecimalText;
  readonly saleDate: Date;
}

export const CHANGE_KINDS = [
  'reversed',
  'reversal-withdrawn',
  'status',
  'amount',
  'commission',
  'removed',
  'date',
  'details',
] as const;
/** What a change is about, in one word: of several things that changed at once, what moves the most money. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a change did to Earnings, signed, in the commission's currency. */
export interface EarningsEffect {
  readonly currency: Currency;
  readonly amount: DecimalText;
}

const REVERSED: ReadonlySet<SaleStatus> = new Set(['refunded', 'chargeback']);

/** `after` is null for a sale that is gone. */
export function changeKind(before: SaleSnapshot, after: SaleSnapshot | null): ChangeKind {
  if (after === null) return 'removed';
  return reversalKind(before, after) ?? valueKind(before, after);
}

/**
 * What a sale counts for in Earnings: its commission without what was reversed, and nothing while it is pending.
 * A commission that is not known counts for nothing, as in the figures.
 */
export function earningsOf(sale: SaleSnapshot): DecimalText {
  if (sale.status === 'pending') return '0';
  return subtractDecimals(sale.commission ?? '0', sale.reversedCommission);
}

/** One effect, or one for each currency where the currency of the commission changed. */
export function earningsEffects(before: SaleSnapshot, after: SaleSnapshot | null): readonly EarningsEffect[] {
  const gone = { currency: before.commissionCurrency, amount: subtractDecimals('0', earningsOf(before)) };
  if (after === null) return [gone];
  if (after.commissionCurrency === before.commissionCurrency) {
    return [{ ...gone, amount: subtractDecimals(earningsOf(after), earningsOf(before)) }];
  }
  return [gone, { currency: after.commissionCurrency, amount: earningsOf(after) }];
}

function reversalKind(before: SaleSnapshot, after: SaleSnapshot): ChangeKind | null {
  const wasReversed = REVERSED.has(before.status);
  const isReversed = REVERSED.has(after.status);
  if (wasReversed !== isReversed) return isReversed ? 'reversed' : 'reversal-withdrawn';
  const more = [
    compareDecimals(after.reversedCommission, before.reversedCommission),
    compareDecimals(after.reversedAmount, before.reversedAmount),
  ];
  if (more.includes(1)) return 'reversed';
  return more.includes(-1) ? 'reversal-withdrawn' : null;
}

function valueKind(before: SaleSnapshot, after: SaleSnapshot): ChangeKind {
  if (before.status !== after.status) return 'status';
  if (isOther(before, after, ['commission', 'commissionCurrency'])) return 'commission';
  if (isOther(before, after, ['amount', 'currency'])) return 'amount';
  return before.saleDate.getTime() === after.saleDate.getTime() ? 'details' : 'date';
}

function isOther(
  before: SaleSnapshot,
  after: SaleSnapshot,
  [value, currency]: readonly ['amount' | 'commission', 'currency' | 'commissionCurrency'],
): boolean {
  const [old, now] = [before[value], after[value]];
  if (before[currency] !== after[currency]) return true;
  return old === null || now === null ? old !== now : compareDecimals(old, now) !== 0;
}

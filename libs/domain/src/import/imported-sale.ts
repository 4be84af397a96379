import { compareDecimals } from '../money/decimal';
import type { DecimalText } from '../money/money';
import type { Reversal } from '../sale/reversal';
import type { Sale } from '../sale/sale';

/** A sale as a file tells it. Null is what the file does not tell, which takes nothing away from what is known. */
export interface ImportedSale extends Omit<Sale, 'orderNumber' | 'isRebill' | 'customerEmail'> {
  readonly orderNumber: string | null;
  readonly isRebill: boolean | null;
  /** Set when the file tells the day alone: the first moment after it. */
  readonly saleDateUntil: Date | null;
}

export interface ImportedReversal extends Reversal {
  /** Set when the file tells the day alone: the first moment after it. */
  readonly reversedUntil: Date | null;
}

/**
 * The sale to store: what the file tells over what is stored, but nothing known is replaced by something unknown, and
 * an exact time not by the day it falls on.
 */
export function saleOver(told: ImportedSale, stored: Sale | null): Sale {
  const { saleDateUntil, ...sale } = told;
  const known = stored ?? { ...sale, ...UNKNOWN, orderNumber: told.externalOrderId };
  return {
    ...sale,
    ...moneyOver(told, known),
    orderNumber: told.orderNumber ?? known.orderNumber,
    isRebill: told.isRebill ?? known.isRebill,
    productId: told.productId ?? known.productId,
    productName: told.productName ?? known.productName,
    customerEmail: null,
    saleDate: finer({ at: told.saleDate, until: saleDateUntil }, stored?.saleDate ?? null),
  };
}

const UNKNOWN = { isRebill: false, customerEmail: null } as const;

/** As {@link saleOver}. */
export function reversalOver(told: ImportedReversal, stored: Reversal | null): Reversal {
  const { reversedUntil, ...reversal } = told;
  if (stored === null) return reversal;
  const { reversedAt } = told;
  return {
    ...reversal,
    ...moneyOver(told, stored),
    reversedAt: reversedAt && finer({ at: reversedAt, until: reversedUntil }, stored.reversedAt),
  };
}

type Amounts = Pick<Sale, 'amount' | 'currency' | 'commission' | 'commissionCurrency'>;

/** An amount and its currency belong together. */
function moneyOver(told: Amounts, known: Amounts): Amounts {
  const gross = told.amount === null ? known : told;
  const earned = told.commission === null ? known : told;
  return {
    amount: gross.amount,
    currency: gross.currency,
    commission: earned.commission,
    commissionCurrency: earned.commissionCurrency,
  };
}

function finer(told: { readonly at: Date; readonly until: Date | null }, stored: Date | null): Date {
  const { at, until } = told;
  if (stored === null || until === null) return at;
  return stored >= at && stored < until ? stored : at;
}

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const SALE_FACTS = [
  'orderNumber',
  'state',
  'amount',
  'currency',
  'commission',
  'commissionCurrency',
  'productId',
  'productName',
  'saleDate',
  'isRebill',
  'linkKey',
] as const;
const REVERSAL_FACTS = [
  'kind',
  'amount',
  'currency',
  'commission',
  'commissionCurrency',
  'reversedAt',
  'linkKey',
] as const;

/** What storing `next` over `stored` would change; empty when nothing. */
export function saleChanges(stored: Sale, next: Sale): readonly FieldChange[] {
  return changes(SALE_FACTS, stored, next);
}

/** As {@link saleChanges}. A reversal without a date keeps the one it has. */
export function reversalChanges(stored: Reversal, next: Reversal): readonly FieldChange[] {
  const dated = next.reversedAt === null ? { ...next, reversedAt: stored.reversedAt } : next;
  return changes(REVERSAL_FACTS, stored, dated);
}

type Fact = Date | string | boolean | null;

function changes<Field extends string>(
  fields: readonly Field[],
  ...[stored, next]: readonly [Readonly<Record<Field, Fact>>, Readonly<Record<Field, Fact>>]
): readonly FieldChange[] {
  return fields
    .map((field) => ({ field, before: textOf(stored[field]), after: textOf(next[field]) }))
    .filter(({ field, before, after }) => !isSame(field, before, after));
}

function textOf(fact: Fact): string | null {
  if (fact instanceof Date) return fact.toISOString();
  return fact === null ? null : String(fact);
}

function isSame(field: string, before: DecimalText | null, after: DecimalText | null): boolean {
  if (before === null || after === null) return before === after;
  const isMoney = field === 'amount' || field === 'commission';
  return isMoney ? compareDecimals(before, after) === 0 : before === after;
}

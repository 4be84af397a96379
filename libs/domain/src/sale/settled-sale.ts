import { compareDecimals, roundDecimal, sumDecimals } from '../money/decimal';
import type { DecimalText } from '../money/money';
import { type Reversal, saleStatus } from './reversal';
import type { Sale, SaleStatus } from './sale';

/** What the reversals of a sale make of it. */
export interface SettledSale {
  readonly status: SaleStatus;
  /** Gross given back so far, positive, to 4 places. */
  readonly reversedAmount: DecimalText;
  /** Commission taken back so far, positive, to 4 places. */
  readonly reversedCommission: DecimalText;
  /** Something of it was given back to the customer: a void alone gives nothing back. */
  readonly hasRefund: boolean;
}

type Taken = Pick<Reversal, 'kind' | 'amount' | 'currency' | 'commission' | 'commissionCurrency'>;
type Settling = Pick<Sale, 'state' | 'amount' | 'currency' | 'commission' | 'commissionCurrency'>;

/** @param reversals all of the sale, and no other's; what is in another currency than the sale's counts for its status alone. */
export function settledSale(sale: Settling, reversals: readonly Taken[]): SettledSale {
  const isFull = isFullyRefunded(sale, reversals);
  const amounts = reversals.flatMap((one) => (one.currency === sale.currency ? (one.amount ?? []) : []));
  const commissions = reversals.flatMap((one) =>
    one.commissionCurrency === sale.commissionCurrency ? (one.commission ?? []) : [],
  );
  return {
    status: saleStatus(
      sale.state,
      reversals.map(({ kind }) => ({ kind, isFull })),
    ),
    reversedAmount: roundDecimal(sumDecimals(amounts), 4),
    reversedCommission: roundDecimal(sumDecimals(commissions), 4),
    hasRefund: reversals.some(({ kind }) => kind !== 'void'),
  };
}

/** By the gross where it is told, else by the commission; where neither tells, a refund is the whole sale. */
function isFullyRefunded(sale: Settling, reversals: readonly Taken[]): boolean {
  const refunds = reversals.filter((one) => one.kind === 'refund');
  const gross = told(refunds.map((one) => (one.currency === sale.currency ? one.amount : null)));
  if (sale.amount !== null && gross !== null) return compareDecimals(gross, sale.amount) >= 0;
  const commission = told(
    refunds.map((one) => (one.commissionCurrency === sale.commissionCurrency ? one.commission : null)),
  );
  if (sale.commission === null || commission === null || compareDecimals(commission, '0') <= 0) return true;
  return compareDecimals(commission, sale.commission) >= 0;
}

/** The sum when every part is known. */
function told(parts: readonly (DecimalText | null)[]): DecimalText | null {
  const known = parts.flatMap((part) => part ?? []);
  return known.length === parts.length ? sumDecimals(known) : null;
}

import type { Currency } from '../money/currency';
import type { DecimalText } from '../money/money';
import type { SaleStatus, SaleState } from './sale';

export const REVERSAL_KINDS = ['refund', 'chargeback', 'void'] as const;
export type ReversalKind = (typeof REVERSAL_KINDS)[number];

/** Takes money of a sale back, in full or in part. Amounts are positive: the reversal itself is the minus sign. */
export interface Reversal {
  /** Stable key of its own, deterministic from ids the network sends. */
  readonly externalReversalId: string;
  /** The {@link Sale.linkKey} it belongs to. Its sale may arrive later: it links itself then. */
  readonly linkKey: string;
  readonly kind: ReversalKind;
  /** Gross given back; null when the network does not tell it. */
  readonly amount: DecimalText | null;
  readonly currency: Currency;
  /** Commission taken back, 0 where a refund leaves the commission with the affiliate; null when unknown. */
  readonly commission: DecimalText | null;
  readonly commissionCurrency: Currency;
  /** The network's date of the reversal; null when it sends none, then storage dates it by first sight (`observed`). */
  readonly reversedAt: Date | null;
}

/**
 * The status shown for a sale. A chargeback outweighs a refund; a sale that is only partly reversed stays `completed`
 * and carries its reversed part beside it. A commission void without a refund leaves the sale `completed` as well.
 */
export function saleStatus(
  state: SaleState,
  reversals: readonly { readonly kind: ReversalKind; readonly isFull: boolean }[],
): SaleStatus {
  if (reversals.some((reversal) => reversal.kind === 'chargeback')) return 'chargeback';
  if (reversals.some((reversal) => reversal.kind === 'refund' && reversal.isFull)) return 'refunded';
  return state;
}

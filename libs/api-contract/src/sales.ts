import type { CurrencyCode, DecimalText, InstantText, NetworkCode, SaleStatus } from './primitives';

export interface ReversalRow {
  readonly kind: 'refund' | 'chargeback' | 'void';
  readonly reversedAt: InstantText;
  /** The network sends no date: it is the moment it was first seen. */
  readonly observed: boolean;
  readonly amount: DecimalText | null;
  readonly commission: DecimalText | null;
}

export interface SaleRow {
  readonly accountId: string;
  /** Identifies the sale within its account. */
  readonly orderId: string;
  /** What a person finds at the network: its receipt or order number. */
  readonly orderNumber: string;
  readonly network: NetworkCode;
  readonly accountLabel: string;
  readonly productName: string | null;
  readonly status: SaleStatus;
  readonly saleDate: InstantText;
  /** Customer's gross in the original currency; null = not reported. */
  readonly amount: DecimalText | null;
  readonly currency: CurrencyCode;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: CurrencyCode;
  /** Positive; "0" when nothing was reversed. */
  readonly reversedCommission: DecimalText;
  readonly reversals: readonly ReversalRow[];
}

/**
 * `GET /api/v1/sales?limit=&cursor=&from=&to=&network=&account=&status=&search=&asOf=`
 * Repeatable: network, account, status. Newest first. With `asOf`, a past instant, as they were shown then.
 */
export interface SalesPage {
  readonly items: readonly SaleRow[];
  /** Pass as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
}

import type { InstantText } from '../format/date-formats';
import type { DecimalText } from '../format/number-text';

/** What a sale said at one time; a snapshot of the API fits. */
export interface SaleState {
  readonly orderNumber: string;
  readonly productName: string | null;
  readonly status: 'pending' | 'completed' | 'refunded' | 'chargeback';
  readonly amount: DecimalText | null;
  readonly currency: string;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: string;
  readonly reversedAmount: DecimalText;
  readonly reversedCommission: DecimalText;
  readonly saleDate: InstantText;
}

export type SaleChangeKind =
  | 'first-seen'
  | 'reversed'
  | 'reversal-withdrawn'
  | 'status'
  | 'amount'
  | 'commission'
  | 'removed'
  | 'date'
  | 'details';

/** What stored a change, and between which readings it happened. */
export interface ChangeOrigin {
  readonly at: InstantText;
  readonly lastGoodSyncAt: InstantText | null;
  readonly run: { readonly trigger: string; readonly tier: string } | null;
}

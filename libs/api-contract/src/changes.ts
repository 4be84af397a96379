import type { RunTier, RunTrigger } from './network-accounts';
import type { CurrencyCode, DecimalText, InstantText, NetworkCode, SaleStatus } from './primitives';
import type { ReversalRow } from './sales';

/** What a change is about; of several things at once, what moves the most money. */
export type ChangeKind =
  'reversed' | 'reversal-withdrawn' | 'status' | 'amount' | 'commission' | 'removed' | 'date' | 'details';

/** What a sale said at one time, its reversals included. */
export interface SaleSnapshotView {
  readonly orderNumber: string;
  readonly productName: string | null;
  readonly status: SaleStatus;
  readonly amount: DecimalText | null;
  readonly currency: CurrencyCode;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: CurrencyCode;
  /** Positive; zero when nothing was given back. */
  readonly reversedAmount: DecimalText;
  /** Positive; zero when nothing was taken back. */
  readonly reversedCommission: DecimalText;
  readonly saleDate: InstantText;
}

/** What a change did to Earnings, signed, in the commission's own currency. */
export interface EarningsEffectView {
  readonly currency: CurrencyCode;
  readonly amount: DecimalText;
}

/** Who moved it: `import` is a file or its undoing, `postback` the network by itself, everything else a reading. */
export interface StoringRunView {
  readonly id: string;
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
}

/** A stored sale that became another one, or went. A new sale is no change. */
export interface SaleChangeRow {
  readonly accountId: string;
  readonly orderId: string;
  readonly network: NetworkCode;
  readonly accountLabel: string;
  readonly kind: ChangeKind;
  readonly changedAt: InstantText;
  readonly before: SaleSnapshotView;
  /** null for a sale that is gone. */
  readonly after: SaleSnapshotView | null;
  /** Two where the currency of the commission changed, else one. */
  readonly effects: readonly EarningsEffectView[];
  /** The account's last good reading before: it happened at the network between then and `changedAt`. */
  readonly lastGoodSyncAt: InstantText | null;
  /** null when what changed it is not known. */
  readonly run: StoringRunView | null;
}

/**
 * `GET /api/v1/changes?limit=&cursor=&since=&until=&network=&account=`
 * Repeatable: network, account. `since` and `until` are instants, half-open. Newest first.
 */
export interface ChangesPage {
  readonly items: readonly SaleChangeRow[];
  /** Pass as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
}

/** `GET /api/v1/changes/summary?since=&network=&account=`; without `since` from the member's last look on. */
export interface ChangesSummary {
  readonly since: InstantText;
  /** The moment of the answer; pass it to `POST /api/v1/changes/looked` once it was shown. */
  readonly until: InstantText;
  /** null before the first look. */
  readonly lastLookedAt: InstantText | null;
  /** Of the effects, which are converted at the rates of the sales' days. */
  readonly currency: CurrencyCode;
  readonly sales: number;
  readonly effect: DecimalText;
  /** Networks with changes, most changed sales first. */
  readonly networks: readonly {
    readonly network: NetworkCode;
    readonly sales: number;
    readonly effect: DecimalText;
  }[];
  /** Effects without a known rate, beside `effect`, never inside it. */
  readonly notConverted: readonly EarningsEffectView[];
}

/** `POST /api/v1/changes/looked`: the member has seen what moved until then. Never moves back. */
export interface LookedRequest {
  /** The `until` of the summary that was shown. */
  readonly until: InstantText;
}

/** One step in the life of a sale: what it said from `at` on. */
export interface SaleHistoryEntryView {
  readonly at: InstantText;
  readonly kind: 'first-seen' | ChangeKind;
  /** null when it was first seen, or came back after it was gone. */
  readonly before: SaleSnapshotView | null;
  /** null when it went. */
  readonly after: SaleSnapshotView | null;
  readonly effects: readonly EarningsEffectView[];
  /** Everything that was taken back by then. */
  readonly reversals: readonly ReversalRow[];
  readonly lastGoodSyncAt: InstantText | null;
  readonly run: StoringRunView | null;
}

/** `GET /api/v1/sales/:accountId/:orderId/history`, oldest first. */
export interface SaleHistoryView {
  readonly entries: readonly SaleHistoryEntryView[];
}

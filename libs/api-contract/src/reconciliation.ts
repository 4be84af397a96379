import type { CurrencyCode, DayText, DecimalText, InstantText } from './primitives';

/**
 * `matches`: every ended day that was compared agrees. `not-offered`: the network states no totals for this account.
 * `not-read`: it does, and they could not be read the last time, or no day has ended yet.
 */
export type ReconciliationState = 'matches' | 'differs' | 'not-offered' | 'not-read';

/** How an account stands beside the network's own totals of the last 31 days. */
export interface ReconciliationSummaryView {
  readonly state: ReconciliationState;
  readonly checkedDays: number;
  readonly differingDays: number;
  readonly comparedAt: InstantText | null;
  /** Why the totals could not be read, in words for a person. */
  readonly failure: string | null;
}

/**
 * Why a day differs: a conclusion from the figures and the readings, not a proof. `open-day` and `changed-since` pass
 * by themselves: the day had not ended, or what is stored changed, after the network stated it.
 */
export type DifferenceCause =
  | 'open-day'
  | 'changed-since'
  | 'currency'
  | 'day-shift'
  | 'reversal-day'
  | 'pending'
  | 'no-commission'
  | 'unfinished-reading'
  | 'quarantine'
  | 'refund-not-read'
  | 'rows-missing'
  | 'unexplained';

/** Null: the network does not state that figure, so it is not compared. */
export interface ComparedFiguresView {
  /** Sales that moved money; where the network counts orders, orders. */
  readonly conversions: number | null;
  /** Refunds, chargebacks and voids. */
  readonly reversals: number | null;
  readonly grossCommission: DecimalText | null;
  /** Taken back, positive. */
  readonly voidedCommission: DecimalText | null;
  readonly netCommission: DecimalText | null;
}

export interface ComparedAmountView {
  readonly currency: CurrencyCode;
  readonly network: ComparedFiguresView;
  readonly ours: ComparedFiguresView;
  /** Ours minus the network's. */
  readonly difference: ComparedFiguresView;
  /** Null where both agree. */
  readonly cause: DifferenceCause | null;
  /** Sales of the day that wait and are in no figure. */
  readonly pendingSales: number;
}

export interface ReconciledDayView {
  /** A calendar day of the network's zone. */
  readonly day: DayText;
  /** `open` days are shown and not judged. */
  readonly verdict: 'matches' | 'differs' | 'open';
  readonly statedAt: InstantText;
  /** Rows kept aside by readings that touched the day. */
  readonly quarantinedRows: number;
  /** By currency; empty where neither side knows of anything. */
  readonly amounts: readonly ComparedAmountView[];
  /** The agency's days that hold this one: what to have read again. */
  readonly reread: { readonly from: DayText; readonly until: DayText };
}

/** `GET /api/v1/network-accounts/:id/reconciliation?from=&until=` */
export interface ReconciliationView {
  readonly summary: ReconciliationSummaryView;
  /** What the network's figures cover and what about them is assumed, for a person; null where it states none. */
  readonly basis: string | null;
  /** The zone of the network's days, an IANA name. */
  readonly zone: string;
  /** The days the network has stated, newest first. */
  readonly days: readonly ReconciledDayView[];
}

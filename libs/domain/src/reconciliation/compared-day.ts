import type { Currency } from '../money/currency';
import type { DecimalText } from '../money/money';
import type { CalendarDay } from '../period/calendar-day';

/** What a network states about one of its days in one currency. Null: it does not state that figure. */
export interface StatedFigures {
  /** Sales that moved money. */
  readonly conversions: number | null;
  /** Refunds, chargebacks and voids. */
  readonly reversals: number | null;
  /** Commission before anything was taken back. */
  readonly grossCommission: DecimalText | null;
  /** Commission taken back, positive. */
  readonly voidedCommission: DecimalText | null;
  readonly netCommission: DecimalText | null;
}

/** Of a network that states a day and does not name a currency: no sales in it, and nothing about reversals. */
export const NOTHING_STATED: StatedFigures = {
  conversions: 0,
  reversals: null,
  grossCommission: '0',
  voidedCommission: '0',
  netCommission: '0',
};

/** The same figures of what is stored; pending sales are in none of them. */
export type OwnFigures = { readonly [Name in keyof StatedFigures]: NonNullable<StatedFigures[Name]> };

export interface ComparedAmount {
  readonly currency: Currency;
  readonly network: StatedFigures;
  readonly ours: OwnFigures;
  readonly pendingSales: number;
  readonly pendingCommission: DecimalText;
  /** Paid sales with a commission of zero, or without a known one. */
  readonly salesWithoutCommission: number;
  /** When any stored row of the day last changed. */
  readonly changedAt: Date | null;
}

/** The last reading of the network's rows whose window touched the day. */
export interface DayReading {
  readonly finishedAt: Date;
  readonly outcome: 'ok' | 'partial' | 'failed';
}

/** One calendar day of the network, as the network states it and as it is stored. */
export interface ComparedDay {
  readonly day: CalendarDay;
  /** When the day begins and ends in the network's zone. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When the network stated its figures. */
  readonly statedAt: Date;
  readonly lastReading: DayReading | null;
  /** Rows that wait in quarantine and were set aside by a reading that touched the day: their own day is not known. */
  readonly quarantinedRows: number;
  /** By currency; empty where neither side knows of anything. */
  readonly amounts: readonly ComparedAmount[];
}

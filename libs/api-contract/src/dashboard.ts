import type { AccountHealth } from './network-accounts';
import type {
  BookingClock,
  CurrencyCode,
  DayText,
  DecimalText,
  FigureView,
  InstantText,
  NetworkCode,
} from './primitives';
import type { SaleRow } from './sales';

/** What a figure covers. Carried by every part of the dashboard. */
export interface Coverage {
  /** The oldest good sync among the accounts covered; null when none was read yet. */
  readonly asOf: InstantText | null;
  readonly accounts: number;
  readonly accountsRead: number;
  /** Accounts that are late, broken or still backfilling, named. */
  readonly late: readonly {
    readonly id: string;
    readonly network: NetworkCode;
    readonly label: string;
    readonly health: AccountHealth;
    readonly lastGoodSyncAt: InstantText | null;
  }[];
}

export interface PeriodView {
  readonly from: DayText;
  readonly to: DayText;
  /** The last day has not ended; comparisons are cut at the same time of day. */
  readonly isOpen: boolean;
}

export type KpiId = 'earnings' | 'revenue' | 'sales' | 'pending' | 'refund-rate' | 'momentum' | 'epc';
/** `index`: 100 is the same figure in the comparison period; for logins that see no amounts. */
export type KpiUnit = 'money' | 'count' | 'ratio' | 'index';

export interface KpiCard {
  readonly id: KpiId;
  readonly unit: KpiUnit;
  readonly state: 'filled' | 'too-little-data' | 'not-reported';
  /** null unless filled. Ratio 0.06 means 6 %. */
  readonly value: DecimalText | null;
  /**
   * Against the previous period. Relative for money and counts, difference of ratios (`difference`) for ratios.
   * null when there is nothing to compare with.
   */
  readonly change: { readonly kind: 'relative' | 'difference'; readonly value: DecimalText } | null;
  /** Rising is good, bad or neither, so that colour means good or bad, not up or down. */
  readonly risingIs: 'good' | 'bad' | 'neutral';
  /** One value a day of the period, oldest first; empty where a day has no meaning for it. */
  readonly sparkline: readonly DecimalText[];
  /** Named side figures, see {@link KpiDetails}. */
  readonly details: KpiDetails;
}

export interface KpiDetails {
  readonly averageCommission?: DecimalText | null;
  readonly averageOrderValue?: DecimalText | null;
  /** 0 to 1. */
  readonly grossCoverage?: DecimalText | null;
  readonly pendingSales?: number;
  readonly chargebackRate?: DecimalText | null;
  readonly pace?: 'accelerating' | 'steady' | 'slowing';
  readonly recentPerDay?: DecimalText;
  readonly baselinePerDay?: DecimalText;
  readonly salesSeen?: number;
  readonly salesNeeded?: number;
  readonly networksReporting?: number;
  readonly networks?: number;
  /** Of a past moment: what the figure takes is not kept. */
  readonly isNotKept?: true;
}

export interface TrendPoint {
  readonly day: DayText;
  readonly earnings: DecimalText;
  /** null beside an index. */
  readonly sales: number | null;
  /** The comparison period's day of the same place; null without comparison. */
  readonly previous: DecimalText | null;
  readonly byNetwork: readonly { readonly network: NetworkCode; readonly earnings: DecimalText }[];
  /** Labels of accounts that were not read on this day. */
  readonly notRead: readonly { readonly network: NetworkCode; readonly label: string }[];
}

export interface NetworkShare {
  readonly network: NetworkCode;
  readonly earnings: DecimalText;
  /** Of all Earnings, may be negative or above 1 while another network is negative; null when the total is zero or less. */
  readonly share: DecimalText | null;
  readonly change: DecimalText | null;
  /** null beside an index. */
  readonly sales: number | null;
}

export interface MonthBar {
  /** First day of the month. */
  readonly month: DayText;
  readonly earned: DecimalText;
  readonly reversed: DecimalText;
  readonly net: DecimalText;
  /** Net of the same month a year earlier; null when nothing was stored for it. */
  readonly previousYearNet: DecimalText | null;
  readonly isOpen: boolean;
}

export interface InsightView {
  readonly title: readonly InsightPart[];
  readonly body: readonly InsightPart[];
  readonly stance: 'positive' | 'negative' | 'neutral';
  readonly suggestedAction: string | null;
}

/** Text, or a figure computed by code that links to its rows. */
export type InsightPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure';
      readonly factId: string;
      readonly unit: 'money' | 'ratio' | 'count' | 'instant';
      readonly value: string;
      readonly currency: CurrencyCode | null;
      readonly from: DayText;
      readonly to: DayText;
      readonly network: NetworkCode | null;
    };

/**
 * `GET /api/v1/dashboard?days=30&clock=sale-date&network=&account=&client=&asOf=` — all parts in one answer.
 * With `asOf`, a past instant, as it was shown then; `generatedAt` is that instant.
 */
export interface Dashboard {
  readonly generatedAt: InstantText;
  /**
   * `index`: no figure is an amount. Earnings, what is pending, days, networks and months tell an index of which the
   * Earnings of the comparison period are 100; every other figure one of its own. Without such Earnings, `trend`, `share`
   * and `months` are empty. Single sales, counts of sales and insights are left out.
   */
  readonly figures: FigureView;
  /** Of every figure without a currency of its own; null beside an index. */
  readonly currency: CurrencyCode | null;
  readonly clock: BookingClock;
  readonly period: PeriodView;
  readonly comparison: PeriodView;
  readonly coverage: Coverage;
  readonly accounts: readonly {
    readonly id: string;
    readonly network: NetworkCode;
    readonly label: string;
    readonly health: AccountHealth;
    readonly lastGoodSyncAt: InstantText | null;
    /** null of a past moment: when it was to be read next is not kept. */
    readonly nextSyncAt: InstantText | null;
    /** Since when its network answers nobody, while the account waits because of that; null of a past moment. */
    readonly outageSince: InstantText | null;
    /** null for who may not see connections. */
    readonly failure: { readonly kind: string; readonly message: string; readonly since: InstantText } | null;
    /** While backfilling, 0 to 1; null of a past moment. */
    readonly progress: number | null;
  }[];
  readonly kpis: readonly KpiCard[];
  readonly trend: readonly TrendPoint[];
  readonly share: readonly NetworkShare[];
  readonly year: {
    readonly year: number;
    /** null where there is nothing to be an index of. */
    readonly toDate: DecimalText | null;
    readonly previousToDate: DecimalText | null;
    readonly change: DecimalText | null;
    readonly months: readonly MonthBar[];
  };
  readonly recentSales: readonly SaleRow[];
  /** Money without a known rate, beside the total, never inside it. */
  readonly notConverted: readonly {
    readonly currency: CurrencyCode;
    readonly sales: number;
    readonly earned: DecimalText;
    readonly reversed: DecimalText;
  }[];
  readonly rateSource: string | null;
  readonly insights: {
    /** `computed` or the model's name. */
    readonly writer: string | null;
    readonly generatedAt: InstantText | null;
    readonly items: readonly InsightView[];
  };
}

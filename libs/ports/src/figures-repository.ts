import type {
  AccountScope,
  CalendarDay,
  Currency,
  DecimalText,
  Figures,
  NetworkId,
  SaleStatus,
} from '@tributary/domain';

/** Which date a reversal counts by: the day of its sale, or its own day. */
export const BOOKING_CLOCKS = ['sale-date', 'event-date'] as const;
export type BookingClock = (typeof BOOKING_CLOCKS)[number];

export interface FiguresQuery {
  readonly agencyId: string;
  /** Half-open span of instants. */
  readonly from: Date;
  readonly until: Date;
  readonly zone: string;
  readonly reportingCurrency: Currency;
  readonly clock: BookingClock;
  /** Every network when the list is empty. */
  readonly networks: readonly NetworkId[];
  /** No account at all when the list is empty. */
  readonly accounts: AccountScope;
  readonly statuses: readonly SaleStatus[];
  /**
   * Null for the state of now. Otherwise the state that was shown at that instant: sales, reversals and rates as they
   * were stored then, whatever changed since.
   */
  readonly asOf: Date | null;
}

/** Figures of one calendar day (agency's zone) or month and one network, in the reporting currency. */
export interface NetworkFigures extends Figures {
  /** First day of the day or month. */
  readonly day: CalendarDay;
  readonly network: NetworkId;
}

/** Money that could not be converted because no rate is known for its day; listed beside the total, never inside. */
export interface Unconverted {
  readonly currency: Currency;
  readonly sales: number;
  readonly earned: DecimalText;
  readonly reversed: DecimalText;
}

export interface NetworkVisits {
  readonly network: NetworkId;
  readonly visits: number;
}

/** Half-open. */
export interface FiguresSpan {
  readonly from: Date;
  readonly until: Date;
}

/** The spans that the dashboard tells of. Each begins with a day of the query's zone. */
export interface DashboardSpans {
  readonly current: FiguresSpan;
  readonly previous: FiguresSpan;
  readonly wholeDays: FiguresSpan;
  /** Told by month, as `lastYear` is. */
  readonly months: FiguresSpan;
  readonly lastYear: FiguresSpan;
}

/** The figures of all those spans, as they stood at one instant. */
export interface DashboardSums extends Readonly<Record<keyof DashboardSpans, readonly NetworkFigures[]>> {
  readonly visits: readonly NetworkVisits[];
  readonly previousVisits: readonly NetworkVisits[];
  /** Of the current span. */
  readonly notConverted: readonly Unconverted[];
}

/** A question about several spans, of every status. */
export type DashboardQuery = Omit<FiguresQuery, 'from' | 'until' | 'statuses'>;

/** Reads the agency's figures. Conversion uses the rate of the sale's day, for its reversals too: a full refund nets to zero. */
export abstract class FiguresRepository {
  abstract byDay(query: FiguresQuery): Promise<readonly NetworkFigures[]>;
  abstract byMonth(query: FiguresQuery): Promise<readonly NetworkFigures[]>;
  abstract unconverted(query: FiguresQuery): Promise<readonly Unconverted[]>;
  /** Visits as far as networks report them. They are not kept for past moments: none `asOf` one. */
  abstract visits(query: FiguresQuery): Promise<readonly NetworkVisits[]>;
  /**
   * What the questions above come to when they are asked for each span. Storage that can answer all of them at once does:
   * what was booked meanwhile is then in every part or in none.
   */
  abstract dashboard(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums>;

  /** Side by side. */
  protected async askEach(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums> {
    const of = (span: FiguresSpan): FiguresQuery => ({ ...query, ...span, statuses: [] });
    const [current, previous, wholeDays, months, lastYear, visits, previousVisits, notConverted] =
      await Promise.all([
        this.byDay(of(spans.current)),
        this.byDay(of(spans.previous)),
        this.byDay(of(spans.wholeDays)),
        this.byMonth(of(spans.months)),
        this.byMonth(of(spans.lastYear)),
        this.visits(of(spans.current)),
        this.visits(of(spans.previous)),
        this.unconverted(of(spans.current)),
      ]);
    return { current, previous, wholeDays, months, lastYear, visits, previousVisits, notConverted };
  }
}

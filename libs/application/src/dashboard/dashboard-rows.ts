import {
  addDays,
  calendarDay,
  shiftMonths,
  startOfDay,
  type Agency,
  type CalendarDay,
  type Insight,
  type NetworkAccount,
  type NetworkId,
  type Period,
} from '@tributary/domain';
import type {
  BookingClock,
  FiguresQuery,
  FiguresRepository,
  InsightRepository,
  NetworkAccountRepository,
  NetworkFigures,
  NetworkVisits,
  SaleRepository,
  SaleView,
  SyncRunRepository,
  Unconverted,
} from '@tributary/ports';
import { accountsAsOf } from './accounts-as-of';

const RECENT_SALES = 20;
const MOMENTUM_DAYS = 30;
const NEWEST = { from: null, until: null, statuses: [], search: null };

export interface DashboardRequest {
  readonly days: number;
  readonly clock: BookingClock;
  readonly networks: readonly NetworkId[];
  readonly accountIds: readonly string[];
  /** A past moment whose figures are shown as they were shown then; null for now. */
  readonly asOf: Date | null;
}

/** Everything the dashboard is made of, as it was read. */
export interface DashboardFigures {
  readonly current: readonly NetworkFigures[];
  readonly previous: readonly NetworkFigures[];
  /** Of the 30 whole days that ended yesterday. */
  readonly wholeDays: readonly NetworkFigures[];
  /** Since January of last year. */
  readonly months: readonly NetworkFigures[];
  /** Last year up to the same day and time. */
  readonly lastYear: readonly NetworkFigures[];
  readonly visits: readonly NetworkVisits[];
  readonly previousVisits: readonly NetworkVisits[];
  readonly notConverted: readonly Unconverted[];
  readonly accounts: readonly NetworkAccount[];
  readonly insights: readonly Insight[];
  readonly recentSales: readonly SaleView[];
}

export interface DashboardRowsPorts {
  readonly figures: FiguresRepository;
  readonly sales: SaleRepository;
  readonly accounts: NetworkAccountRepository;
  readonly insights: InsightRepository;
  readonly runs: SyncRunRepository;
}

/** Reads the parts of the dashboard from storage, side by side. */
export class DashboardRows {
  constructor(private readonly ports: DashboardRowsPorts) {}

  async read(agency: Agency, request: DashboardRequest, period: Period): Promise<DashboardFigures> {
    const [figures, accounts, insights, recentSales] = await Promise.all([
      this.figures(agency, request, period),
      this.accounts(agency, request.asOf),
      this.insights(agency, request.asOf),
      this.recentSales(agency, request),
    ]);
    return { ...figures, accounts, insights, recentSales };
  }

  private async accounts(agency: Agency, asOf: Date | null): Promise<readonly NetworkAccount[]> {
    const accounts = await this.ports.accounts.listOf(agency.id);
    if (asOf === null) return accounts;
    return accountsAsOf(accounts, await this.ports.runs.readingsAsOf(agency.id, asOf), asOf);
  }

  private insights({ id }: Agency, asOf: Date | null): Promise<readonly Insight[]> {
    return asOf === null ? this.ports.insights.latest(id) : this.ports.insights.latestAsOf(id, asOf);
  }

  private async figures(agency: Agency, request: DashboardRequest, period: Period) {
    const { figures } = this.ports;
    const query = (from: Date, until: Date) => figuresQuery(agency, request, { from, until });
    const before = period.previous();
    const currentQuery = query(period.from, period.until);
    const previousQuery = query(before.from, before.until);
    const spans = longSpans(period);
    const [current, previous, wholeDays, months, lastYear, visits, previousVisits, notConverted] =
      await Promise.all([
        figures.byDay(currentQuery),
        figures.byDay(previousQuery),
        figures.byDay(query(spans.momentumStart, spans.startOfToday)),
        figures.byMonth(query(spans.lastJanuary, period.until)),
        figures.byMonth(query(spans.lastJanuary, spans.aYearAgo)),
        figures.visits(currentQuery),
        figures.visits(previousQuery),
        figures.unconverted(currentQuery),
      ]);
    return { current, previous, wholeDays, months, lastYear, visits, previousVisits, notConverted };
  }

  private recentSales(agency: Agency, request: DashboardRequest): Promise<readonly SaleView[]> {
    const { networks, accountIds, asOf } = request;
    const filter = { ...NEWEST, networks, accountIds, asOf };
    return this.ports.sales.listSales(agency.id, filter, { limit: RECENT_SALES, after: null });
  }
}

/** The 30 whole days that end yesterday: the open day would always look slow. */
export function wholeDaysBefore(period: Period): CalendarDay[] {
  return Array.from({ length: MOMENTUM_DAYS }, (_, index) => addDays(period.lastDay, index - MOMENTUM_DAYS));
}

function figuresQuery(
  agency: Agency,
  request: DashboardRequest,
  span: { readonly from: Date; readonly until: Date },
): FiguresQuery {
  return {
    ...span,
    agencyId: agency.id,
    zone: agency.timeZone,
    reportingCurrency: agency.reportingCurrency,
    clock: request.clock,
    networks: request.networks,
    accountIds: request.accountIds,
    statuses: [],
    asOf: request.asOf,
  };
}

function longSpans(period: Period) {
  const lastYear = Number(period.lastDay.slice(0, 4)) - 1;
  return {
    startOfToday: startOfDay(period.lastDay, period.zone),
    momentumStart: startOfDay(addDays(period.lastDay, -MOMENTUM_DAYS), period.zone),
    lastJanuary: startOfDay(calendarDay(`${lastYear}-01-01`), period.zone),
    aYearAgo: shiftMonths(period.until, -12, period.zone),
  };
}

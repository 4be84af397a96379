import {
  addFigures,
  earnings,
  Period,
  relativeChange,
  sumDecimals,
  type Agency,
  type CalendarDay,
  type DecimalText,
  type FigureView,
  type Insight,
  type NetworkId,
  type Viewer,
} from '@tributary/domain';
import type {
  BookingClock,
  Clock,
  NetworkCatalog,
  NetworkFigures,
  NetworkVisits,
  SaleView,
  Unconverted,
} from '@tributary/ports';
import type { CheckPastMoment } from '../past-moment/check-past-moment';
import {
  coverageOf,
  coveredAccounts,
  isComparable,
  isReadThrough,
  type Coverage,
  type CoveredAccount,
} from './coverage';
import {
  DashboardRows,
  wholeDaysBefore,
  type DashboardFigures,
  type DashboardRequest,
  type DashboardRowsPorts,
} from './dashboard-rows';
import { asIndex, indexBases } from './index-figures';
import { kpisOf, type Kpi, type VisitFigures } from './kpis';
import {
  figuresByDay,
  figuresByNetwork,
  monthsOf,
  sharesOf,
  trendOf,
  type MonthBar,
  type NetworkShare,
  type TrendPoint,
} from './parts';

export interface DashboardReport {
  /** The moment it tells of. */
  readonly generatedAt: Date;
  /** That moment is past: what comes after it is left out. */
  readonly isPast: boolean;
  readonly agency: Agency;
  /** Whether money is told as amounts or as an index. */
  readonly figures: FigureView;
  readonly clock: BookingClock;
  readonly period: Period;
  readonly comparison: Period;
  readonly coverage: Coverage;
  readonly accounts: readonly CoveredAccount[];
  readonly kpis: readonly Kpi[];
  readonly trend: readonly TrendPoint[];
  readonly share: readonly NetworkShare[];
  readonly year: {
    readonly year: number;
    readonly toDate: DecimalText | null;
    readonly previousToDate: DecimalText | null;
    readonly change: DecimalText | null;
    readonly months: readonly MonthBar[];
  };
  readonly recentSales: readonly SaleView[];
  readonly notConverted: readonly Unconverted[];
  readonly insights: readonly Insight[];
}

export interface ReadDashboardPorts extends DashboardRowsPorts {
  readonly networks: NetworkCatalog;
  readonly pastMoment: CheckPastMoment;
  readonly clock: Clock;
}

/** Every part of the dashboard, read at one moment, of what the viewer sees, each saying what it covers. */
export class ReadDashboard {
  private readonly rows: DashboardRows;

  constructor(private readonly ports: ReadDashboardPorts) {
    this.rows = new DashboardRows(ports);
  }

  /** @throws {Refusal} `invalid-input` for a moment that is not kept. */
  async run(viewer: Viewer, request: DashboardRequest): Promise<DashboardReport> {
    const { agency } = viewer;
    const asOf = await this.ports.pastMoment.run(agency, request.asOf);
    const now = asOf ?? this.ports.clock.now();
    const period = Period.lastDays(request.days, now, agency.timeZone);
    const rows = await this.rows.read(viewer, request, period);
    const covered = coveredAccounts(rows.accounts, now);
    const visits = asOf === null ? this.visitFigures(rows, covered) : null;
    const moment = { generatedAt: now, isPast: asOf !== null, agency, clock: request.clock };
    const report = { ...moment, ...partsOf(rows, { period, covered, visits }) };
    return viewer.figures === 'index' ? asIndex(report, indexBases(rows.previous, visits)) : report;
  }

  /** A network whose visits are read before its sales would make clicks look worthless: it counts once it is read. */
  private visitFigures(rows: DashboardFigures, covered: readonly CoveredAccount[]): VisitFigures {
    const connected = [...new Set(covered.map(({ account }) => account.network))];
    const reporting = connected.filter(
      (network) =>
        this.ports.networks.find(network)?.reportsVisits === true && isReadThrough(covered, network),
    );
    const isReporting = (row: { readonly network: NetworkId }) => reporting.includes(row.network);
    const earned = (part: readonly NetworkFigures[]) => earnings(addFigures(part.filter(isReporting)));
    return {
      visits: totalVisits(rows.visits.filter(isReporting)),
      previousVisits: totalVisits(rows.previousVisits.filter(isReporting)),
      earnings: earned(rows.current),
      previousEarnings: earned(rows.previous),
      networksReporting: reporting.length,
      networks: connected.length,
    };
  }
}

interface Covered {
  readonly period: Period;
  readonly covered: readonly CoveredAccount[];
  readonly visits: VisitFigures | null;
}

function partsOf(rows: DashboardFigures, { period, covered, visits }: Covered) {
  const connected = [...new Set(covered.map(({ account }) => account.network))];
  const periods = { period, comparison: period.previous() };
  const days = period.days();
  const totals = figuresByDay(rows.current, days);
  const before = figuresByDay(rows.previous, periods.comparison.days());
  const networks = figuresByNetwork(rows.current);
  const networksBefore = figuresByNetwork(rows.previous);
  const kpis = kpisOf({
    current: addFigures([...networks.values()]),
    previous: addFigures([...networksBefore.values()]),
    days: totals,
    wholeDays: figuresByDay(rows.wholeDays, wholeDaysBefore(period)),
    visits,
  });
  const shares = sharesOf(networks, networksBefore, connected);
  return {
    ...periods,
    figures: 'money' as const,
    coverage: coverageOf(covered),
    accounts: covered,
    kpis: isComparable(covered, periods) ? kpis : kpis.map((kpi) => ({ ...kpi, change: null })),
    trend: trendOf({ zone: period.zone, days, totals, before, current: rows.current, accounts: covered }),
    share: shares.map((share) =>
      isComparable(covered, periods, share.network) ? share : { ...share, change: null },
    ),
    year: yearOf(rows, period.lastDay),
    recentSales: rows.recentSales,
    notConverted: rows.notConverted,
    insights: rows.insights,
  };
}

function yearOf(
  rows: Pick<DashboardFigures, 'months' | 'lastYear'>,
  today: CalendarDay,
): DashboardReport['year'] {
  const months = monthsOf(rows.months, today);
  const toDate = sumDecimals(months.map((month) => month.net));
  const previousToDate = rows.lastYear.length > 0 ? earnings(addFigures(rows.lastYear)) : null;
  return {
    year: Number(today.slice(0, 4)),
    toDate,
    previousToDate,
    change: previousToDate === null ? null : relativeChange(toDate, previousToDate),
    months,
  };
}

function totalVisits(visits: readonly NetworkVisits[]): number {
  return visits.reduce((sum, row) => sum + row.visits, 0);
}

import type {
  BookingClock,
  DashboardSpans,
  DashboardSums,
  NetworkFigures,
  NetworkVisits,
  Unconverted,
} from '@tributary/ports';
import { Statement } from '../statement';
import { dashboardSql } from './dashboard-sql';

type Part = keyof DashboardSpans;
type OfPart<Row> = Row & { readonly part: Part };

interface DashboardRow {
  readonly figures: readonly OfPart<NetworkFigures>[];
  readonly unconverted: readonly Unconverted[];
  readonly visits: readonly OfPart<NetworkVisits>[];
}

export const DASHBOARD: Readonly<Record<BookingClock, Statement<DashboardRow>>> = {
  'sale-date': Statement.planned<DashboardRow>(dashboardSql('sale-date')),
  'event-date': Statement.planned<DashboardRow>(dashboardSql('event-date')),
};

const BUCKETS: Readonly<Record<Part, 'day' | 'month'>> = {
  current: 'day',
  previous: 'day',
  wholeDays: 'day',
  months: 'month',
  lastYear: 'month',
};
const PARTS = Object.keys(BUCKETS) as Part[];

/** The spans as columns: names, buckets, begins, ends. */
export function spanParameters(spans: DashboardSpans): unknown[] {
  return [
    PARTS,
    PARTS.map((part) => BUCKETS[part]),
    PARTS.map((part) => spans[part].from.toISOString()),
    PARTS.map((part) => spans[part].until.toISOString()),
  ];
}

export function sumsOf({ figures, unconverted, visits }: DashboardRow): DashboardSums {
  const of = <Row>(rows: readonly OfPart<Row>[], wanted: Part) =>
    rows.filter(({ part }) => part === wanted).map(({ part, ...row }) => row as Row);
  return {
    current: of(figures, 'current'),
    previous: of(figures, 'previous'),
    wholeDays: of(figures, 'wholeDays'),
    months: of(figures, 'months'),
    lastYear: of(figures, 'lastYear'),
    visits: of(visits, 'current'),
    previousVisits: of(visits, 'previous'),
    notConverted: unconverted,
  };
}

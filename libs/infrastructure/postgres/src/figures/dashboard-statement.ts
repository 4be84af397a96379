import { currency, networkId } from '@tributary/domain';
import type {
  BookingClock,
  DashboardSpans,
  DashboardSums,
  NetworkFigures,
  NetworkVisits,
} from '@tributary/ports';
import { Statement } from '../statement';
import { dashboardSql } from './dashboard-sql';

type Part = keyof DashboardSpans;
type Texts = readonly string[];

/** See {@link dashboardSql}. */
interface DashboardRow {
  readonly figures: readonly Texts[];
  readonly unconverted: readonly Texts[];
  readonly visits: readonly Texts[];
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
  const parts = Map.groupBy(figures, ([part]) => part);
  const of = (part: Part) => (parts.get(part) ?? []).map(figuresOf);
  const visitsOf = (part: Part) => visits.filter(([one]) => one === part).map(visitsOfNetwork);
  return {
    current: of('current'),
    previous: of('previous'),
    wholeDays: of('wholeDays'),
    months: of('months'),
    lastYear: of('lastYear'),
    visits: visitsOf('current'),
    previousVisits: visitsOf('previous'),
    notConverted: unconverted.map(([code = '', sales, earned = '', reversed = '']) => ({
      ...{ currency: currency(code), sales: Number(sales), earned, reversed },
    })),
  };
}

const MONEY = ['earned', 'reversed', 'pending', 'gross', 'refundedGross'] as const;
const COUNTS = ['sales', 'pendingSales', 'grossKnownSales', 'reversedSales', 'chargebackSales'] as const;

function figuresOf([, day, network, ...sums]: Texts): NetworkFigures {
  const money = MONEY.map((name, place) => [name, sums[place]]);
  const counts = COUNTS.map((name, place) => [name, Number(sums[MONEY.length + place])]);
  return Object.fromEntries([['day', day], ['network', network], ...money, ...counts]) as NetworkFigures;
}

function visitsOfNetwork([, network = '', visits]: Texts): NetworkVisits {
  return { network: networkId(network), visits: Number(visits) };
}

import { addFigures, currency, type Figures, networkId, NO_FIGURES } from '@tributary/domain';
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

/** Lines of text; see {@link dashboardSql}. */
type DashboardRow = Readonly<Record<'spans' | 'days' | 'months' | 'unconverted' | 'visits', string>>;

export const DASHBOARD: Readonly<Record<BookingClock, Statement<DashboardRow>>> = {
  'sale-date': Statement.planned<DashboardRow>(dashboardSql('sale-date')),
  'event-date': Statement.planned<DashboardRow>(dashboardSql('event-date')),
};

const IS_BY_MONTH: Readonly<Record<Part, boolean>> = {
  current: false,
  previous: false,
  wholeDays: false,
  months: true,
  lastYear: true,
};
const PARTS = Object.keys(IS_BY_MONTH) as Part[];

/** The spans as columns: names, whether by month, begins, ends. */
export function spanParameters(spans: DashboardSpans): unknown[] {
  return [
    PARTS,
    PARTS.map((part) => IS_BY_MONTH[part]),
    PARTS.map((part) => spans[part].from.toISOString()),
    PARTS.map((part) => spans[part].until.toISOString()),
  ];
}

export function sumsOf(row: DashboardRow): DashboardSums {
  const spans = new Map(linesOf(row.spans).map(spanOf));
  const days = linesOf(row.days).map(dayOf);
  const months = Map.groupBy(linesOf(row.months), ([part]) => part);
  const byDay = (part: Part) => daysOfSpan(days, spans.get(part));
  const byMonth = (part: Part) => (months.get(part) ?? []).map(figuresOf);
  const visits = linesOf(row.visits);
  const visitsOf = (part: Part) => visits.filter(([one]) => one === part).map(visitsOfNetwork);
  return {
    current: byDay('current'),
    previous: byDay('previous'),
    wholeDays: byDay('wholeDays'),
    months: byMonth('months'),
    lastYear: byMonth('lastYear'),
    visits: visitsOf('current'),
    previousVisits: visitsOf('previous'),
    notConverted: linesOf(row.unconverted).map(([code = '', sales, earned = '', reversed = '']) => ({
      ...{ currency: currency(code), sales: Number(sales), earned, reversed },
    })),
  };
}

type Line = readonly string[];

function linesOf(text: string): Line[] {
  return text === '' ? [] : text.split('\n').map((line) => line.split(','));
}

interface Span {
  readonly firstDay: string;
  /** Not of the span, but for what of it came before `cut`. */
  readonly endDay: string;
  /** As text; empty where the span ends with a day. */
  readonly cut: string;
  readonly isLate: boolean;
}

function spanOf([part = '', firstDay = '', endDay = '', cut = '', isLate]: Line): readonly [string, Span] {
  return [part, { firstDay, endDay, cut, isLate: isLate === 't' }];
}

interface Day {
  /** Empty for a whole day. */
  readonly instant: string;
  readonly figures: NetworkFigures;
}

function dayOf(line: Line): Day {
  return { instant: line[0] ?? '', figures: figuresOf(line) };
}

function daysOfSpan(days: readonly Day[], span: Span | undefined): NetworkFigures[] {
  if (!span) return [];
  const { firstDay, endDay, cut, isLate } = span;
  const whole = days.filter(
    ({ instant, figures: { day } }) => instant === '' && day >= firstDay && day < endDay,
  );
  if (cut === '') return whole.map(({ figures }) => figures);
  const ofCutDay = days.filter(
    ({ instant, figures: { day } }) => day === endDay && (instant === cut || (isLate && instant === '')),
  );
  return [...whole.map(({ figures }) => figures), ...byNetwork(ofCutDay)];
}

/** A whole day and what is to be taken off it, added up; a network of which nothing is left is none of the day's. */
function byNetwork(parts: readonly Day[]): NetworkFigures[] {
  const networks = Map.groupBy(parts, ({ figures }) => figures.network);
  return [...networks]
    .map(([network, days]) => {
      const figures = days.map((day) => day.figures);
      return { day: figures[0]?.day ?? '', network, ...addFigures(figures) } as NetworkFigures;
    })
    .filter(isSomething);
}

function isSomething(figures: NetworkFigures): boolean {
  return SUMS.some((name) => Number(figures[name]) !== 0);
}

const SUMS = Object.keys(NO_FIGURES) as (keyof Figures)[];

/** Of a line whose second and third are day and network. */
function figuresOf([
  ,
  day = '',
  network = '',
  earned = '',
  reversed = '',
  pending = '',
  gross = '',
  refundedGross = '',
  ...counts
]: Line): NetworkFigures {
  const [sales, pendingSales, grossKnownSales, reversedSales, chargebackSales] = counts.map(Number);
  return {
    ...{ day, network, earned, reversed, pending, gross, refundedGross },
    ...{ sales, pendingSales, grossKnownSales, reversedSales, chargebackSales },
  } as NetworkFigures;
}

function visitsOfNetwork([, network = '', visits]: Line): NetworkVisits {
  return { network: networkId(network), visits: Number(visits) };
}

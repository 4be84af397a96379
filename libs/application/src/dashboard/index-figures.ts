import {
  addFigures,
  compareDecimals,
  divideDecimals,
  earnings,
  revenue,
  roundDecimal,
  type DecimalText,
} from '@tributary/domain';
import type { NetworkFigures } from '@tributary/ports';
import type { Kpi, KpiDetails, KpiId, VisitFigures } from './kpis';
import type { MonthBar, NetworkShare, TrendPoint } from './parts';
import type { DashboardReport } from './read-dashboard';

/**
 * What counts as 100. Nobody who sees an index can tell an amount: were every amount a hundred times larger, every
 * answer would be the same. Each figure that a client may know of its own has a base of its own, so that what it knows
 * of one (its revenue, its clicks) tells nothing of another.
 */
export interface IndexBases {
  /** Earnings of the comparison period; also of what is made of them: days, networks, months, what is pending. */
  readonly earnings: DecimalText;
  readonly revenue: DecimalText;
  readonly sales: DecimalText;
  /** Of Earnings per click, exactly: 100 for that of the comparison period; null where clicks are not told. */
  readonly epcIndex: DecimalText | null;
}

/** Two digits: days still add up to their period, and an index is not told more exactly than anybody reads it. */
const DIGITS = 2;
/** Between two divisions. */
const EXACT = 30;
/** Ratios to whole percents: exact ones of few sales tell how many sales there were. */
const RATIO_DIGITS = 2;

export function indexBases(previous: readonly NetworkFigures[], visits: VisitFigures | null): IndexBases {
  const before = addFigures(previous);
  return {
    earnings: earnings(before),
    revenue: revenue(before),
    sales: String(before.sales),
    epcIndex: visits && epcIndex(visits),
  };
}

/** Not of the figures that are shown: those are rounded to what coins there are. */
function epcIndex(visits: VisitFigures): DecimalText | null {
  const perClick = (earned: DecimalText, clicks: number) => divideDecimals(earned, String(clicks), EXACT);
  const value = perClick(visits.earnings, visits.visits);
  return value && indexOf(value, perClick(visits.previousEarnings, visits.previousVisits));
}

/**
 * The report with indexes in the place of amounts and counts. What tells amounts of single sales is left out. Without
 * Earnings in the comparison period there is nothing to be an index of: then days, networks and months are left out too.
 */
export function asIndex(report: DashboardReport, bases: IndexBases): DashboardReport {
  const { earnings: base } = bases;
  const hasBase = isBase(base);
  return {
    ...report,
    figures: 'index',
    kpis: report.kpis.map((kpi) => indexedKpi(kpi, bases)),
    trend: hasBase ? report.trend.map((point) => indexedPoint(point, base)) : [],
    share: hasBase ? report.share.map((share) => indexedShare(share, base)) : [],
    year: indexedYear(report.year, base),
    recentSales: [],
    notConverted: [],
    insights: [],
  };
}

function isBase(base: DecimalText | null): base is DecimalText {
  return base !== null && compareDecimals(base, '0') > 0;
}

/** 100 for what equals the base; null without a base. */
function indexOf(value: DecimalText, base: DecimalText | null): DecimalText | null {
  if (!isBase(base)) return null;
  const hundredth = divideDecimals(base, '100', EXACT);
  const index = hundredth && divideDecimals(value, hundredth, DIGITS);
  return index && withoutSignedZero(index);
}

function indexed(value: DecimalText, base: DecimalText): DecimalText {
  return indexOf(value, base) ?? '0';
}

function coarse(ratio: DecimalText | null): DecimalText | null {
  return ratio === null ? null : withoutSignedZero(roundDecimal(ratio, RATIO_DIGITS));
}

/** A tiny loss rounds to zero, which has no sign. */
function withoutSignedZero(value: DecimalText): DecimalText {
  return compareDecimals(value, '0') === 0 ? value.replace('-', '') : value;
}

type Base = (bases: IndexBases) => DecimalText;

const OF_EARNINGS: Base = (bases) => bases.earnings;
const BASES: Readonly<Partial<Record<KpiId, Base>>> = {
  earnings: OF_EARNINGS,
  pending: OF_EARNINGS,
  revenue: (bases) => bases.revenue,
  sales: (bases) => bases.sales,
};

function indexedKpi(kpi: Kpi, bases: IndexBases): Kpi {
  const plain = { ...kpi, change: coarseChange(kpi.change), details: tellingNoAmount(kpi.details) };
  if (kpi.unit === 'ratio') return indexedRatio(plain, bases.earnings);
  const base = BASES[kpi.id]?.(bases) ?? null;
  const value = kpi.id === 'epc' ? bases.epcIndex : kpi.value && indexOf(kpi.value, base);
  if (value === null) return { ...plain, unit: 'index', ...withoutValue(kpi) };
  const sparkline = isBase(base) ? kpi.sparkline.map((one) => indexed(one, base)) : [];
  return { ...plain, unit: 'index', value, sparkline };
}

/** Momentum draws the Earnings of days; the days of a refund rate would tell how many sales a day had. */
function indexedRatio(kpi: Kpi, base: DecimalText): Kpi {
  const isDrawn = kpi.id === 'momentum' && isBase(base);
  const sparkline = isDrawn ? kpi.sparkline.map((value) => indexed(value, base)) : [];
  return { ...kpi, value: coarse(kpi.value), sparkline };
}

function withoutValue({ state }: Kpi) {
  const absent = state === 'not-reported' ? state : ('too-little-data' as const);
  return { state: absent, value: null, change: null, sparkline: [] };
}

function coarseChange(change: Kpi['change']): Kpi['change'] {
  return change && { ...change, value: coarse(change.value) ?? '0' };
}

/** These and no others: neither amounts nor counts of sales. */
function tellingNoAmount(details: KpiDetails): KpiDetails {
  const { grossCoverage, chargebackRate, pace, networksReporting, networks, isNotKept } = details;
  return {
    ...(grossCoverage !== undefined && { grossCoverage: coarse(grossCoverage) }),
    ...(chargebackRate !== undefined && { chargebackRate: coarse(chargebackRate) }),
    ...(pace !== undefined && { pace }),
    ...(networksReporting !== undefined && { networksReporting }),
    ...(networks !== undefined && { networks }),
    ...(isNotKept !== undefined && { isNotKept }),
  };
}

function indexedPoint(point: TrendPoint, base: DecimalText): TrendPoint {
  return {
    ...point,
    earnings: indexed(point.earnings, base),
    sales: null,
    previous: point.previous === null ? null : indexed(point.previous, base),
    byNetwork: point.byNetwork.map((one) => ({ ...one, earnings: indexed(one.earnings, base) })),
  };
}

function indexedShare(share: NetworkShare, base: DecimalText): NetworkShare {
  return {
    ...share,
    earnings: indexed(share.earnings, base),
    share: coarse(share.share),
    change: coarse(share.change),
    sales: null,
  };
}

function indexedYear(year: DashboardReport['year'], base: DecimalText): DashboardReport['year'] {
  if (!isBase(base)) return { ...year, toDate: null, previousToDate: null, change: null, months: [] };
  return {
    ...year,
    toDate: year.toDate === null ? null : indexed(year.toDate, base),
    previousToDate: year.previousToDate === null ? null : indexed(year.previousToDate, base),
    change: coarse(year.change),
    months: year.months.map((month) => indexedMonth(month, base)),
  };
}

function indexedMonth(month: MonthBar, base: DecimalText): MonthBar {
  const { earned, reversed, net, previousYearNet } = month;
  return {
    ...month,
    earned: indexed(earned, base),
    reversed: indexed(reversed, base),
    net: indexed(net, base),
    previousYearNet: previousYearNet === null ? null : indexed(previousYearNet, base),
  };
}

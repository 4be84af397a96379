import {
  averageCommission,
  averageOrderValue,
  chargebackRate,
  compareDecimals,
  divideDecimals,
  earnings,
  grossCoverage,
  momentum,
  refundRate,
  relativeChange,
  revenue,
  subtractDecimals,
  type DecimalText,
  type Figures,
  type Pace,
} from '@tributary/domain';

export type KpiId = 'earnings' | 'revenue' | 'sales' | 'pending' | 'refund-rate' | 'momentum' | 'epc';

export interface KpiDetails {
  readonly averageCommission?: DecimalText | null;
  readonly averageOrderValue?: DecimalText | null;
  readonly grossCoverage?: DecimalText | null;
  readonly pendingSales?: number;
  readonly chargebackRate?: DecimalText | null;
  readonly pace?: Pace;
  readonly recentPerDay?: DecimalText;
  readonly baselinePerDay?: DecimalText;
  readonly salesSeen?: number;
  readonly salesNeeded?: number;
  readonly networksReporting?: number;
  readonly networks?: number;
  /** Of a past moment: what it takes is not kept. */
  readonly isNotKept?: true;
}

export interface Kpi {
  readonly id: KpiId;
  /** `index` for who sees no amounts: see `index-figures`. */
  readonly unit: 'money' | 'count' | 'ratio' | 'index';
  readonly state: 'filled' | 'too-little-data' | 'not-reported';
  readonly value: DecimalText | null;
  readonly change: { readonly kind: 'relative' | 'difference'; readonly value: DecimalText } | null;
  readonly risingIs: 'good' | 'bad' | 'neutral';
  /** One value a day, oldest first. */
  readonly sparkline: readonly DecimalText[];
  readonly details: KpiDetails;
}

export interface KpiInput {
  readonly current: Figures;
  readonly previous: Figures;
  /** Figures of each day of the period, oldest first. */
  readonly days: readonly Figures[];
  /** The 30 whole days that ended yesterday, oldest first. */
  readonly wholeDays: readonly Figures[];
  /** null for a past moment: visits are not kept. */
  readonly visits: VisitFigures | null;
}

/** Clicks of the networks that report them, with those networks' own earnings. */
export interface VisitFigures {
  readonly visits: number;
  readonly previousVisits: number;
  readonly earnings: DecimalText;
  readonly previousEarnings: DecimalText;
  readonly networksReporting: number;
  readonly networks: number;
}

/** The seven figures at the top of the dashboard, each with what it is compared with. */
export function kpisOf(input: KpiInput): readonly Kpi[] {
  return [
    moneyKpi(input, { id: 'earnings', of: earnings, details: {} }),
    revenueKpi(input),
    salesKpi(input),
    pendingKpi(input),
    refundKpi(input),
    momentumKpi(input),
    epcKpi(input),
  ];
}

function moneyKpi(
  input: KpiInput,
  kpi: { readonly id: KpiId; readonly of: (figures: Figures) => DecimalText; readonly details: KpiDetails },
): Kpi {
  const value = kpi.of(input.current);
  return {
    id: kpi.id,
    unit: 'money',
    state: 'filled',
    value,
    change: relative(value, kpi.of(input.previous)),
    risingIs: 'good',
    sparkline: input.days.map(kpi.of),
    details: kpi.details,
  };
}

/** Sales whose gross no network tells leave Revenue unknown, which is not zero. */
function revenueKpi(input: KpiInput): Kpi {
  const details = {
    grossCoverage: grossCoverage(input.current),
    averageOrderValue: averageOrderValue(input.current),
  };
  const kpi = moneyKpi(input, { id: 'revenue', of: revenue, details });
  const isUnknown = input.current.sales > 0 && input.current.grossKnownSales === 0;
  return isUnknown ? { ...kpi, state: 'not-reported', value: null, change: null, sparkline: [] } : kpi;
}

/**
 * What waits now was not waiting then: a comparison with an older period would only show age. Networks that tell the
 * commission of a sale only once it is paid (Hotmart) leave the sum unknown, which is not zero.
 */
function pendingKpi(input: KpiInput): Kpi {
  const { pending, pendingSales } = input.current;
  const kpi = moneyKpi(input, { id: 'pending', of: (figures) => figures.pending, details: { pendingSales } });
  const isUnknown = pendingSales > 0 && compareDecimals(pending, '0') === 0;
  const card = { ...kpi, change: null, risingIs: 'neutral' } as const;
  return isUnknown ? { ...card, state: 'not-reported', value: null, sparkline: [] } : card;
}

function salesKpi(input: KpiInput): Kpi {
  const count = (figures: Figures) => String(figures.sales);
  const details = {
    averageCommission: averageCommission(input.current),
    averageOrderValue: averageOrderValue(input.current),
  };
  return { ...moneyKpi(input, { id: 'sales', of: count, details }), unit: 'count' };
}

function refundKpi(input: KpiInput): Kpi {
  const value = refundRate(input.current);
  const before = refundRate(input.previous);
  const change = value === null || before === null ? null : subtractDecimals(value, before);
  return {
    id: 'refund-rate',
    unit: 'ratio',
    state: value === null ? 'too-little-data' : 'filled',
    value,
    change: change === null ? null : { kind: 'difference', value: change },
    risingIs: 'bad',
    sparkline: input.days.map((day) => refundRate(day) ?? '0'),
    details: { chargebackRate: chargebackRate(input.current) },
  };
}

function momentumKpi(input: KpiInput): Kpi {
  const result = momentum(input.wholeDays);
  const kpi = { id: 'momentum', unit: 'ratio', change: null, risingIs: 'good' } as const;
  const sparkline = input.wholeDays.map(earnings);
  if (result.state === 'too-little-data') {
    const details = { salesSeen: result.sales, salesNeeded: result.needed };
    return { ...kpi, state: 'too-little-data', value: null, sparkline, details };
  }
  const { pace, recentPerDay, baselinePerDay } = result;
  return {
    ...kpi,
    state: 'filled',
    value: result.change,
    sparkline,
    details: { pace, recentPerDay, baselinePerDay },
  };
}

function epcKpi({ visits }: KpiInput): Kpi {
  const card = { id: 'epc', unit: 'money', risingIs: 'good', sparkline: [] } as const;
  if (visits === null) {
    return { ...card, state: 'not-reported', value: null, change: null, details: { isNotKept: true } };
  }
  const value = earningsPerClick(visits.earnings, visits.visits);
  const before = earningsPerClick(visits.previousEarnings, visits.previousVisits);
  const details = { networksReporting: visits.networksReporting, networks: visits.networks };
  const kpi = { ...card, details };
  if (value === null) return { ...kpi, state: 'not-reported', value: null, change: null };
  return { ...kpi, state: 'filled', value, change: before === null ? null : relative(value, before) };
}

/** null without visits. */
function earningsPerClick(earned: DecimalText, visits: number): DecimalText | null {
  return divideDecimals(earned, String(visits), 4);
}

function relative(value: DecimalText, before: DecimalText): Kpi['change'] {
  const change = relativeChange(value, before);
  return change === null ? null : { kind: 'relative', value: change };
}

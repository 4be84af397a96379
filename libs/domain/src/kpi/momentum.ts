import { compareDecimals, divideDecimals, relativeChange, roundDecimal, sumDecimals } from '../money/decimal';
import type { DecimalText } from '../money/money';
import { earnings, type Figures } from './figures';

export const MOMENTUM_MIN_SALES = 20;
const RECENT_DAYS = 7;
const BASELINE_DAYS = 30;

export type Pace = 'accelerating' | 'steady' | 'slowing';

export type Momentum =
  | { readonly state: 'too-little-data'; readonly sales: number; readonly needed: number }
  | {
      readonly state: 'known';
      readonly pace: Pace;
      /** Mean of the last 7 days ÷ mean of the last 30 − 1; null when the baseline is zero. */
      readonly change: DecimalText;
      readonly recentPerDay: DecimalText;
      readonly baselinePerDay: DecimalText;
    };

/**
 * The pace of the last 7 whole days against the last 30 whole days.
 * @param days figures of whole days, oldest first, ending yesterday: an open day would always look slow.
 */
export function momentum(days: readonly Figures[]): Momentum {
  const baseline = days.slice(-BASELINE_DAYS);
  const sales = baseline.reduce((sum, day) => sum + day.sales, 0);
  const baselinePerDay = meanEarnings(baseline, BASELINE_DAYS);
  const recentPerDay = meanEarnings(baseline.slice(-RECENT_DAYS), RECENT_DAYS);
  const change = relativeChange(recentPerDay, baselinePerDay);
  if (sales < MOMENTUM_MIN_SALES || change === null) {
    return { state: 'too-little-data', sales, needed: MOMENTUM_MIN_SALES };
  }
  return {
    state: 'known',
    pace: paceOf(change),
    change,
    recentPerDay: roundDecimal(recentPerDay, 4),
    baselinePerDay: roundDecimal(baselinePerDay, 4),
  };
}

/** Not rounded: the pace is that of what was earned, not of what is shown of it. */
function meanEarnings(days: readonly Figures[], count: number): DecimalText {
  return divideDecimals(sumDecimals(days.map(earnings)), String(count), 30) ?? '0';
}

function paceOf(change: DecimalText): Pace {
  if (compareDecimals(change, '0.1') > 0) return 'accelerating';
  return compareDecimals(change, '-0.1') < 0 ? 'slowing' : 'steady';
}

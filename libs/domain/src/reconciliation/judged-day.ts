import type { ComparedAmount, ComparedDay } from './compared-day';
import { differenceOf, type Difference } from './difference';
import { type DifferenceCause, likelyCause } from './likely-cause';

export type DayVerdict = 'matches' | 'differs' | 'open';

export interface JudgedAmount extends ComparedAmount {
  readonly difference: Difference;
  /** Null where both sides agree. */
  readonly cause: DifferenceCause | null;
}

export interface JudgedDay extends Omit<ComparedDay, 'amounts'> {
  readonly verdict: DayVerdict;
  readonly amounts: readonly JudgedAmount[];
}

/** Differences that the next figures of the network settle by themselves. */
const PASSING: ReadonlySet<DifferenceCause | null> = new Set([null, 'changed-since']);

/** @param days in order; a day is judged with its neighbours in view. */
export function judgeDays(days: readonly ComparedDay[]): readonly JudgedDay[] {
  return days.map((day) => {
    const amounts = day.amounts.map((amount): JudgedAmount => ({
      ...amount,
      difference: differenceOf(amount),
      cause: likelyCause(amount, day, days),
    }));
    return { ...day, amounts, verdict: verdictOf(day, amounts) };
  });
}

/** An open day is never judged: sales come in between the two readings. */
function verdictOf(day: ComparedDay, amounts: readonly JudgedAmount[]): DayVerdict {
  if (day.statedAt < day.endsAt) return 'open';
  return amounts.every(({ cause }) => PASSING.has(cause)) ? 'matches' : 'differs';
}

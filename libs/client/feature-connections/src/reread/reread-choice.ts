import type { DayText, RereadPeriodRequest } from '@tributary/api-contract';
import { type BackfillOptions, shiftDay } from '../credentials/backfill-choice';

export type RereadPreset = 'seven-days' | 'thirty-days' | 'other';

export interface PeriodProblem {
  readonly field: 'from' | 'until';
  readonly text: string;
}

/** The days of a preset, today included; what was chosen for others. */
export function presetPeriod(
  preset: RereadPreset,
  chosen: RereadPeriodRequest,
  { today }: Pick<BackfillOptions, 'today'>,
): RereadPeriodRequest {
  if (preset === 'other') return chosen;
  return { from: shiftDay(today, preset === 'seven-days' ? -6 : -29), until: today };
}

/** Why a period cannot be read, or null when it can. */
export function periodProblem(
  { from, until }: RereadPeriodRequest,
  options: Pick<BackfillOptions, 'today' | 'earliest'>,
): PeriodProblem | null {
  const wrong = dayProblem(from, 'first', options);
  if (wrong !== null) return { field: 'from', text: wrong };
  const wrongEnd = dayProblem(until, 'last', options);
  if (wrongEnd !== null) return { field: 'until', text: wrongEnd };
  return until < from ? { field: 'until', text: 'The last day is before the first one.' } : null;
}

function dayProblem(
  day: DayText,
  which: 'first' | 'last',
  { today, earliest }: Pick<BackfillOptions, 'today' | 'earliest'>,
): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return `Choose the ${which} day to read again.`;
  if (day > today) return 'This day has not come yet.';
  return day < earliest ? 'Networks can be asked at most five years back.' : null;
}

import type { DayText } from '@tributary/api-contract';

export type BackfillStart = 'thirty-days' | 'this-year' | 'other';

export interface BackfillOptions {
  readonly today: DayText;
  readonly thirtyDays: DayText;
  readonly thisYear: DayText;
  /** The farthest day that may be asked for: five years back. */
  readonly earliest: DayText;
}

const DAY = 86_400_000;
const YEARS_BACK = 5;

/** The calendar day it is in `timeZone` at `now`. */
function dayIn(timeZone: string, now: Date): DayText {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The offered first days, counted in the agency's calendar. Thirty days include today. */
export function backfillOptions(timeZone: string, now: Date): BackfillOptions {
  const today = dayIn(timeZone, now);
  return {
    today,
    thirtyDays: shiftDay(today, -29),
    thisYear: `${today.slice(0, 4)}-01-01`,
    earliest: yearsBefore(today, YEARS_BACK),
  };
}

export function shiftDay(day: DayText, days: number): DayText {
  return textOf(new Date(instantOf(day) + days * DAY));
}

/** Calendar days from `from` to `to`, both counted. */
export function daysBetween(from: DayText, to: DayText): number {
  return Math.round((instantOf(to) - instantOf(from)) / DAY) + 1;
}

/** Why a day cannot be the first one, or null when it can. */
export function backfillProblem(day: DayText, options: BackfillOptions): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return 'Choose the first day to read.';
  if (day > options.today) return 'This day has not come yet.';
  return day < options.earliest ? 'Sales can be read at most five years back.' : null;
}

/** 29 February becomes 1 March of a year without it. */
function yearsBefore(day: DayText, years: number): DayText {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  return textOf(new Date(Date.UTC(year - years, month - 1, dayOfMonth)));
}

function instantOf(day: DayText): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function textOf(date: Date): DayText {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

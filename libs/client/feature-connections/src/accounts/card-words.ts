import type { DayText, InstantText } from '@tributary/api-contract';

/** How moments and counts read in the agency's locale and zone. */
export interface CardWords {
  /** "Today, 14:26", "Wed 18 Nov, 09:12". */
  moment(at: InstantText): string;
  /** "14:26" */
  time(at: InstantText): string;
  /** "1 Aug 2025" */
  day(day: DayText): string;
  /** "5,214" */
  count(value: number): string;
  /** The calendar day of an instant. */
  dayOf(at: InstantText): DayText;
}

const MINUTE = 60_000;

/** "25 s", "10 min", "2 h 10 min", "3 days". Rounded down to what a person would say. */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

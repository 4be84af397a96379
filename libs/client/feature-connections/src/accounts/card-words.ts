import type { DayText, InstantText } from '@tributary/api-contract';
import type { Formats } from '@tributary/client-ui';

/** How moments and counts read in the agency's locale and zone. */
export interface CardWords {
  /** "Today 14:26", "Wed 18 Nov, 09:12". */
  moment(at: InstantText): string;
  /** Inside a sentence: "today at 14:26", "on Wed 18 Nov at 09:12". */
  when(at: InstantText): string;
  /** "14:26" */
  time(at: InstantText): string;
  /** "1 Aug 2025" */
  day(day: DayText): string;
  /** "5,214" */
  count(value: number): string;
  /** The calendar day of an instant. */
  dayOf(at: InstantText): DayText;
}

export function cardWords(formats: Formats, now: Date): CardWords {
  const dates = formats.dates();
  const numbers = formats.numbers();
  const isToday = (at: InstantText) => dates.dayOf(at) === dates.dayOf(now);
  return {
    moment: (at) => dates.moment(at, now),
    when: (at) =>
      isToday(at)
        ? `today at ${dates.time(at)}`
        : `on ${dates.day(dates.dayOf(at), now)} at ${dates.time(at)}`,
    time: (at) => dates.time(at),
    day: (day) => dates.day(day, now),
    count: (value) => numbers.count(value),
    dayOf: (at) => dates.dayOf(at),
  };
}

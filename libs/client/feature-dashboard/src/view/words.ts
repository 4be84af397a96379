import type { CurrencyCode, DayText, DecimalText, InstantText } from '@tributary/api-contract';
import type { FigureParts } from '@tributary/client-ui';

/** How this agency writes money, shares, days and moments. The view models know no locale, zone or currency. */
export interface DashboardWords {
  /** "€63,892.06" */
  money(value: DecimalText, currency?: CurrencyCode): string;
  moneyParts(value: DecimalText): FigureParts;
  /** "€63,892" */
  wholeMoney(value: DecimalText): string;
  /** "€63.1k" */
  shortMoney(value: DecimalText | number): string;
  /** "1,388" */
  count(value: DecimalText | number): string;
  /** "6.0%" of "0.06" */
  percent(ratio: DecimalText, decimals?: number): string;
  /** "+13.4%", "−19.1%" */
  signedPercent(ratio: DecimalText): string;
  /** Of what is shown: a change that rounds to 0.0% has none. */
  direction(ratio: DecimalText): -1 | 0 | 1;
  /** "+0.3 pp" of a difference of ratios */
  points(difference: DecimalText): string;
  /** "22 Oct" */
  day(day: DayText): string;
  /** "Fri 30 Oct" */
  weekday(day: DayText): string;
  /** "20 Nov 2025" */
  fullDay(day: DayText): string;
  /** "22 Sept – 21 Oct" */
  days(from: DayText, to: DayText): string;
  /** "Jan", "J", "January 2026" */
  month(day: DayText, form: 'short' | 'narrow' | 'long'): string;
  /** The calendar day of a moment, in the agency's zone. */
  dayOf(at: InstantText): DayText;
  /** "14:32" */
  time(at: InstantText): string;
  /** "Wed 18 Nov at 09:12" */
  moment(at: InstantText): string;
  /** "Wed 18 Nov 2026, 09:12", for tooltips */
  exact(at: InstantText): string;
  /** "2 h 10 min" between the moment and now */
  since(at: InstantText): string;
  /** Whether the moment is less than an hour ago: what is read hourly is not late yet. */
  isWithinHour(at: InstantText): boolean;
  /** "Today", "Yesterday", "18 Nov" */
  nearDay(at: InstantText): string;
}

import type { CurrencyCode, DayText, DecimalText, FigureView, InstantText } from '@tributary/api-contract';
import {
  DateFormats,
  NumberFormats,
  span,
  type FigureParts,
  type FormatSettings,
} from '@tributary/client-ui';
import type { DashboardWords } from './words';

const HOUR_MS = 3_600_000;

/**
 * The words of one agency at one moment: its locale, its zone, its currency, its present. Where figures are an index,
 * money without a currency of its own is read as that: plain numbers of which 100 is what they are compared with.
 */
export class AgencyWords implements DashboardWords {
  private readonly numbers: NumberFormats;
  private readonly dates: DateFormats;

  constructor(
    private readonly settings: FormatSettings,
    private readonly now: Date,
    private readonly figures: FigureView = 'money',
  ) {
    this.numbers = new NumberFormats(settings);
    this.dates = new DateFormats(settings);
  }

  money(value: DecimalText, currency?: CurrencyCode): string {
    return this.figures === 'index' ? this.numbers.index(value) : this.numbers.money(value, currency);
  }

  moneyParts(value: DecimalText): FigureParts {
    return this.figures === 'index' ? this.numbers.indexParts(value) : this.numbers.moneyParts(value);
  }

  wholeMoney(value: DecimalText): string {
    return this.figures === 'index' ? this.numbers.index(value, 0) : this.numbers.wholeMoney(value);
  }

  shortMoney(value: DecimalText | number): string {
    // A number here is a place on an axis, never an amount.
    const text = typeof value === 'number' ? value.toFixed(2) : value;
    return this.figures === 'index' ? this.numbers.index(text, 0) : this.numbers.compactMoney(text);
  }

  count(value: DecimalText | number): string {
    return this.numbers.count(value);
  }

  percent(ratio: DecimalText, decimals = 1): string {
    return this.numbers.percent(ratio, decimals);
  }

  signedPercent(ratio: DecimalText): string {
    return this.numbers.signedPercent(ratio);
  }

  points(difference: DecimalText): string {
    return this.numbers.percentagePoints(difference);
  }

  direction(ratio: DecimalText): -1 | 0 | 1 {
    return this.numbers.shownDirection(ratio);
  }

  day(day: DayText): string {
    return this.dates.shortDay(day);
  }

  weekday(day: DayText): string {
    return this.calendar(day, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  }

  fullDay(day: DayText): string {
    return this.calendar(day, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  days(from: DayText, to: DayText): string {
    return this.dates.range(from, to, this.now);
  }

  month(day: DayText, form: 'short' | 'narrow' | 'long'): string {
    return this.calendar(day, form === 'long' ? { month: 'long', year: 'numeric' } : { month: form });
  }

  dayOf(at: InstantText): DayText {
    return this.dates.dayOf(at);
  }

  time(at: InstantText): string {
    return this.dates.time(at);
  }

  moment(at: InstantText): string {
    return `${this.weekday(this.dayOf(at))} at ${this.time(at)}`;
  }

  exact(at: InstantText): string {
    return this.dates.exactMoment(at);
  }

  since(at: InstantText): string {
    return span(Math.max(0, this.now.getTime() - new Date(at).getTime()));
  }

  isWithinHour(at: InstantText): boolean {
    return this.now.getTime() - new Date(at).getTime() < HOUR_MS;
  }

  nearDay(at: InstantText): string {
    // The moment without its time, which has a column of its own.
    return this.dates
      .moment(at, this.now)
      .slice(0, -this.time(at).length)
      .replace(/[,\s]+$/, '');
  }

  private calendar(day: DayText, options: Intl.DateTimeFormatOptions): string {
    const format = new Intl.DateTimeFormat(this.settings.locale, { ...options, timeZone: 'UTC' });
    return format.format(new Date(`${day}T00:00:00Z`));
  }
}

import { addDays, type CalendarDay, dayInZone, daysBetween, shiftDays, startOfDay } from './calendar-day';

/**
 * Whole calendar days of an agency, both ends included, that may be cut short by the present moment:
 * the last day of a running period is open, and a comparison is cut at the same time of day.
 */
export class Period {
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly zone: string;
  /** Exclusive end as an instant: the end of the last day, or `now` while that day is open. */
  readonly until: Date;

  private constructor(span: Pick<Period, 'firstDay' | 'lastDay' | 'zone' | 'until'>) {
    this.firstDay = span.firstDay;
    this.lastDay = span.lastDay;
    this.zone = span.zone;
    this.until = span.until;
  }

  /** The `days` calendar days that end with today in `zone`, cut at `now`. */
  static lastDays(days: number, now: Date, zone: string): Period {
    if (!Number.isInteger(days) || days < 1)
      throw new RangeError(`A period has at least one day, not ${days}`);
    const today = dayInZone(now, zone);
    return new Period({ firstDay: addDays(today, 1 - days), lastDay: today, zone, until: now });
  }

  /**
   * The days from `first` to `last`, cut at `now` when the last day is still open.
   * @throws {RangeError} when `last` is before `first`.
   */
  static between(
    first: CalendarDay,
    last: CalendarDay,
    at: { readonly zone: string; readonly now: Date },
  ): Period {
    if (last < first) throw new RangeError(`A period cannot end on ${last} before it starts on ${first}`);
    const end = startOfDay(addDays(last, 1), at.zone);
    const until = end.getTime() > at.now.getTime() ? at.now : end;
    return new Period({ firstDay: first, lastDay: last, zone: at.zone, until });
  }

  get from(): Date {
    return startOfDay(this.firstDay, this.zone);
  }

  get length(): number {
    return daysBetween(this.firstDay, this.lastDay) + 1;
  }

  /** True while the last day has not ended. */
  get isOpen(): boolean {
    return this.until.getTime() < startOfDay(addDays(this.lastDay, 1), this.zone).getTime();
  }

  /** As many days immediately before, cut at the same time of day: an open day is never compared with a whole one. */
  previous(): Period {
    return new Period({
      firstDay: addDays(this.firstDay, -this.length),
      lastDay: addDays(this.lastDay, -this.length),
      zone: this.zone,
      until: shiftDays(this.until, -this.length, this.zone),
    });
  }

  /** Every day of the period, oldest first. */
  days(): CalendarDay[] {
    return Array.from({ length: this.length }, (_, index) => addDays(this.firstDay, index));
  }
}

import type { FormatSettings } from './format-settings';

/** ISO 8601 instant in UTC. */
export type InstantText = string;
/** `YYYY-MM-DD` of the agency's calendar. */
export type DayText = string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Days and moments of one agency, in its zone. A day is a calendar day and moves with no zone. */
export class DateFormats {
  private readonly cache = new Map<string, Intl.DateTimeFormat>();

  constructor(private readonly settings: FormatSettings) {}

  /** "14:32" */
  time(at: InstantText | Date): string {
    return this.instant({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  }

  /** The calendar day of an instant. */
  dayOf(at: InstantText | Date): DayText {
    const format = this.instant({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
    return format.format(new Date(at));
  }

  /** "20 Nov"; with the weekday under seven days, with the year in another year. */
  day(day: DayText, now = new Date()): string {
    const today = this.dayOf(now);
    const age = Math.round((asUtc(today).getTime() - asUtc(day).getTime()) / DAY_MS);
    return this.calendar({
      day: 'numeric',
      month: 'short',
      ...(age >= 0 && age < 7 && { weekday: 'short' }),
      ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
    }).format(asUtc(day));
  }

  /** "20 Nov" whatever the date: for axes. */
  shortDay(day: DayText): string {
    return this.calendar({ day: 'numeric', month: 'short' }).format(asUtc(day));
  }

  /** "Nov" */
  month(day: DayText): string {
    return this.calendar({ month: 'short' }).format(asUtc(day));
  }

  /** "22 Sept – 21 Oct", years only where they differ from this one. */
  range(from: DayText, to: DayText, now = new Date()): string {
    const year = this.dayOf(now).slice(0, 4);
    const isThisYear = from.startsWith(year) && to.startsWith(year);
    const format = this.calendar({
      day: 'numeric',
      month: 'short',
      ...(!isThisYear && { year: 'numeric' }),
    });
    return format.formatRange(asUtc(from), asUtc(to)).replace(/\s*[–-]\s*/, ' – ');
  }

  /** "Today 14:07", "Yesterday 09:12", else the day and the time. */
  moment(at: InstantText, now = new Date()): string {
    const day = this.dayOf(at);
    if (day === this.dayOf(now)) return `Today ${this.time(at)}`;
    if (day === dayBefore(this.dayOf(now))) return `Yesterday ${this.time(at)}`;
    return `${this.day(day, now)}, ${this.time(at)}`;
  }

  /** For tooltips: "Fri 20 Nov 2026, 14:32:08 CET". */
  exactMoment(at: InstantText): string {
    return this.instant({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    }).format(new Date(at));
  }

  /** "6 min ago" up to 24 hours, then the moment. */
  relative(at: InstantText, now = new Date()): string {
    const age = now.getTime() - new Date(at).getTime();
    if (age >= DAY_MS || age < -MINUTE_MS) return this.moment(at, now);
    return age < MINUTE_MS ? 'just now' : `${span(age)} ago`;
  }

  private instant(options: Intl.DateTimeFormatOptions, locale = this.settings.locale): Intl.DateTimeFormat {
    return this.of({ ...options, timeZone: this.settings.timeZone }, locale);
  }

  private calendar(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.of({ ...options, timeZone: 'UTC' }, this.settings.locale);
  }

  private of(options: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
    const key = locale + JSON.stringify(options);
    let format = this.cache.get(key);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(locale, options);
      this.cache.set(key, format);
    }
    return format;
  }
}

/** "45 s", "10 min", "2 h 10 min", "3 days"; rounded down. */
export function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

function asUtc(day: DayText): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayBefore(day: DayText): DayText {
  const before = new Date(asUtc(day).getTime() - DAY_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${before.getUTCFullYear()}-${two(before.getUTCMonth() + 1)}-${two(before.getUTCDate())}`;
}

import { Temporal } from 'temporal-polyfill';

/** A day of the calendar as `YYYY-MM-DD`, without a zone: it only becomes instants together with one. */
export type CalendarDay = string & { readonly __brand: 'CalendarDay' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @throws {RangeError} when the text is not an existing day in the form `YYYY-MM-DD`. */
export function calendarDay(text: string): CalendarDay {
  if (!DAY.test(text)) throw new RangeError(`"${text}" is not a day in the form YYYY-MM-DD`);
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as CalendarDay;
}

/** The calendar day that `instant` falls on in `zone` (an IANA name). */
export function dayInZone(instant: Date, zone: string): CalendarDay {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString() as CalendarDay;
}

/** Days in UTC are all of one length. A trend asks for hundreds of them. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const midnight = new Date(`${day}T00:00:00Z`);
  midnight.setUTCDate(midnight.getUTCDate() + days);
  return midnight.toISOString().slice(0, 10) as CalendarDay;
}

export function addMonths(day: CalendarDay, months: number): CalendarDay {
  return Temporal.PlainDate.from(day).add({ months }).toString() as CalendarDay;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** The first instant of `day` in `zone`; not always midnight, where the clocks jump there. */
export function startOfDay(day: CalendarDay, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}

/** The same wall-clock time of `instant` moved by whole calendar days in `zone`. */
export function shiftDays(instant: Date, days: number, zone: string): Date {
  return shift(instant, { days }, zone);
}

/** The same wall-clock time of `instant` moved by whole calendar months in `zone`; 29 February becomes the 28th. */
export function shiftMonths(instant: Date, months: number, zone: string): Date {
  return shift(instant, { months }, zone);
}

function shift(instant: Date, by: Temporal.DurationLike, zone: string): Date {
  const moved = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).add(by);
  return new Date(moved.epochMilliseconds);
}

/** @throws {RangeError} when `zone` is not an IANA time zone name this runtime knows. An offset knows no summer time and is none. */
export function timeZone(zone: string): string {
  if (/^[+-]/.test(zone)) throw new RangeError(`"${zone}" is an offset, not a time zone`);
  return Temporal.Now.zonedDateTimeISO(zone).timeZoneId;
}

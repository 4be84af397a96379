import { addDays, type CalendarDay, dayInZone, daysBetween, type SyncWindow } from '@tributary/domain';

/** Calendar days of one zone, both included: what the platform's `date_from` and `date_to` mean. */
export interface DaySpan {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** Every day of `zone` that the half-open window touches; a window without length touches one. */
export function daysOf(window: SyncWindow, zone: string): DaySpan {
  const lastInstant = new Date(Math.max(window.from.getTime(), window.to.getTime() - 1));
  return { first: dayInZone(window.from, zone), last: dayInZone(lastInstant, zone) };
}

export function isSingleDay(span: DaySpan): boolean {
  return span.first === span.last;
}

/** The span in two, earlier half first. A single day stays whole. */
export function halvesOf(span: DaySpan): readonly DaySpan[] {
  if (isSingleDay(span)) return [span];
  const middle = addDays(span.first, Math.floor(daysBetween(span.first, span.last) / 2));
  return [
    { first: span.first, last: middle },
    { first: addDays(middle, 1), last: span.last },
  ];
}

/** The span cut at the ends of calendar months. */
export function monthsOf(span: DaySpan): readonly DaySpan[] {
  const months: DaySpan[] = [];
  let first = span.first;
  while (first <= span.last) {
    const monthEnd = lastDayOfMonth(first);
    months.push({ first, last: monthEnd < span.last ? monthEnd : span.last });
    first = addDays(monthEnd, 1);
  }
  return months;
}

function lastDayOfMonth(day: CalendarDay): CalendarDay {
  const inNextMonth = addDays(`${day.slice(0, 7)}-01` as CalendarDay, 31);
  return addDays(`${inNextMonth.slice(0, 7)}-01` as CalendarDay, -1);
}

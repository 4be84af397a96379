import type { SyncWindow } from '../network-account/sync-window';
import { addDays, type CalendarDay, dayInZone, startOfDay } from '../period/calendar-day';

/** Days that are kept compared with the network's own figures. */
export const RECONCILED_DAYS = 31;

export interface TotalsPlan {
  readonly now: Date;
  /** Nothing before it was read. */
  readonly readSince: Date;
  /** IANA zone of the network's days. */
  readonly zone: string;
  /** Most days one run may ask for. */
  readonly daysARun: number;
  /** Days the network has stated, with when it did. */
  readonly stated: ReadonlyMap<CalendarDay, Date>;
  /** Only days that touch it are asked about; null: all of them. */
  readonly within: SyncWindow | null;
  /** Whether days it has stated are asked about again, after the others, those stated longest ago first. */
  readonly again: boolean;
}

/**
 * The ended days to ask a network about after a reading, newest first: those it has not stated since they ended, then
 * those to be asked about again. So an hourly run asks nothing most of the time.
 */
export function daysToAsk(plan: TotalsPlan): readonly CalendarDay[] {
  const days = endedDays(plan);
  const isStated = (day: CalendarDay) => statedAt(plan, day) >= endOf(day, plan.zone).getTime();
  const unstated = days.filter((day) => !isStated(day));
  const again = plan.again
    ? days.filter(isStated).toSorted((a, b) => statedAt(plan, a) - statedAt(plan, b))
    : [];
  return [...unstated, ...again].slice(0, plan.daysARun).toSorted((a, b) => (a < b ? 1 : -1));
}

/** Whole days that were read, newest first. */
function endedDays(plan: TotalsPlan): readonly CalendarDay[] {
  const { now, readSince, zone } = plan;
  const today = dayInZone(now, zone);
  const days = Array.from({ length: RECONCILED_DAYS }, (_, index) => addDays(today, -1 - index));
  return days.filter((day) => startOfDay(day, zone) >= readSince && isWithin(day, plan));
}

function isWithin(day: CalendarDay, { within, zone }: TotalsPlan): boolean {
  return within === null || (within.from < endOf(day, zone) && within.to > startOfDay(day, zone));
}

function endOf(day: CalendarDay, zone: string): Date {
  return startOfDay(addDays(day, 1), zone);
}

function statedAt({ stated }: TotalsPlan, day: CalendarDay): number {
  return stated.get(day)?.getTime() ?? 0;
}

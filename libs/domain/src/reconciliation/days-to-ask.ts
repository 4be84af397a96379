import type { RereadTier } from '../network-account/sync-window';
import { addDays, type CalendarDay, dayInZone, startOfDay } from '../period/calendar-day';

/** Days that are kept compared with the network's own figures. */
export const RECONCILED_DAYS = 31;

export interface TotalsPlan {
  readonly tier: RereadTier;
  readonly now: Date;
  /** Nothing before it was read. */
  readonly readSince: Date;
  /** IANA zone of the network's days. */
  readonly zone: string;
  /** Most days one run may ask for. */
  readonly daysARun: number;
  /** Days the network has stated, with when it did. */
  readonly stated: ReadonlyMap<CalendarDay, Date>;
}

/**
 * The ended days to ask a network about after a reading, newest first: those it has not stated since they ended; in the
 * daily and the weekly reading also those stated longest ago. So an hourly run asks nothing most of the time.
 */
export function daysToAsk(plan: TotalsPlan): readonly CalendarDay[] {
  const { tier, zone, daysARun } = plan;
  const days = endedDays(plan);
  const isStated = (day: CalendarDay) => statedAt(plan, day) >= startOfDay(addDays(day, 1), zone).getTime();
  const unstated = days.filter((day) => !isStated(day));
  const isDeep = tier === 'warm' || tier === 'cold';
  const again = isDeep ? days.filter(isStated).toSorted((a, b) => statedAt(plan, a) - statedAt(plan, b)) : [];
  return [...unstated, ...again].slice(0, daysARun).toSorted((a, b) => (a < b ? 1 : -1));
}

/** Whole days that were read, newest first. */
function endedDays({ now, readSince, zone }: TotalsPlan): readonly CalendarDay[] {
  const today = dayInZone(now, zone);
  const days = Array.from({ length: RECONCILED_DAYS }, (_, index) => addDays(today, -1 - index));
  return days.filter((day) => startOfDay(day, zone) >= readSince);
}

function statedAt({ stated }: TotalsPlan, day: CalendarDay): number {
  return stated.get(day)?.getTime() ?? 0;
}

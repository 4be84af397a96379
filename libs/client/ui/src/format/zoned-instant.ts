import type { DayText, InstantText } from './date-formats';

/** The wall clock of a zone: a day and "09:00". */
export interface WallClock {
  readonly day: DayText;
  readonly time: string;
}

/**
 * The instant at which a zone's clocks show that day and time. Of an hour that comes twice it is the first; an hour
 * that is left out counts as if the clocks had not changed yet.
 */
export function instantAt({ day, time }: WallClock, timeZone: string): InstantText {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const earlier = wall - offsetAt(wall - 86_400_000, timeZone);
  const later = wall - offsetAt(wall + 86_400_000, timeZone);
  const found = [earlier, later].find((instant) => instant + offsetAt(instant, timeZone) === wall);
  return new Date(found ?? earlier).toISOString();
}

/** What a zone's clocks show at an instant, to the minute. */
export function wallClockAt(at: InstantText | Date, timeZone: string): WallClock {
  const instant = new Date(at).getTime();
  const wall = new Date(instant + offsetAt(instant, timeZone)).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** Milliseconds the zone is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = format.formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

import { DAY, HOUR, isCalendarDay, MINUTE, SECOND, WallClock } from '../../world/wall-clock';

/** The server's wall clock (facts 9). */
export const BERLIN = new WallClock('Europe/Berlin');

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  M: 30 * DAY,
  Y: 365 * DAY,
};

/**
 * Reads a point of time: `now`, `start`, relative (`-24h`, `-3d`), ISO 8601 with offset, or local text.
 * Null when it is none of them.
 */
export function pointOfTime(text: string, { now, start }: { now: number; start: number }): number | null {
  if (text === 'now') return now;
  if (text === 'start') return start;
  return relative(text, now) ?? absolute(text);
}

function relative(text: string, now: number): number | null {
  const [, count, unit = ''] = /^([+-]?\d+)([smhdMY])$/.exec(text) ?? [];
  return count === undefined ? null : now + Number(count) * (UNITS[unit] ?? 0);
}

function absolute(text: string): number | null {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? null : instant;
  }
  const isLocal = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text) && isCalendarDay(text.slice(0, 10));
  return isLocal ? BERLIN.instant(text) : null;
}

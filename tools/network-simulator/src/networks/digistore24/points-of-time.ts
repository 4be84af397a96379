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
  const relative = /^([+-]?\d+)([smhdMY])$/.exec(text);
  if (relative !== null) return now + Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? null : instant;
  }
  const isLocal = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text) && isCalendarDay(text.slice(0, 10));
  return isLocal ? BERLIN.instant(text) : null;
}

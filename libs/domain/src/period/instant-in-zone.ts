import { Temporal } from 'temporal-polyfill';

/** `2026-03-14T13:00:00+01:00`: an instant as the clocks of a zone show it, with their offset; as exact as it is. */
export function instantInZone(at: Date, zone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' });
}

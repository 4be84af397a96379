import { HOUR, MINUTE, WallClock } from './wall-clock';

function byRuntime(zone: string, instant: number): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
}

describe('WallClock', () => {
  it.each(['America/Los_Angeles', 'America/New_York', 'Europe/Berlin'] as const)(
    'shows the same time as the zone database in %s, around every change of the clocks too',
    (zone) => {
      const clock = new WallClock(zone);
      for (
        let instant = Date.UTC(2024, 0, 1);
        instant < Date.UTC(2029, 0, 1);
        instant += 7 * HOUR + 13 * MINUTE
      ) {
        expect(clock.naive(instant)).toBe(byRuntime(zone, instant));
      }
      for (const start of [
        Date.UTC(2026, 2, 8),
        Date.UTC(2026, 2, 29),
        Date.UTC(2026, 9, 25),
        Date.UTC(2026, 10, 1),
      ]) {
        for (let step = 0; step < 96; step += 1) {
          const instant = start + step * 15 * MINUTE;
          expect(clock.naive(instant)).toBe(byRuntime(zone, instant));
        }
      }
    },
  );

  it('reads its own text back, to the earlier instant of a repeated hour', () => {
    const berlin = new WallClock('Europe/Berlin');
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const second = first + HOUR;
    expect(berlin.naive(first)).toBe('2026-10-25 02:30:00');
    expect(berlin.naive(second)).toBe('2026-10-25 02:30:00');
    expect(berlin.instant('2026-10-25 02:30:00')).toBe(first);
    expect(berlin.tellable(second)).toBe(first);
    expect(berlin.instant('2026-07-01')).toBe(Date.UTC(2026, 5, 30, 22));
    expect(berlin.instant('2026-01-01')).toBe(Date.UTC(2025, 11, 31, 23));
  });

  it('writes the offset of the season', () => {
    const pacific = new WallClock('America/Los_Angeles');
    expect(pacific.withOffset(Date.UTC(2026, 1, 18, 23, 11, 38))).toBe('2026-02-18T15:11:38-08:00');
    expect(pacific.withOffset(Date.UTC(2026, 2, 18, 22, 11, 38))).toBe('2026-03-18T15:11:38-07:00');
  });
});

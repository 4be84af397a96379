import { instantAt, wallClockAt } from './zoned-instant';

describe('a wall clock as an instant', () => {
  it.each([
    ['in winter', '2026-11-14', '09:00', 'Europe/Amsterdam', '2026-11-14T08:00:00.000Z'],
    ['in summer', '2026-07-14', '09:00', 'Europe/Amsterdam', '2026-07-14T07:00:00.000Z'],
    ['west of Greenwich', '2026-11-14', '22:30', 'America/Sao_Paulo', '2026-11-15T01:30:00.000Z'],
    ['by half an hour', '2026-11-14', '00:15', 'Asia/Kolkata', '2026-11-13T18:45:00.000Z'],
    ['before the clocks change', '2026-10-25', '01:59', 'Europe/Amsterdam', '2026-10-24T23:59:00.000Z'],
    ['in an hour that comes twice', '2026-10-25', '02:30', 'Europe/Amsterdam', '2026-10-25T00:30:00.000Z'],
    ['in an hour that is left out', '2026-03-29', '02:30', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
    ['on the day of the change', '2026-03-29', '03:00', 'Europe/Amsterdam', '2026-03-29T01:00:00.000Z'],
  ])('%s', (_, day, time, zone, instant) => {
    expect(instantAt({ day, time }, zone)).toBe(instant);
  });

  it.each(['UTC', 'Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'comes back in %s, all through a year',
    (zone) => {
      for (let hour = 0; hour < 8_760; hour += 13) {
        const wall = wallClockAt(new Date(Date.UTC(2026, 0, 1, hour)), zone);
        expect(wallClockAt(instantAt(wall, zone), zone)).toEqual(wall);
      }
    },
  );
});

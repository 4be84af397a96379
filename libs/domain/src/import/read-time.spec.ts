import type { DateFormat } from './import-mapping';
import { TimeReader } from './read-time';

const NEW_YORK = 'America/New_York';
const read = (format: DateFormat, cell: string, zone = NEW_YORK) => {
  const time = new TimeReader(format, zone).read(cell);
  return time && [time.at.toISOString(), time.until?.toISOString() ?? null];
};

describe('TimeReader', () => {
  it.each([
    ['iso', '2026-11-03', '2026-11-03T05:00:00.000Z', '2026-11-04T05:00:00.000Z'],
    ['iso', '2026-11-03 14:05', '2026-11-03T19:05:00.000Z', null],
    ['iso', '2026-11-03T14:05:09.5', '2026-11-03T19:05:09.500Z', null],
    ['iso', '2026-11-03T14:05:09Z', '2026-11-03T14:05:09.000Z', null],
    ['iso', '2026-11-03 14:05:09 UTC', '2026-11-03T14:05:09.000Z', null],
    ['iso', '2026-11-03T14:05:09+0530', '2026-11-03T08:35:09.000Z', null],
    ['month-first', '11/03/2026', '2026-11-03T05:00:00.000Z', '2026-11-04T05:00:00.000Z'],
    ['month-first', '3/4/2026 12:30 AM', '2026-03-04T05:30:00.000Z', null],
    ['month-first', '3/4/2026, 12:30:01 pm', '2026-03-04T17:30:01.000Z', null],
    ['day-first', '11/03/2026 09:00', '2026-03-11T13:00:00.000Z', null],
    ['dotted', '3.11.2026 09:00', '2026-11-03T14:00:00.000Z', null],
    ['epoch-seconds', '1773500000', '2026-03-14T14:53:20.000Z', null],
    ['epoch-milliseconds', '1773500000123', '2026-03-14T14:53:20.123Z', null],
    // A day of 23 and one of 25 hours.
    ['iso', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['iso', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    // An hour that does not exist, and one that exists twice: the offset before the change.
    ['iso', '2026-03-08 02:30', '2026-03-08T07:30:00.000Z', null],
    ['iso', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z', null],
  ] as const)('reads %s %s', (format, cell, at, until) => {
    expect(read(format, ` ${cell} `)).toEqual([at, until]);
  });

  it('reads a blank as no date', () => {
    expect(read('iso', ' ')).toBeNull();
  });

  it.each([
    ['iso', '11/03/2026', 'is not a date in the form YYYY-MM-DD'],
    ['month-first', '2026-11-03', 'is not a date in the form MM/DD/YYYY'],
    ['month-first', '13/02/2026', 'is a day that does not exist'],
    ['month-first', '11/03/26', 'is not a date in the form MM/DD/YYYY'],
    ['dotted', '31.02.2026', 'is a day that does not exist'],
    ['iso', '2026-11-03 24:01', 'has an hour that does not exist'],
    ['month-first', '11/03/2026 13:00 PM', 'has an hour that does not exist'],
    ['iso', '0000-00-00', 'is a day that does not exist'],
    ['iso', '1970-01-01', 'is not between 1995 and 2100'],
    ['epoch-seconds', '1773500000123', 'is not between 1995 and 2100'],
    ['epoch-milliseconds', '1773500000', 'is not between 1995 and 2100'],
    ['epoch-seconds', 'soon', 'is not a number of seconds since 1970'],
  ] as const)('refuses %s %s', (format, cell, reason) => {
    expect(() => read(format, cell)).toThrow(new RangeError(reason));
  });
});

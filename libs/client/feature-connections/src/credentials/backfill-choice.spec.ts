import { backfillOptions, backfillProblem, daysBetween } from './backfill-choice';

describe('backfill choice', () => {
  const options = backfillOptions('Europe/Amsterdam', new Date('2026-11-20T13:32:00Z'));

  it('offers thirty days with today, and this year', () => {
    expect(options).toEqual({
      today: '2026-11-20',
      thirtyDays: '2026-10-22',
      thisYear: '2026-01-01',
      earliest: '2021-11-20',
    });
  });

  it("counts days in the agency's zone", () => {
    const newYear = new Date('2026-12-31T23:30:00Z');
    expect(backfillOptions('Europe/Amsterdam', newYear).thisYear).toBe('2027-01-01');
    expect(backfillOptions('America/New_York', newYear).thisYear).toBe('2026-01-01');
  });

  it('reaches five years back from a leap day', () => {
    expect(backfillOptions('UTC', new Date('2028-02-29T12:00:00Z')).earliest).toBe('2023-03-01');
  });

  it.each([
    ['2026-11-20', null],
    ['2021-11-20', null],
    ['2021-11-19', 'Sales can be read at most five years back.'],
    ['2026-11-21', 'This day has not come yet.'],
    ['', 'Choose the first day to read.'],
  ])('judges %s', (day, problem) => {
    expect(backfillProblem(day, options)).toBe(problem);
  });

  it('counts both ends, also over a change of the clock', () => {
    expect(daysBetween('2026-01-01', '2026-11-20')).toBe(324);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(3);
  });
});

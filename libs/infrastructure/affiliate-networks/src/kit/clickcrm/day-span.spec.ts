import { calendarDay } from '@tributary/domain';
import { type DaySpan, daysOf, halvesOf, monthsOf } from './day-span';

function span(first: string, last: string): DaySpan {
  return { first: calendarDay(first), last: calendarDay(last) };
}

describe('the days of a window', () => {
  it.each([
    ['2026-03-14T05:00:00Z', '2026-03-14T15:00:00Z', span('2026-03-14', '2026-03-14')],
    ['2026-03-14T03:59:59Z', '2026-03-14T04:00:01Z', span('2026-03-13', '2026-03-14')],
    ['2026-03-14T04:00:00Z', '2026-03-15T04:00:00Z', span('2026-03-14', '2026-03-14')],
    ['2026-03-14T12:00:00Z', '2026-03-14T12:00:00Z', span('2026-03-14', '2026-03-14')],
    // The clocks go forward on 8 March 2026: the day before ends at 05:00 UTC, the day itself at 04:00.
    ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', span('2026-03-08', '2026-03-08')],
  ])('from %s until %s are those of New York', (from, to, expected) => {
    expect(daysOf({ from: new Date(from), to: new Date(to) }, 'America/New_York')).toEqual(expected);
  });

  it.each([
    [span('2026-03-01', '2026-03-31'), [span('2026-03-01', '2026-03-16'), span('2026-03-17', '2026-03-31')]],
    [span('2026-03-01', '2026-03-02'), [span('2026-03-01', '2026-03-01'), span('2026-03-02', '2026-03-02')]],
    [span('2026-03-01', '2026-03-01'), [span('2026-03-01', '2026-03-01')]],
  ])('halve %j without gap or overlap', (whole, halves) => {
    expect(halvesOf(whole)).toEqual(halves);
  });

  it('are cut at the ends of months, also of a short one', () => {
    expect(monthsOf(span('2026-01-30', '2026-03-02'))).toEqual([
      span('2026-01-30', '2026-01-31'),
      span('2026-02-01', '2026-02-28'),
      span('2026-03-01', '2026-03-02'),
    ]);
    expect(monthsOf(span('2026-12-31', '2026-12-31'))).toEqual([span('2026-12-31', '2026-12-31')]);
  });
});

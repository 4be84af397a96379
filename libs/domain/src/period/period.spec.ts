import { calendarDay, dayInZone, shiftMonths, startOfDay } from './calendar-day';
import { Period } from './period';

const AMSTERDAM = 'Europe/Amsterdam';

describe('Period', () => {
  it('takes the days of the zone, not of UTC', () => {
    const lateEvening = new Date('2026-11-20T23:30:00Z');
    expect(dayInZone(lateEvening, AMSTERDAM)).toBe('2026-11-21');
    expect(Period.lastDays(30, lateEvening, AMSTERDAM).firstDay).toBe('2026-10-23');
  });

  it('compares with as many days before, cut at the same time of day', () => {
    const now = new Date('2026-11-20T13:32:00Z');
    const previous = Period.lastDays(30, now, AMSTERDAM).previous();
    expect([previous.firstDay, previous.lastDay]).toEqual(['2026-09-22', '2026-10-21']);
    // 14:32 on the wall of both days, although summer time ended in between.
    expect(previous.until.toISOString()).toBe('2026-10-21T12:32:00.000Z');
    expect(previous.isOpen).toBe(true);
  });

  it('is whole once its last day has ended', () => {
    const at = { zone: AMSTERDAM, now: new Date('2026-11-20T13:32:00Z') };
    const october = Period.between(calendarDay('2026-10-01'), calendarDay('2026-10-31'), at);
    expect(october.length).toBe(31);
    expect(october.isOpen).toBe(false);
    expect(october.until.getTime() - october.from.getTime()).toBe((31 * 24 + 1) * 3_600_000);
  });

  it('starts a day where the clocks jump over midnight', () => {
    expect(startOfDay(calendarDay('2018-11-04'), 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  it('keeps the wall clock over months and ends February on its last day', () => {
    const leapDay = new Date('2028-02-29T11:00:00Z');
    expect(shiftMonths(leapDay, -12, AMSTERDAM).toISOString()).toBe('2027-02-28T11:00:00.000Z');
  });

  it.each(['2026-02-30', '2026-1-1', '20260101', ''])('refuses %p as a day', (text) => {
    expect(() => calendarDay(text)).toThrow(RangeError);
  });
});

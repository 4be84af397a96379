import { DateFormats, span } from './date-formats';

const dates = new DateFormats({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
const now = new Date('2026-11-20T13:32:00Z');

describe('DateFormats', () => {
  it('tells the time and the day of the zone', () => {
    expect(dates.time('2026-11-20T13:32:00Z')).toBe('14:32');
    expect(dates.dayOf('2026-11-19T23:30:00Z')).toBe('2026-11-20');
    expect(
      new DateFormats({ locale: 'en-US', timeZone: 'America/Los_Angeles', currency: 'USD' }).time(now),
    ).toBe('05:32');
  });

  it.each([
    ['2026-11-20', 'Fri 20 Nov'],
    ['2026-11-15', 'Sun 15 Nov'],
    ['2026-11-13', '13 Nov'],
    ['2025-11-13', '13 Nov 2025'],
  ])('writes %s as %s', (day, text) => {
    expect(dates.day(day, now).replace(',', '')).toBe(text);
  });

  it('writes ranges with an en dash', () => {
    expect(dates.range('2026-09-22', '2026-10-21', now)).toBe('22 Sept – 21 Oct');
    expect(dates.range('2025-12-22', '2026-01-21', now)).toBe('22 Dec 2025 – 21 Jan 2026');
  });

  it.each([
    ['2026-11-20T13:31:40Z', 'just now'],
    ['2026-11-20T13:26:00Z', '6 min ago'],
    ['2026-11-20T11:22:00Z', '2 h 10 min ago'],
    ['2026-11-19T12:00:00Z', 'Yesterday 13:00'],
    ['2026-11-20T14:40:00Z', 'Today 15:40'],
  ])('says when %s was: %s', (at, text) => {
    expect(dates.relative(at, now)).toBe(text);
  });

  it('is exact in tooltips', () => {
    expect(dates.exactMoment('2026-11-20T13:32:08Z')).toMatch(/Fri.* 20 Nov 2026.* 14:32:08 CET/);
  });
});

describe('span', () => {
  it.each([
    [45_000, '45 s'],
    [600_000, '10 min'],
    [7_800_000, '2 h 10 min'],
    [7_200_000, '2 h'],
    [3 * 86_400_000, '3 days'],
    [-5, '0 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

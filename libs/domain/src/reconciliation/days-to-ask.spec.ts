import { calendarDay } from '../period/calendar-day';
import { daysToAsk, type TotalsPlan } from './days-to-ask';

const NOW = new Date('2026-03-14T12:00:00Z');

function plan(overrides: Partial<TotalsPlan> = {}): TotalsPlan {
  const readSince = new Date('2026-03-10T05:00:00Z');
  return {
    now: NOW,
    readSince,
    zone: 'America/Los_Angeles',
    daysARun: 10,
    stated: new Map(),
    within: null,
    again: false,
    ...overrides,
  };
}

function stated(...entries: readonly (readonly [string, string])[]): TotalsPlan['stated'] {
  return new Map(entries.map(([day, at]) => [calendarDay(day), new Date(at)]));
}

describe('the days to ask about', () => {
  it('are those of the network’s zone that ended and were wholly read', () => {
    expect(daysToAsk(plan())).toEqual(['2026-03-13', '2026-03-12', '2026-03-11', '2026-03-10']);
    expect(daysToAsk(plan({ readSince: new Date('2026-03-10T10:00:00Z') }))).not.toContain('2026-03-10');
    const early = new Date('2026-03-14T06:59:59Z');
    expect(daysToAsk(plan({ now: early }))[0]).toBe('2026-03-12');
  });

  it('are asked about once by hourly readings, a day after its end', () => {
    const known = stated(['2026-03-13', '2026-03-14T07:00:00Z'], ['2026-03-12', '2026-03-13T06:00:00Z']);
    expect(daysToAsk(plan({ stated: known }))).toEqual(['2026-03-12', '2026-03-11', '2026-03-10']);
  });

  it('are at most so many a run, the newest first', () => {
    expect(daysToAsk(plan({ daysARun: 2 }))).toEqual(['2026-03-13', '2026-03-12']);
  });

  it('are asked about again when wanted, longest ago first', () => {
    const known = stated(
      ['2026-03-13', '2026-03-14T09:00:00Z'],
      ['2026-03-12', '2026-03-14T07:30:00Z'],
      ['2026-03-11', '2026-03-14T08:00:00Z'],
    );
    expect(daysToAsk(plan({ again: true, stated: known, daysARun: 2 }))).toEqual([
      '2026-03-12',
      '2026-03-10',
    ]);
  });

  it('are those of the period that was read, where one was', () => {
    const known = stated(['2026-03-12', '2026-03-14T07:30:00Z']);
    const within = { from: new Date('2026-03-11T07:00:00Z'), to: new Date('2026-03-13T07:00:00Z') };
    expect(daysToAsk(plan({ within, stated: known }))).toEqual(['2026-03-11']);
    expect(daysToAsk(plan({ within, stated: known, again: true }))).toEqual(['2026-03-12', '2026-03-11']);
  });

  it('go back a month', () => {
    expect(daysToAsk(plan({ readSince: new Date('2020-01-01'), daysARun: 99 }))).toHaveLength(31);
  });
});

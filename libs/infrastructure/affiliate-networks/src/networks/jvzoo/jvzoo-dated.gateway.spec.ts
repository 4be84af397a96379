import { daysOf } from './jvzoo-dated.gateway';

describe('a window of v3.0', () => {
  it('is asked for at most 31 days at a time, one day wider on both sides', () => {
    const window = { from: new Date('2026-01-01T10:00:00Z'), to: new Date('2026-03-10T12:00:00Z') };
    expect(daysOf(window)).toEqual([
      { start: '2025-12-31', end: '2026-01-31' },
      { start: '2026-01-29', end: '2026-03-01' },
      { start: '2026-02-27', end: '2026-03-11' },
    ]);
  });
});

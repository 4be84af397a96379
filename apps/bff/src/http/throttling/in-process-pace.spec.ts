import { InProcessPace } from './in-process-pace';

const LIMIT = { subject: 'ada', burst: 3, refillMs: 1_000 };

describe('InProcessPace', () => {
  it('takes a burst, then one for each that is paid off, and tells how long to wait', () => {
    const pace = new InProcessPace();
    const take = (now: number) => pace.take(LIMIT, now);
    expect([0, 0, 0].map(take)).toEqual([null, null, null]);
    expect(take(0)).toBe(1_000);
    expect(take(400)).toBe(600);
    expect(take(1_000)).toBeNull();
    expect(take(1_000)).toBe(1_000);
    expect([10_000, 10_000, 10_000].map(take)).toEqual([null, null, null]);
    expect(take(10_000)).toBe(1_000);
  });

  it('counts each subject by itself', () => {
    const pace = new InProcessPace();
    for (let asked = 0; asked < 10; asked += 1) pace.take(LIMIT, 0);
    expect(pace.take({ ...LIMIT, subject: 'vera' }, 0)).toBeNull();
  });

  it('forgets those that asked long ago', () => {
    const pace = new InProcessPace();
    for (let number = 0; number < 5_000; number += 1) pace.take({ ...LIMIT, subject: `s${number}` }, 0);
    for (let number = 0; number < 5_000; number += 1) pace.take(LIMIT, 1_000_000);
    expect(pace.size).toBe(1);
  });
});

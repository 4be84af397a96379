import fc from 'fast-check';
import { silenceOf, type SaleRhythm } from './silence';

const HOUR = 3_600_000;
const WEEKS_5 = 35 * 24;
/** A Friday, 12:00 UTC. */
const LAST_SALE = new Date('2026-11-20T12:00:00Z');

/** Five weeks that end with the last sale; `sales` of the hour that many hours before it. */
function rhythm(sales: (hourOfDay: number, hoursAgo: number) => number, length = WEEKS_5): SaleRhythm {
  const from = new Date(LAST_SALE.getTime() - (length - 1) * HOUR);
  const counts = Array.from({ length }, (_, index) => {
    const hour = new Date(from.getTime() + index * HOUR).getUTCHours();
    return sales(hour, length - 1 - index);
  });
  return { accountId: 'a', lastSaleAt: LAST_SALE, hours: { from, counts } };
}

const after = (hours: number) => new Date(LAST_SALE.getTime() + hours * HOUR);
const kind = (of: SaleRhythm, hours: number) => silenceOf(of, after(hours)).kind;

/** Every 40 minutes, day and night. */
const STEADY = rhythm((_, ago) => (ago % 2 === 0 ? 1 : 2));
/** Every 20 minutes from 8 to 20 UTC, nothing at night. */
const DAYTIME = rhythm((hour) => (hour >= 8 && hour < 20 ? 3 : 0));
/** One sale every third day. */
const RARE = rhythm((_, ago) => (ago % 72 === 0 ? 1 : 0), 60 * 24);
/** Four sales an hour for one day, then six days of nothing, again and again. */
const LAUNCHES = rhythm((_, ago) => (ago % 168 < 24 ? 4 : 0));

describe('silenceOf', () => {
  it.each<[string, SaleRhythm, number, string]>([
    ['a busy account, an hour', STEADY, 1, 'ordinary'],
    ['a busy account, four hours: some day brings that', STEADY, 4, 'ordinary'],
    ['a busy account, 31 hours', STEADY, 31, 'quiet'],
    ['a daytime account over night', DAYTIME, 19, 'quiet'],
    [
      'a daytime account in its evening',
      { ...DAYTIME, lastSaleAt: new Date('2026-11-20T20:00:00Z') },
      19,
      'ordinary',
    ],
    ['a daytime account by noon', { ...DAYTIME, lastSaleAt: new Date('2026-11-20T20:00:00Z') }, 24, 'quiet'],
    ['a rare account, five days', RARE, 5 * 24, 'ordinary'],
    ['a rare account, three weeks', RARE, 21 * 24, 'quiet'],
    ['launches, five days after one', LAUNCHES, 5 * 24, 'ordinary'],
    ['a sale just now', STEADY, 0, 'ordinary'],
    ['read until before the last sale', STEADY, -5, 'ordinary'],
    ['silent for longer than the rhythm means anything', STEADY, 29 * 24, 'unknown'],
    ['nineteen sales', rhythm((_, ago) => (ago % 44 === 0 && ago < 44 * 19 ? 1 : 0)), 31, 'unknown'],
    ['thirteen days', rhythm(() => 2, 13 * 24), 31, 'unknown'],
    ['never a sale', { accountId: 'a', lastSaleAt: null, hours: null }, 31, 'unknown'],
    ['not counted yet', { accountId: 'a', lastSaleAt: LAST_SALE, hours: null }, 31, 'unknown'],
  ])('%s', (_, of, hours, expected) => {
    expect(kind(of, hours)).toBe(expected);
  });

  it('tells since when, how long, and what is usual', () => {
    expect(silenceOf(STEADY, after(31))).toEqual({
      kind: 'quiet',
      since: LAST_SALE,
      lengthMs: 31 * HOUR,
      usualGapMs: 40 * 60_000,
    });
  });

  it('never calls a longer silence more ordinary than a shorter one', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 24 * 14, maxLength: WEEKS_5 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 600 }), (given, hours) => {
        const of = rhythm((_, ago) => given[ago] ?? 0, given.length);
        return kind(of, hours) !== 'quiet' || kind(of, hours + 1) === 'quiet';
      }),
    );
  });

  it('calls hardly any silence of a steady account unusual that its own chance brings', () => {
    // 200 days of a Poisson process with one sale in 40 minutes, from a fixed generator.
    const random = generator(20261120);
    let silent = 0;
    let alarms = 0;
    for (let minute = 0; minute < 200 * 24 * 60; minute += 1) {
      silent = random() < 1 / 40 ? 0 : silent + 1;
      if (silent > 0 && silent % 60 === 0 && kind(STEADY, silent / 60) === 'quiet') alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(4);
  });
});

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

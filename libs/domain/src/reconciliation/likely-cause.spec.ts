import { currency } from '../money/currency';
import { addDays, calendarDay } from '../period/calendar-day';
import type { ComparedAmount, ComparedDay, OwnFigures, StatedFigures } from './compared-day';
import { judgeDays } from './judged-day';
import { type DifferenceCause, likelyCause } from './likely-cause';

const TENTH = calendarDay('2026-03-10');
const figures: OwnFigures = {
  conversions: 5,
  reversals: 1,
  grossCommission: '100.00',
  voidedCommission: '20.00',
  netCommission: '80.00',
};
const COUNTS_ONLY = { grossCommission: null, voidedCommission: null, netCommission: null };

function amount(
  network: Partial<StatedFigures> = {},
  { ours, ...context }: Partial<Omit<ComparedAmount, 'ours'>> & { readonly ours?: Partial<OwnFigures> } = {},
): ComparedAmount {
  return {
    currency: currency('USD'),
    network: { ...figures, ...network },
    ours: { ...figures, ...ours },
    pendingSales: 0,
    pendingCommission: '0',
    salesWithoutCommission: 0,
    changedAt: null,
    ...context,
  };
}

/** A day in March that ended, was stated six hours later and read well after that; `offset` days after the tenth. */
function aDay(
  amounts: readonly ComparedAmount[],
  overrides: Partial<ComparedDay> = {},
  offset = 0,
): ComparedDay {
  const day = addDays(TENTH, offset);
  const startsAt = new Date(`${day}T00:00:00Z`);
  const endsAt = new Date(`${addDays(day, 1)}T00:00:00Z`);
  const statedAt = new Date(endsAt.getTime() + 6 * 3_600_000);
  const lastReading = { finishedAt: new Date(statedAt.getTime() + 60_000), outcome: 'ok' } as const;
  return { day, startsAt, endsAt, statedAt, lastReading, quarantinedRows: 0, amounts, ...overrides };
}

const MORE = { conversions: 6, grossCommission: '120.00', netCommission: '100.00' };
const LESS = { conversions: 4, grossCommission: '80.00', netCommission: '60.00' };
const TAKEN_BACK = { reversals: 2, voidedCommission: '35.00', netCommission: '65.00' };
const EARLY = new Date('2026-03-10T23:00:00Z');
const NONE = {
  conversions: 0,
  reversals: 0,
  grossCommission: '0',
  voidedCommission: '0',
  netCommission: '0',
};

describe('the likely cause of a difference', () => {
  it.each<[DifferenceCause | 'none', string, ComparedDay, ComparedDay[]]>([
    ['none', 'both agree', aDay([amount()]), []],
    ['none', 'amounts are written differently', aDay([amount({ netCommission: '80' })]), []],
    ['none', 'what the network does not state', aDay([amount({ ...COUNTS_ONLY, reversals: null })]), []],
    ['open-day', 'the day had not ended', aDay([amount(MORE)], { statedAt: EARLY }), []],
    [
      'changed-since',
      'rows changed after the figure was stated',
      aDay([amount(MORE, { changedAt: new Date('2026-03-11T06:00:01Z') })]),
      [],
    ],
    [
      'currency',
      'the same sales in another currency',
      aDay([amount(NONE), amount(figures, { currency: currency('EUR'), ours: NONE })]),
      [],
    ],
    [
      'unexplained',
      'another currency that differs by itself',
      aDay([amount(LESS), amount({ conversions: 2 }, { currency: currency('EUR') })]),
      [],
    ],
    ['day-shift', 'the next day differs the other way', aDay([amount(MORE)]), [aDay([amount(LESS)], {}, 1)]],
    ['day-shift', 'so does the day before', aDay([amount(LESS)]), [aDay([amount(MORE)], {}, -1)]],
    [
      'rows-missing',
      'the next day differs by something else',
      aDay([amount(MORE)]),
      [aDay([amount({ ...LESS, conversions: 3 })], {}, 1)],
    ],
    [
      'reversal-day',
      'a refund counts on a day further away',
      aDay([amount(TAKEN_BACK)]),
      [
        aDay([amount()], {}, 1),
        aDay([amount({ reversals: 0, voidedCommission: '5.00', netCommission: '95.00' })], {}, 2),
      ],
    ],
    ['pending', 'a sale is pending here', aDay([amount(MORE, { pendingSales: 1 })]), []],
    [
      'pending',
      'its commission is known',
      aDay([amount(MORE, { pendingSales: 1, pendingCommission: '20.00' })]),
      [],
    ],
    [
      'rows-missing',
      'pending sales cannot make up for it',
      aDay([amount(MORE, { pendingSales: 1, pendingCommission: '7.00' })]),
      [],
    ],
    [
      'no-commission',
      'the network leaves a sale out that earns nothing',
      aDay([amount({ conversions: 4 }, { salesWithoutCommission: 1 })]),
      [],
    ],
    ['no-commission', 'it counts one that earns nothing', aDay([amount({ conversions: 6 })]), []],
    ['rows-missing', 'only counts are stated', aDay([amount({ ...COUNTS_ONLY, conversions: 6 })]), []],
    [
      'unfinished-reading',
      'the reading broke off',
      aDay([amount(MORE)], {
        lastReading: { finishedAt: new Date('2026-03-11T07:00:00Z'), outcome: 'partial' },
      }),
      [],
    ],
    ['quarantine', 'rows wait in quarantine', aDay([amount(MORE)], { quarantinedRows: 2 }), []],
    [
      'refund-not-read',
      'money was taken back since the day was read',
      aDay([amount(TAKEN_BACK)], { lastReading: { finishedAt: EARLY, outcome: 'ok' } }),
      [],
    ],
    ['refund-not-read', 'it was never read again', aDay([amount(TAKEN_BACK)], { lastReading: null }), []],
    [
      'quarantine',
      'rows wait, though a sale is pending too',
      aDay([amount(MORE, { pendingSales: 1 })], { quarantinedRows: 1 }),
      [],
    ],
    ['rows-missing', 'the network counts more than it listed', aDay([amount(MORE)]), []],
    ['rows-missing', 'a refund was counted and not listed', aDay([amount(TAKEN_BACK)]), []],
    ['unexplained', 'more is stored than the network states', aDay([amount(LESS)]), []],
  ])('is %s when %s', (expected, _, day, neighbours) => {
    const days = [day, ...neighbours].toSorted((a, b) => (a.day < b.day ? -1 : 1));
    const [first] = day.amounts;
    expect(first && (likelyCause(first, day, days) ?? 'none')).toBe(expected);
  });
});

describe('judging days', () => {
  const verdictOf = (day: ComparedDay) => judgeDays([day])[0]?.verdict;

  it('says what differs, and by how much', () => {
    expect(judgeDays([aDay([amount(MORE)])])).toMatchObject([
      {
        verdict: 'differs',
        amounts: [
          {
            cause: 'rows-missing',
            difference: { conversions: -1, reversals: 0, grossCommission: '-20', netCommission: '-20' },
          },
        ],
      },
    ]);
  });

  it('takes a day on which neither side knows of anything for equal', () => {
    expect(verdictOf(aDay([]))).toBe('matches');
  });

  it('never judges a day that had not ended', () => {
    expect(verdictOf(aDay([amount(MORE)], { statedAt: EARLY }))).toBe('open');
    expect(verdictOf(aDay([amount()], { statedAt: EARLY }))).toBe('open');
  });

  it('does not hold against a day what changed after the network spoke', () => {
    expect(verdictOf(aDay([amount(MORE, { changedAt: new Date('2026-03-12T00:00:00Z') })]))).toBe('matches');
  });
});

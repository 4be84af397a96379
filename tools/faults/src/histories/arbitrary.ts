import fc from 'fast-check';
import type { Reading } from '../reading/reader';
import type { Step, Story } from './story';
import type { Traits } from './traits';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clock change of each kind lies in the weeks before each of them; the network's present at the end of a history. */
const ENDS = [Date.UTC(2026, 3, 20, 12), Date.UTC(2026, 10, 20, 12)] as const;
/** America and Europe, forwards and backwards: dates without zone do not exist, or exist twice. */
const CLOCK_CHANGES = [
  Date.UTC(2026, 2, 8, 6),
  Date.UTC(2026, 2, 8, 9),
  Date.UTC(2026, 2, 29, 0),
  Date.UTC(2026, 9, 25, 0),
  Date.UTC(2026, 10, 1, 5),
  Date.UTC(2026, 10, 1, 8),
];
export const DAYS = 56;

/** A history, and how it is read. */
export interface Case {
  readonly end: number;
  readonly zone: string;
  readonly pageSize: number;
  /** Old orders beside those of the history: so many that pages of a hundred rows are not enough. */
  readonly ballast: number;
  readonly stories: readonly Story[];
  readonly readings: readonly PlannedReading[];
}

interface PlannedReading extends Reading {
  /** Where between the beginning (0) and the end (1000) of the history it takes place. */
  readonly when: number;
}

const page = fc.integer({ min: 0, max: 5 });
const hours = (max: number) => fc.integer({ min: 0, max });

const interruption = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ stopAfter: page }) },
  {
    weight: 2,
    arbitrary: fc.record({
      death: fc.record({ page, moment: fc.constantFrom('before-commit', 'after-commit' as const) }),
    }),
  },
);

const reading: fc.Arbitrary<PlannedReading> = fc
  .tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom('hot', 'hot', 'warm', 'cold', 'backfill' as const),
    fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 6 }),
    interruption,
  )
  .map(([when, tier, mix, how]) => ({ when, tier, mix, ...how }));

/** At most two reversals: a part and the rest, a refund and the chargeback over it, or one alone. */
const reversals = fc
  .array(
    fc.record({
      kind: fc.constantFrom('refund', 'refund', 'chargeback' as const),
      part: fc.integer({ min: 1, max: 99 }),
      after: hours(24 * 40),
    }),
    { maxLength: 2 },
  )
  .map((list) =>
    list
      .toSorted((left, right) => left.after - right.after)
      .map(({ kind, part, after }, index) => ({
        kind,
        after: after + index,
        to: index === 1 || part > 60 ? 100 : part,
      }))
      .filter((reversal, index, all) => index === 0 || (all[0]?.to ?? 0) < reversal.to),
  );

const correction = fc.record({
  after: hours(24 * 20),
  what: fc.constantFrom('amount', 'date', 'reversal-date' as const),
  cents: fc.integer({ min: 1, max: 10_000_000 }),
  // Two of them stay below the shortest overlap of two readings: a row that first appears with an older date is beyond anyone.
  minutes: fc.integer({ min: -1_200, max: 1_200 }),
});

function stepFor(traits: Traits, kind: Step['kind']): fc.Arbitrary<Step> {
  const fates: Step['fate'][] = [
    'paid',
    'paid',
    'paid',
    ...(traits.isPending ? (['paid later', 'declined for a while'] as const) : []),
    ...(traits.isNeverPaid ? (['never paid'] as const) : []),
  ];
  return fc.record({
    kind: fc.constant(kind),
    fate: fc.constantFrom(...fates),
    fateAfter: hours(24 * 10),
    reversals,
    isAskedFor: fc.boolean(),
    voidAfter: fc.option(hours(24 * 30), { freq: 3 }),
    wonAfter: fc.option(hours(24 * 45), { freq: 2 }),
    corrections: fc.array(correction, { maxLength: 2 }),
  });
}

function storyFor(traits: Traits, end: number): fc.Arbitrary<Story> {
  const begin = end - DAYS * 24 * HOUR;
  const changes = CLOCK_CHANGES.filter((change) => change > begin && change < end);
  const anyMinute = fc.integer({ min: 0, max: DAYS * 24 * 60 - 1 }).map((minute) => begin + minute * MINUTE);
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 179 }))
    .map(([change, minute]) => change + minute * MINUTE);
  const rest = fc.array(
    fc.constantFrom('upsell', 'rebill' as const).chain((kind) => stepFor(traits, kind)),
    { maxLength: 2 },
  );
  return fc.record({
    at: fc.oneof({ weight: 3, arbitrary: anyMinute }, { weight: 1, arbitrary: nearChange }),
    product: fc.nat({ max: 20 }),
    currency: fc.nat({ max: 20 }),
    bump: fc.option(fc.nat({ max: 3 })),
    steps: fc
      .tuple(stepFor(traits, 'sale'), rest)
      .map(([first, others]) => [first, ...onlyOneUpsell(others)]),
  });
}

/** An order has one upsell; its payments are told apart by their step. */
function onlyOneUpsell(steps: readonly Step[]): Step[] {
  return steps.filter(
    ({ kind }, index) => kind !== 'upsell' || steps.findIndex((step) => step.kind === 'upsell') === index,
  );
}

export function caseFor(traits: Traits, ballast: number): fc.Arbitrary<Case> {
  return fc.constantFrom(...ENDS).chain((end) =>
    fc.record({
      end: fc.constant(end),
      zone: fc.constantFrom('UTC', 'Europe/Amsterdam', 'America/Los_Angeles', 'Asia/Kolkata'),
      pageSize: fc.integer({ min: 2, max: 6 }),
      ballast: fc.constantFrom(0, ballast),
      stories: fc.array(storyFor(traits, end), { minLength: 1, maxLength: 8 }),
      readings: fc
        .array(reading, { minLength: 2, maxLength: 5 })
        .map((list) => list.toSorted((left, right) => left.when - right.when)),
    }),
  );
}

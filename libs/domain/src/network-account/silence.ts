const HOUR = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;

/** How often an account sold: whole weeks up to its last sale. */
export interface SaleRhythm {
  readonly accountId: string;
  readonly lastSaleAt: Date | null;
  /** Sales of each hour up to the last sale, the first one beginning at `from`; null before they were counted. */
  readonly hours: { readonly from: Date; readonly counts: readonly number[] } | null;
}

export type Silence =
  /** As often seen before, or no silence at all. */
  | { readonly kind: 'ordinary' }
  /** Too little history to tell. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'quiet'; readonly since: Date; readonly lengthMs: number; readonly usualGapMs: number };

const FEWEST_SALES = 20;
const FEWEST_HOURS = 14 * DAY_HOURS;
/** Accounts are read hourly: a shorter silence has not been looked at twice. */
const SHORTEST_MS = 2 * HOUR;
/** After this long the rhythm is no longer the account's. */
const LONGEST_MS = 28 * DAY_HOURS * HOUR;
const UNUSUAL = 0.01;

/**
 * Tells an ordinary silence from an unusual one by the account's own rhythm: how many sales its hours of the day and
 * days of the week would have brought since the last sale. Unusual is what less than one ordinary day in a hundred
 * would bring. Days with far more or fewer sales than the mean (launches) make longer silences ordinary.
 * @param readUntil everything before it is read: what was not read is no silence.
 */
export function silenceOf(rhythm: SaleRhythm, readUntil: Date): Silence {
  const { lastSaleAt, hours } = rhythm;
  if (lastSaleAt === null || hours === null) return { kind: 'unknown' };
  const sales = sum(hours.counts);
  const lengthMs = readUntil.getTime() - lastSaleAt.getTime();
  if (sales < FEWEST_SALES || hours.counts.length < FEWEST_HOURS || lengthMs > LONGEST_MS) {
    return { kind: 'unknown' };
  }
  if (lengthMs < SHORTEST_MS) return { kind: 'ordinary' };
  const pattern = patternOf(hours.from, hours.counts);
  const salesPerDay = (sales / hours.counts.length) * DAY_HOURS;
  // A day with many sales has many gaps, each of which could have been this long.
  const chance = chanceOfSilence(pattern, lastSaleAt, readUntil) * Math.max(1, salesPerDay);
  if (chance >= UNUSUAL) return { kind: 'ordinary' };
  return { kind: 'quiet', since: lastSaleAt, lengthMs, usualGapMs: (hours.counts.length * HOUR) / sales };
}

interface Pattern {
  /** Sales expected in each hour of the week, from Thursday 0:00 UTC, where the epoch begins. */
  readonly rates: readonly number[];
  /** How much days differ: the variance beyond chance, over the squared mean; 0 where chance explains them. */
  readonly dispersion: number;
}

function patternOf(from: Date, counts: readonly number[]): Pattern {
  const first = Math.floor(from.getTime() / HOUR);
  const slots = counts.map((count, index) => ({ count, slot: (first + index) % WEEK_HOURS }));
  const mean = sum(counts) / counts.length;
  const shares = Array.from({ length: DAY_HOURS }, (_, hour) => {
    const own = slots.filter(({ slot }) => slot % DAY_HOURS === hour);
    return smoothedShare(own, mean);
  });
  const days = Array.from({ length: 7 }, (_, day) => {
    const own = slots.filter(({ slot }) => Math.floor(slot / DAY_HOURS) === day);
    return smoothedShare(own, mean);
  });
  const rates = Array.from(
    { length: WEEK_HOURS },
    (_, slot) => mean * at(shares, slot % DAY_HOURS) * at(days, Math.floor(slot / DAY_HOURS)),
  );
  return { rates, dispersion: dispersionOf(slots, rates) };
}

/** How much more these hours sell than all, pulled towards 1 by a day of ordinary sales: few sales prove little. */
function smoothedShare(own: readonly { readonly count: number }[], mean: number): number {
  const ordinary = mean * DAY_HOURS;
  return (sum(own.map(({ count }) => count)) + ordinary) / (mean * own.length + ordinary);
}

function dispersionOf(
  slots: readonly { readonly count: number; readonly slot: number }[],
  rates: readonly number[],
): number {
  const days = Array.from({ length: Math.floor(slots.length / DAY_HOURS) }, (_, day) => {
    const own = slots.slice(day * DAY_HOURS, (day + 1) * DAY_HOURS);
    const seen = sum(own.map(({ count }) => count));
    const expected = sum(own.map(({ slot }) => at(rates, slot)));
    return { beyondChance: (seen - expected) ** 2 - expected, square: expected ** 2 };
  });
  const squares = sum(days.map(({ square }) => square));
  return Math.max(0, sum(days.map(({ beyondChance }) => beyondChance)) / squares);
}

/** Negative binomial, day by day; Poisson where the days do not differ beyond chance. */
function chanceOfSilence({ rates, dispersion }: Pattern, from: Date, until: Date): number {
  let logChance = 0;
  for (let start = from.getTime(); start < until.getTime(); start += DAY_HOURS * HOUR) {
    const end = Math.min(start + DAY_HOURS * HOUR, until.getTime());
    const expected = expectedSales(rates, start, end);
    logChance -= dispersion > 0 ? Math.log1p(expected * dispersion) / dispersion : expected;
  }
  return Math.exp(logChance);
}

function expectedSales(rates: readonly number[], start: number, end: number): number {
  let expected = 0;
  for (let hour = Math.floor(start / HOUR); hour * HOUR < end; hour += 1) {
    const share = (Math.min(end, (hour + 1) * HOUR) - Math.max(start, hour * HOUR)) / HOUR;
    expected += share * at(rates, hour % WEEK_HOURS);
  }
  return expected;
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0);
}

import type { Line, Payment, Product, Profile, Reversal } from '@tributary/network-simulator';
import type { Traits } from './traits';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UPSELL_CYCLE = 8;

/** One order and all that becomes of it, in hours after it where nothing else is said. */
export interface Story {
  /** Instant of the order, epoch milliseconds. */
  readonly at: number;
  readonly product: number;
  readonly currency: number;
  readonly bump: number | null;
  readonly steps: readonly Step[];
}

/** One payment of the order: the first, an upsell or a rebill. */
export interface Step {
  readonly kind: 'sale' | 'upsell' | 'rebill';
  readonly fate: 'paid' | 'paid later' | 'never paid' | 'declined for a while';
  /** When the money arrives, is given up, or comes back after it was declined. */
  readonly fateAfter: number;
  readonly reversals: readonly {
    readonly kind: 'refund' | 'chargeback';
    /** Percent of the payment that is taken back by then. */
    readonly to: number;
    readonly after: number;
  }[];
  readonly isAskedFor: boolean;
  readonly voidAfter: number | null;
  /** When the last chargeback is won back. */
  readonly wonAfter: number | null;
  readonly corrections: readonly Correction[];
}

interface Correction {
  readonly after: number;
  readonly what: 'amount' | 'date' | 'reversal-date';
  /** The new price in minor units, or the shift of the date in minutes. */
  readonly cents: number;
  readonly minutes: number;
}

export interface Teller {
  readonly profile: Profile;
  readonly traits: Traits;
  /** First instant a date may be corrected to. */
  readonly since: number;
  /** The last instant of the history: whatever was declined for a while is approved again by then. */
  readonly end: number;
}

/** What the network holds of the order at an instant: one payment a step. */
export function paymentsOf(
  story: Story,
  { index, now }: { index: number; now: number },
  teller: Teller,
): Payment[] {
  return story.steps.map((step, number) => {
    const cycle = step.kind === 'upsell' ? UPSELL_CYCLE : number;
    const place = { day: Math.floor(story.at / DAY), index, cycle };
    return { place, ...told(story, { step, number, now }, teller) };
  });
}

interface Moment {
  readonly step: Step;
  readonly number: number;
  readonly now: number;
}

function told(story: Story, moment: Moment, teller: Teller): Omit<Payment, 'place'> {
  const { step, number, now } = moment;
  const ordered = story.at + number * 26 * HOUR;
  const known = step.corrections.filter(({ after }) => ordered + after * HOUR <= now);
  const at = correctedDate(ordered, known, teller.since);
  const lines = linesOf(story, moment, { known, teller });
  const currency = currencyOf(story, teller.profile);
  const earned = sum(lines.map(({ commission }) => commission));
  const payout = teller.profile.payout?.[currency] ?? { currency, rate: 1 };
  const reversals = canReverse(step) ? reversalsOf({ step, number: ordered, now }, known, teller) : [];
  return {
    kind: step.kind,
    at,
    lines,
    product: productOf(story, step, teller.profile),
    gross: sum(lines.map(({ gross }) => gross)),
    currency,
    commission: Math.round(earned * payout.rate),
    commissionCurrency: payout.currency,
    ...settlementOf(at, { ordered, step, now }, teller.end),
    reversals,
    requestedAt: requestOf(at, reversals, step.isAskedFor && teller.traits.isRequested),
    voidedAt: voidOf(ordered, step, teller.traits),
    isTest: false,
  };
}

/** Money that never came cannot go back. */
function canReverse({ fate }: Step): boolean {
  return fate === 'paid' || fate === 'declined for a while';
}

function correctedDate(at: number, known: readonly Correction[], since: number): number {
  const shift = sum(known.filter(({ what }) => what === 'date').map(({ minutes }) => minutes));
  return Math.max(since, at - Math.abs(shift) * MINUTE);
}

function currencyOf({ currency }: Story, { currencies }: Profile): string {
  return currencies[currency % currencies.length] ?? '';
}

function productOf({ product }: Story, { kind }: Step, { products }: Profile): Product {
  const shift = kind === 'upsell' ? 1 : 0;
  const found = products[(product + shift) % products.length];
  if (!found) throw new RangeError('The profile has no products');
  return found;
}

function linesOf(
  story: Story,
  { step }: Moment,
  { known, teller }: { known: readonly Correction[]; teller: Teller },
): readonly Line[] {
  const { profile } = teller;
  const main = productOf(story, step, profile);
  const bump = step.kind === 'sale' && story.bump !== null ? profile.products[story.bump] : undefined;
  const products = bump && bump !== main && profile.bump > 0 ? [main, bump] : [main];
  const price = known.findLast(({ what }) => what === 'amount')?.cents;
  return products.map((product, index) => {
    const [usual = 0] = product.prices[currencyOf(story, profile)] ?? [];
    const gross = index === 0 ? (price ?? usual) : usual;
    return { product, gross, commission: Math.round(gross * product.share) };
  });
}

interface Ordered {
  readonly ordered: number;
  readonly step: Step;
  readonly now: number;
}

function settlementOf(
  at: number,
  { ordered, step, now }: Ordered,
  end: number,
): Pick<Payment, 'settledAt' | 'diesAt'> {
  const later = ordered + step.fateAfter * HOUR;
  switch (step.fate) {
    case 'paid':
      return { settledAt: at, diesAt: null };
    case 'paid later':
      return { settledAt: later, diesAt: null };
    case 'never paid':
      return { settledAt: null, diesAt: later };
    case 'declined for a while': {
      const back = later + 3 * DAY;
      const isDeclined = back <= end && now >= later && now < back;
      return isDeclined ? { settledAt: null, diesAt: later } : { settledAt: at, diesAt: null };
    }
  }
}

/** A payment given back in parts, the last of them with what was left; a chargeback that was won is gone. */
function reversalsOf(
  { step, number: ordered, now }: Moment,
  known: readonly Correction[],
  { traits }: Teller,
): readonly Reversal[] {
  const shift = traits.hasCorrectedReversals
    ? sum(known.filter(({ what }) => what === 'reversal-date').map(({ minutes }) => minutes))
    : 0;
  const reversals = step.reversals.map(({ kind, to, after }, index): Reversal => {
    const from = step.reversals[index - 1]?.to ?? 0;
    return { kind, at: ordered + after * HOUR + shift * MINUTE, from, to };
  });
  const isWon = step.wonAfter !== null && now >= ordered + step.wonAfter * HOUR && !traits.hasOwnReversals;
  return isWon ? reversals.filter(({ kind }) => kind !== 'chargeback') : reversals;
}

function requestOf(at: number, [first]: readonly Reversal[], isAsked: boolean): number | null {
  return first?.kind === 'refund' && isAsked ? Math.max(at, first.at - 50 * MINUTE) : null;
}

function voidOf(ordered: number, { voidAfter }: Step, { isVoided }: Traits): number | null {
  return voidAfter === null || !isVoided ? null : ordered + voidAfter * HOUR;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}

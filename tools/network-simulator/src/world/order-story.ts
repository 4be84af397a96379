import { Dice } from './dice';
import { type Line, type Payment, type Reversal } from './payment';
import { type Product, type Profile } from './profile';
import { type Place } from './scrambled-ids';
import { DAY, HOUR, MINUTE, SECOND } from './wall-clock';

/** The steps of an order: the sale, its rebills a month apart, and an upsell minutes later. */
export const REBILL_CYCLES = [1, 2, 3, 4, 5] as const;
export const UPSELL_CYCLE = 8;
export const REBILL_GAP = 30 * DAY;
/** No reversal comes later than this after its payment was made. */
export const REVERSAL_HORIZON = 65 * DAY;

const THROW = {
  product: 1,
  second: 2,
  currency: 3,
  tier: 4,
  rebills: 5,
  upsell: 6,
  upsellProduct: 7,
  bump: 8,
  bumpProduct: 9,
  live: 10,
  fate: 20,
  lag: 21,
  partial: 22,
  percent: 23,
  completes: 24,
  request: 25,
  void: 26,
  voidLag: 27,
  pending: 28,
  settle: 29,
  dies: 30,
  test: 31,
  jitter: 32,
  early: 33,
  hour: 34,
} as const;

/** How many monthly charges follow the order's first. */
export function rebillsOf(dice: Dice, profile: Profile): number {
  const { rebills } = dice.pick(THROW.product, profile.products);
  return Math.floor(dice.unit(THROW.rebills) * (rebills + 1));
}

export function hasUpsell(dice: Dice, profile: Profile): boolean {
  return dice.chance(THROW.upsell, profile.upsell);
}

/** Second of the day of an order: quiet nights, busy evenings. */
function secondOfDay(dice: Dice): number {
  const busy = dice.chance(THROW.hour, 0.72)
    ? 8 + dice.unit(THROW.second) * 15
    : dice.unit(THROW.second) * 24;
  return Math.floor(busy * 3600) % 86_400;
}

function line(product: Product, currency: string, dice: Dice): Line {
  const gross = dice.pick(THROW.tier, product.prices[currency] ?? []);
  return { product, gross, commission: Math.round(gross * product.share) };
}

function stepAt(place: Place, dice: Dice, liveSecond: number | null): number {
  const start = place.day * DAY + (liveSecond ?? secondOfDay(dice)) * SECOND;
  if (place.cycle === 0) return start;
  if (place.cycle === UPSELL_CYCLE) return start + dice.between(THROW.jitter, 40, 260) * SECOND;
  return start + place.cycle * REBILL_GAP + dice.between(THROW.jitter, 1, 50) * MINUTE;
}

function reversalsOf(settledAt: number, dice: Dice, profile: Profile): readonly Reversal[] {
  const fate = dice.unit(THROW.fate);
  if (fate >= profile.refund + profile.chargeback) return [];
  const days = dice.chance(THROW.early, 0.7) ? dice.unit(THROW.lag) * 14 : 14 + dice.unit(THROW.lag) * 44;
  const at = settledAt + HOUR + Math.floor(days * 86_400) * SECOND;
  if (fate < profile.chargeback) return [{ kind: 'chargeback', at: at + DAY, from: 0, to: 100 }];
  if (!dice.chance(THROW.partial, profile.partial)) return [{ kind: 'refund', at, from: 0, to: 100 }];
  const part = dice.between(THROW.percent, 20, 60);
  const first: Reversal = { kind: 'refund', at, from: 0, to: part };
  if (!dice.chance(THROW.completes, 0.25)) return [first];
  return [first, { kind: 'refund', at: at + 2 * DAY, from: part, to: 100 }];
}

function settlement(at: number, dice: Dice, profile: Profile): Pick<Payment, 'settledAt' | 'diesAt'> {
  if (!dice.chance(THROW.pending, profile.pending)) return { settledAt: at, diesAt: null };
  if (dice.chance(THROW.dies, profile.dies)) return { settledAt: null, diesAt: at + 3 * DAY };
  return { settledAt: at + dice.between(THROW.settle, 1800, 3 * 86_400) * SECOND, diesAt: null };
}

function voidedAt(reversals: readonly Reversal[], dice: Dice, profile: Profile): number | null {
  const last = reversals.at(-1);
  if (last === undefined) return null;
  const share = last.kind === 'refund' ? profile.voidOnRefund : profile.voidOnChargeback;
  return dice.chance(THROW.void, share) ? last.at + dice.between(THROW.voidLag, 600, 86_400) * SECOND : null;
}

interface Setting {
  readonly seed: number;
  readonly profile: Profile;
  /** Second of the day, when the order belongs to the live stream. */
  readonly liveSecond: number | null;
}

interface Basket {
  readonly main: Product;
  readonly lines: readonly Line[];
  readonly gross: number;
  readonly earned: number;
  readonly currency: string;
}

function basketOf(place: Place, order: Dice, profile: Profile): Basket {
  const currency = order.pick(THROW.currency, profile.currencies);
  const isUpsell = place.cycle === UPSELL_CYCLE;
  const main = order.pick(isUpsell ? THROW.upsellProduct : THROW.product, profile.products);
  const bump = order.pick(THROW.bumpProduct, profile.products);
  const isBumped = place.cycle === 0 && bump !== main && order.chance(THROW.bump, profile.bump);
  const lines = (isBumped ? [main, bump] : [main]).map((product) => line(product, currency, order));
  const gross = lines.reduce((sum, each) => sum + each.gross, 0);
  const earned = lines.reduce((sum, each) => sum + each.commission, 0);
  return { main, lines, gross, earned, currency };
}

type Fate = Pick<Payment, 'settledAt' | 'diesAt' | 'reversals' | 'requestedAt' | 'voidedAt' | 'isTest'>;

/** What becomes of a payment. A test order is paid and never reversed. */
function fateOf(at: number, { place, own }: { place: Place; own: Dice }, profile: Profile): Fate {
  const settled = settlement(at, own, profile);
  const isTest = place.cycle === 0 && own.chance(THROW.test, profile.test);
  const canReverse = settled.settledAt !== null && !isTest;
  const reversals = canReverse ? reversalsOf(settled.settledAt, own, profile) : [];
  return {
    ...settled,
    isTest,
    reversals,
    requestedAt: requestOf(at, reversals, own.chance(THROW.request, profile.request)),
    voidedAt: voidedAt(reversals, own, profile),
  };
}

/** A buyer asks for a refund shortly before getting it. */
function requestOf(at: number, [first]: readonly Reversal[], isAsked: boolean): number | null {
  if (first?.kind !== 'refund' || !isAsked) return null;
  return Math.max(at, first.at - 50 * MINUTE);
}

function kindOf({ cycle }: Place): Payment['kind'] {
  if (cycle === 0) return 'sale';
  return cycle === UPSELL_CYCLE ? 'upsell' : 'rebill';
}

/** Tells one payment: a pure function of the seed and the place. */
export function tell(place: Place, { seed, profile, liveSecond }: Setting): Payment {
  const order = new Dice(seed, place.day, place.index);
  const own = place.cycle === 0 ? order : new Dice(seed, place.day, place.index, place.cycle);
  const { main, lines, gross, earned, currency } = basketOf(place, order, profile);
  const payout = profile.payout?.[currency] ?? { currency, rate: 1 };
  const at = stepAt(place, order, liveSecond);
  return {
    place,
    kind: kindOf(place),
    at,
    lines,
    product: main,
    gross,
    currency,
    commission: Math.round(earned * payout.rate),
    commissionCurrency: payout.currency,
    ...fateOf(at, { place, own }, profile),
  };
}

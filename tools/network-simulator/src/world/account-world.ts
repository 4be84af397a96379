import { Dice } from './dice';
import { inOrder, movementsOf } from './movements';
import {
  hasUpsell,
  REBILL_CYCLES,
  REBILL_GAP,
  rebillsOf,
  REVERSAL_HORIZON,
  tell,
  UPSELL_CYCLE,
} from './order-story';
import { type Movement, type Payment } from './payment';
import { type Profile } from './profile';
import { ordersOn } from './rhythm';
import { WindowMemory } from './row-cache';
import { type Place } from './scrambled-ids';
import { DAY, MINUTE } from './wall-clock';
import { type Span, type World } from './world';

/** Orders of the live stream are numbered from here: one for every minute of a day. */
const LIVE_INDEX = 900_000;

export interface WorldOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly salesPerDay: number;
  /** First instant of the account's history. */
  readonly since: number;
  /** Extra sales a minute from `liveSince` on, so that a demo moves. */
  readonly livePerMinute: number;
  readonly liveSince: number;
}

/** Everything that happens at one network account, ever: computed for the days asked for, never stored. */
export class AccountWorld implements World {
  readonly options: WorldOptions;
  readonly #memory: WindowMemory;
  readonly #name: string;
  readonly #counts = new Map<number, number>();

  constructor(options: WorldOptions, memory = new WindowMemory()) {
    this.options = options;
    this.#memory = memory;
    this.#name = memory.join();
  }

  payments(span: Span): readonly Payment[] {
    return this.#memory.payments.get(this.#key(span), () =>
      inOrder([...this.each(span)], ({ place }) => place),
    );
  }

  movements(span: Span): readonly Movement[] {
    return this.#memory.movements.get(this.#key(span), () => {
      const found: Movement[] = [];
      for (const payment of this.each({ from: span.from - REVERSAL_HORIZON, to: span.to })) {
        for (const movement of movementsOf(payment)) {
          if (movement.at >= span.from && movement.at < span.to) found.push(movement);
        }
      }
      return inOrder(found, ({ payment }) => payment.place);
    });
  }

  /** The payments of the span in no order, one at a time: memory stays flat. */
  *each(span: Span): Generator<Payment> {
    yield* this.#step(span, 0, 0);
    yield* this.#step(span, UPSELL_CYCLE, 0);
    for (const cycle of REBILL_CYCLES) yield* this.#step(span, cycle, cycle * REBILL_GAP);
  }

  /** Every movement from the beginning up to `now`, a month at a time. */
  *movementsUpTo(now: number): Generator<Movement> {
    for (const span of this.#months(now)) yield* this.movements(span);
  }

  /** Every payment made up to `now`, a month at a time. */
  *paymentsUpTo(now: number): Generator<Payment> {
    for (const span of this.#months(now)) yield* this.payments(span);
  }

  *#months(now: number): Generator<Span> {
    for (let from = this.options.since - DAY; from <= now; from += REBILL_GAP) {
      yield { from, to: Math.min(from + REBILL_GAP, now + 1) };
    }
  }

  at(place: Place): Payment | null {
    const { seed, profile } = this.options;
    const dice = new Dice(seed, place.day, place.index);
    if (!this.#exists(place, dice)) return null;
    return tell(place, { seed, profile, liveSecond: liveSecond(place, dice) });
  }

  *#step(span: Span, cycle: number, lag: number): Generator<Payment> {
    const first = Math.floor((Math.max(span.from - lag, this.options.since) - DAY) / DAY);
    const last = Math.floor((span.to - lag) / DAY);
    for (let day = first; day <= last; day += 1) {
      for (const index of this.#indexes(day)) {
        const payment = this.at({ day, index, cycle });
        if (payment !== null && payment.at >= span.from && payment.at < span.to) yield payment;
      }
    }
  }

  *#indexes(day: number): Generator<number> {
    const { liveSince, livePerMinute } = this.options;
    const count = this.#ordersOn(day);
    for (let index = 0; index < count; index += 1) yield index;
    if (livePerMinute <= 0 || (day + 1) * DAY <= liveSince) return;
    for (let minute = 0; minute < 1440; minute += 1) yield LIVE_INDEX + minute;
  }

  #exists({ day, index, cycle }: Place, dice: Dice): boolean {
    const { profile, since } = this.options;
    if (day * DAY < since) return false;
    const isSold = index >= LIVE_INDEX ? this.#isLive(day, index, dice) : index < this.#ordersOn(day);
    if (!isSold || cycle === 0) return isSold;
    if (cycle === UPSELL_CYCLE) return hasUpsell(dice, profile);
    return cycle <= rebillsOf(dice, profile);
  }

  #key({ from, to }: Span): string {
    return `${this.#name}:${from}:${to}`;
  }

  #ordersOn(day: number): number {
    const known = this.#counts.get(day);
    if (known !== undefined) return known;
    const count = ordersOn(day, this.options.seed, this.options.salesPerDay);
    this.#counts.set(day, count);
    return count;
  }

  #isLive(day: number, index: number, dice: Dice): boolean {
    const { livePerMinute, liveSince } = this.options;
    const minute = index - LIVE_INDEX;
    const starts = day * DAY + minute * MINUTE >= liveSince;
    return minute < 1440 && starts && dice.chance(10, livePerMinute);
  }
}

function liveSecond({ index }: Place, dice: Dice): number | null {
  return index < LIVE_INDEX ? null : (index - LIVE_INDEX) * 60 + dice.between(11, 0, 59);
}

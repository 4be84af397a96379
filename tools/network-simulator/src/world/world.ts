import { type Movement, type Payment } from './payment';
import { type Profile } from './profile';
import { type Place } from './scrambled-ids';

/** Half-open: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything that happens at one network account, whether invented or told. */
export interface World {
  readonly options: { readonly profile: Profile; readonly since: number };
  /** Payments made in the span, oldest first, whether or not they have happened yet. */
  payments(span: Span): readonly Payment[];
  /** Payments and reversals dated in the span, oldest first. */
  movements(span: Span): readonly Movement[];
  /** Every movement from the beginning up to `now`. */
  movementsUpTo(now: number): Iterable<Movement>;
  /** Every payment made up to `now`. */
  paymentsUpTo(now: number): Iterable<Payment>;
  /** The payment at a place; null when nothing was ever sold there. */
  at(place: Place): Payment | null;
}

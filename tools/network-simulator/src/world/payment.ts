import { type Product } from './profile';
import { type Place } from './scrambled-ids';

export interface Reversal {
  readonly kind: 'refund' | 'chargeback';
  readonly at: number;
  /** Percent of the payment taken back before this reversal, and with it. */
  readonly from: number;
  readonly to: number;
}

/** A line of an order: the main item or a bump beside it. Minor units. */
export interface Line {
  readonly product: Product;
  readonly gross: number;
  readonly commission: number;
}

/** One charge and everything that will ever happen to it. Instants are epoch milliseconds. */
export interface Payment {
  readonly place: Place;
  readonly kind: 'sale' | 'upsell' | 'rebill';
  readonly at: number;
  readonly lines: readonly Line[];
  readonly product: Product;
  readonly gross: number;
  readonly currency: string;
  readonly commission: number;
  readonly commissionCurrency: string;
  /** When the money arrives: at once for most; null when it never does. */
  readonly settledAt: number | null;
  /** When an unpaid payment is given up. */
  readonly diesAt: number | null;
  readonly reversals: readonly Reversal[];
  /** When the buyer asked for a refund, where the network reports that. */
  readonly requestedAt: number | null;
  /** When the commission was taken back by a void of its own. */
  readonly voidedAt: number | null;
  readonly isTest: boolean;
}

/** Something that moved (or tried to move) money at an instant. */
export interface Movement {
  readonly at: number;
  readonly payment: Payment;
  readonly kind: 'payment' | 'refund' | 'chargeback' | 'refund_request';
  readonly reversal: Reversal | null;
}

/** The part of a value that a reversal takes back; the parts of one payment add up without a lost cent. */
export function takenBack(value: number, { from, to }: Reversal): number {
  return Math.round((value * to) / 100) - Math.round((value * from) / 100);
}

export function isPaid(payment: Payment, now: number): boolean {
  return payment.settledAt !== null && payment.settledAt <= now;
}

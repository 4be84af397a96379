import { Dice } from '../../world/dice';
import { isPaid, type Payment } from '../../world/payment';
import { DAY } from '../../world/wall-clock';

/** The statuses a filter may name; one other value fails the whole call (facts 3a). */
export const STATUSES: readonly string[] = [
  'APPROVED',
  'COMPLETE',
  'REFUNDED',
  'CHARGEBACK',
  'PARTIALLY_REFUNDED',
  'PROTESTED',
  'WAITING_PAYMENT',
  'PRINTED_BILLET',
  'PROCESSING_TRANSACTION',
  'STARTED',
  'UNDER_ANALISYS',
  'PRE_ORDER',
  'OVERDUE',
  'CANCELLED',
  'EXPIRED',
  'NO_FUNDS',
  'BLOCKED',
];

/** `price/details` knows fewer. */
export const PRICE_STATUSES: readonly string[] = STATUSES.filter(
  (status) => !['NO_FUNDS', 'PRE_ORDER', 'PROCESSING_TRANSACTION'].includes(status),
);

export const DEFAULT_STATUSES: ReadonlySet<string> = new Set(['APPROVED', 'COMPLETE']);

const GUARANTEE = 30 * DAY;

export function warrantyEnds(payment: Payment): number {
  return payment.at + GUARANTEE;
}

/** Unpaid payments are boletos and Pix codes waiting for their buyer. */
export function isBoleto(seed: number, { place }: Payment): boolean {
  return new Dice(seed, place.day, place.index, place.cycle).chance(93, 0.6);
}

/** The status of the one row a payment has, at `now`. */
export function statusAt(seed: number, payment: Payment, now: number): string {
  return isPaid(payment, now) ? paidStatus(payment, now) : unpaidStatus(seed, payment, now);
}

function paidStatus(payment: Payment, now: number): string {
  const reversal = payment.reversals.findLast(({ at }) => at <= now);
  if (reversal !== undefined) return reversal.kind === 'refund' ? 'REFUNDED' : 'CHARGEBACK';
  if (payment.requestedAt !== null && payment.requestedAt <= now) return 'PROTESTED';
  return now >= warrantyEnds(payment) ? 'COMPLETE' : 'APPROVED';
}

function unpaidStatus(seed: number, payment: Payment, now: number): string {
  const isBillet = isBoleto(seed, payment);
  if (payment.diesAt !== null && payment.diesAt <= now) return isBillet ? 'EXPIRED' : 'CANCELLED';
  return isBillet ? 'PRINTED_BILLET' : 'WAITING_PAYMENT';
}

/** What the row means: a dispute counts as pending, what was never collected is no sale (facts 7). */
export function meaningOf(status: string): 'pending' | 'completed' | 'refund' | 'chargeback' | 'none' {
  if (status === 'APPROVED' || status === 'COMPLETE') return 'completed';
  if (status === 'REFUNDED') return 'refund';
  if (status === 'CHARGEBACK') return 'chargeback';
  return status === 'EXPIRED' || status === 'CANCELLED' ? 'none' : 'pending';
}

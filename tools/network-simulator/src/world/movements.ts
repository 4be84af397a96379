import { type Movement, type Payment } from './payment';
import { type Place } from './scrambled-ids';

/** What a payment moved, and will move: nothing while nobody has paid. */
export function movementsOf(payment: Payment): readonly Movement[] {
  if (payment.settledAt === null) return [];
  const moved: Movement[] = [{ at: payment.settledAt, payment, kind: 'payment', reversal: null }];
  if (payment.requestedAt !== null) {
    moved.push({ at: payment.requestedAt, payment, kind: 'refund_request', reversal: null });
  }
  return moved.concat(
    payment.reversals.map((reversal) => ({ at: reversal.at, payment, kind: reversal.kind, reversal })),
  );
}

/** The order of a listing: by time, and always the same among those of one second. */
export function inOrder<Row extends { readonly at: number }>(
  rows: readonly Row[],
  placeOf: (row: Row) => Place,
): readonly Row[] {
  return rows.toSorted((left, right) => left.at - right.at || byPlace(placeOf(left), placeOf(right)));
}

function byPlace(left: Place, right: Place): number {
  return left.day - right.day || left.index - right.index || left.cycle - right.cycle;
}

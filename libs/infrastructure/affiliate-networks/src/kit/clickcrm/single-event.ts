import type { Reversal, Sale } from '@tributary/domain';
import type { NormalizedRow } from '@tributary/ports';
import { absoluteDecimal, isNegativeDecimal, isZeroDecimal } from '../wire-decimal';
import type { OrderRow } from './final-state';
import { normalized, reversalOf, saleOf, ZERO } from './order';
import { isPaymentPending } from './order-event';

/**
 * A row that tells one event of an order, in a list that has a row for each: a refund is never a second sale,
 * and nothing is complete by itself. The reversal's key holds its time, so that two partial refunds stay two.
 */
export function normalizeSingleEvent(found: OrderRow): NormalizedRow {
  const { order, event } = found;
  switch (event.outcome) {
    case 'refund':
    case 'chargeback':
      return reversal(found, event.outcome);
    case 'void':
      return normalized({ reversals: [voidOf(found)] });
    case 'cancel':
      return normalized({ neverPaid: [order.key] });
    default:
      return normalized({ sales: [sale(found)] });
  }
}

function sale({ order, event, row, values }: OrderRow): Sale {
  const commission = values.required(['commission'], order.commission);
  const state = event.outcome === 'pending' || isPaymentPending(row) ? 'pending' : 'completed';
  return saleOf({ ...order, commission }, { state, isRebill: event.stated === 'rebill' });
}

/** A commission below zero beside a refund says that the commission was taken back as well. */
function reversal(found: OrderRow, kind: 'refund' | 'chargeback'): NormalizedRow {
  const { order } = found;
  const told = {
    id: eventKey(found, kind),
    amount: order.gross === null ? null : absoluteDecimal(order.gross),
    commission: ZERO,
    reversedAt: order.time,
  };
  const isVoided = order.commission !== null && isNegativeDecimal(order.commission);
  const voids = isVoided ? [voidOf(found)] : [];
  return normalized({ reversals: [reversalOf(order, kind, told), ...voids] });
}

function voidOf(found: OrderRow): Reversal {
  const { order } = found;
  const commission = order.commission === null ? null : absoluteDecimal(order.commission);
  return reversalOf(order, 'void', {
    id: eventKey(found, 'void'),
    amount: null,
    commission: commission !== null && isZeroDecimal(commission) ? null : commission,
    reversedAt: order.time,
  });
}

function eventKey({ order }: OrderRow, kind: string): string {
  return `${order.key}:${kind}:${order.time.toISOString()}`;
}

import type { DecimalText, Reversal } from '@tributary/domain';
import type { NormalizedRow } from '@tributary/ports';
import { absoluteDecimal, isZeroDecimal } from '../wire-decimal';
import { isSet, textAt, type WireRow } from './columns';
import { normalized, type Order, reversalOf, saleOf, ZERO } from './order';
import { isPaymentPending, type RowEvent } from './order-event';
import type { RowValues } from './row-values';

/** Columns that only a row which is changed in place has. */
const FINAL_STATE = ['was_refunded', 'was_charged_back', 'was_canceled', 'date_refunded', 'refund_amount'];
const CHARGES = ['charges_count', 'total_collected', 'total_amount_charged'];
const VOIDED = ['commission_voided', 'voided_commission'];
const VOID_DATE = ['date_commission_voided', 'date_voided'];
const CHARGEBACK_DATE = ['date_charged_back', 'chargeback_date', 'date_chargeback'];

export interface OrderRow {
  readonly order: Order;
  readonly event: RowEvent;
  readonly row: WireRow;
  readonly values: RowValues;
}

/** Whether the row shows an order as it is now, rather than one event of it (both shapes are known). */
export function isFinalState(row: WireRow): boolean {
  return [...FINAL_STATE, ...VOIDED].some((name) => row[name] !== undefined);
}

/**
 * An order in its final state: one sale and what was taken back from it, completely.
 * The amounts of the sale stay in the row when it is refunded.
 */
export function normalizeFinalState(found: OrderRow): NormalizedRow {
  const { order, event, row } = found;
  if (event.outcome === 'cancel' && wasNeverCharged(found)) return normalizeCanceled(found);
  const state = event.stated === 'pending' || isPaymentPending(row) ? 'pending' : 'completed';
  return normalized({
    sales: [saleOf(order, { state, isRebill: event.stated === 'rebill' })],
    reversals: [takenBack(found), voided(found)].filter((reversal) => reversal !== null),
    reversalsAreComplete: true,
  });
}

/** An order nobody paid for: worth nothing, and given back, whatever was stored of it before (assumption). */
function normalizeCanceled({ order, values }: OrderRow): NormalizedRow {
  const worthless = { ...order, commission: ZERO };
  const reversedAt = values.time(['date_canceled']);
  return normalized({
    sales: [saleOf(worthless, { state: 'completed', isRebill: false })],
    reversals: [reversalOf(worthless, 'refund', { amount: order.gross, commission: ZERO, reversedAt })],
    reversalsAreComplete: true,
  });
}

/** At most one: where an order is both refunded and charged back, the chargeback counts. */
function takenBack(found: OrderRow): Reversal | null {
  if (found.event.outcome === 'refund') return refund(found);
  return found.event.outcome === 'chargeback' ? chargeback(found) : null;
}

/** A refund leaves the commission with the affiliate unless a void is reported beside it. */
function refund({ order, values }: OrderRow): Reversal {
  return reversalOf(order, 'refund', {
    amount: refundAmount(values),
    commission: kept(order),
    reversedAt: values.time(['date_refunded']),
  });
}

/** The refund columns speak of the chargeback where the order was not refunded before. */
function chargeback({ order, row, values }: OrderRow): Reversal {
  const wasRefunded = isSet(row, 'was_refunded');
  return reversalOf(order, 'chargeback', {
    amount: order.gross ?? (wasRefunded ? null : refundAmount(values)),
    commission: kept(order),
    reversedAt: values.time(CHARGEBACK_DATE) ?? (wasRefunded ? null : values.time(['date_refunded'])),
  });
}

/** The affiliate's commission taken back: a transaction of its own, with or without a refund. */
function voided({ order, event, values }: OrderRow): Reversal | null {
  if (order.commission === null) return null;
  const amount =
    voidedAmount(order.commission, values) ?? (event.stated === 'void' ? order.commission : null);
  if (amount === null) return null;
  return reversalOf(order, 'void', { amount: null, commission: amount, reversedAt: values.time(VOID_DATE) });
}

/** The column is assumed to be a mark (`1`: all of it) or an amount. */
function voidedAmount(commission: DecimalText, values: RowValues): DecimalText | null {
  const told = values.text(VOIDED);
  if (told === null || /^(0|n|no|false)$/i.test(told)) return null;
  if (/^(1|y|yes|true)$/i.test(told)) return commission;
  const amount = absoluteDecimal(values.required(VOIDED, values.decimal(VOIDED)));
  return isZeroDecimal(amount) ? null : amount;
}

/** A refund of nothing is a refund whose amount is not told. */
function refundAmount(values: RowValues): DecimalText | null {
  const amount = values.decimal(['refund_amount']);
  return amount === null || isZeroDecimal(amount) ? null : absoluteDecimal(amount);
}

function kept(order: Order): DecimalText | null {
  return order.commission === null ? null : ZERO;
}

/** A cancelled order that was charged before stays a sale: only its next charge was cancelled (assumption). */
function wasNeverCharged({ order, row, values }: OrderRow): boolean {
  const charges = CHARGES.map((name) => values.decimal([name])).filter((amount) => amount !== null);
  if (charges.length > 0) return charges.every(isZeroDecimal);
  if (textAt(row, ['payment_status']) !== null) return isPaymentPending(row);
  return order.commission !== null && isZeroDecimal(order.commission);
}

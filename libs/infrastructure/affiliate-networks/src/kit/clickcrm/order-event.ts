import { UnexpectedResponse } from '@tributary/ports';
import { unreadableRow } from '../wire-schema';
import { type Alias, isSet, textAt, type WireRow } from './columns';

/** What a row says happened. `nothing`: it moved no money and never will. */
type OrderEvent = 'sale' | 'rebill' | 'pending' | 'refund' | 'chargeback' | 'void' | 'cancel' | 'nothing';

/** Spellings without case, blanks and punctuation (MaxWeb's event names are Purchase and Checkout Visit). */
const EVENTS: ReadonlyMap<string, OrderEvent> = new Map([
  ['neworder', 'sale'],
  ['newsale', 'sale'],
  ['sale', 'sale'],
  ['purchase', 'sale'],
  ['frontend', 'sale'],
  ['upsell', 'sale'],
  ['completed', 'sale'],
  ['rebill', 'rebill'],
  ['pending', 'pending'],
  ['refund', 'refund'],
  ['refunded', 'refund'],
  ['chargeback', 'chargeback'],
  ['chargebackalert', 'chargeback'],
  ['void', 'void'],
  ['voided', 'void'],
  ['commissionvoid', 'void'],
  ['cancel', 'cancel'],
  ['canceled', 'cancel'],
  ['cancelled', 'cancel'],
  ['canceledfromrebill', 'cancel'],
  // A charge that failed: nothing was paid, and it may carry the id of the order it should have renewed.
  ['failedrebill', 'nothing'],
  ['connectiontest', 'nothing'],
  ['checkout', 'nothing'],
  ['checkoutvisit', 'nothing'],
]);

/** What the row says, and what that means beside its `was_…` marks: a rebill that was refunded is both. */
export interface RowEvent {
  readonly stated: OrderEvent;
  readonly outcome: OrderEvent;
}

/**
 * Reads the event column and the marks; a chargeback outweighs a refund, a refund a cancellation.
 * @throws {UnexpectedResponse} for a missing or unknown event: an unknown status is not a completed sale.
 */
export function eventOf(row: WireRow, names: Alias, networkName: string): RowEvent {
  const field = names.join('|');
  const text = textAt(row, names);
  if (text === null) {
    const keysSeen = Object.keys(row);
    throw new UnexpectedResponse(`${networkName} sent a row that does not say what happened.`, {
      field,
      keysSeen,
      retry: 'skip-row',
    });
  }
  const stated = orderEventOf(row, names);
  if (!stated) throw unreadableRow(networkName, field, 'is not known to this version');
  return { stated, outcome: isTest(row) ? 'nothing' : outweigh(row, stated) };
}

/** What the event column says; null when it is blank or not known. */
export function orderEventOf(row: WireRow, names: Alias): OrderEvent | null {
  const text = textAt(row, names) ?? '';
  return EVENTS.get(text.toLowerCase().replace(/[^a-z]/g, '')) ?? null;
}

function outweigh(row: WireRow, stated: OrderEvent): OrderEvent {
  if (stated === 'nothing') return 'nothing';
  if (stated === 'chargeback' || isSet(row, 'was_charged_back')) return 'chargeback';
  if (stated === 'refund' || isSet(row, 'was_refunded')) return 'refund';
  if (stated === 'cancel' || isSet(row, 'was_canceled')) return 'cancel';
  return stated;
}

export function isPaymentPending(row: WireRow): boolean {
  return textAt(row, ['payment_status'])?.toLowerCase() === 'pending';
}

/** `TSTFWD…` are the pings of one vendor's own monitoring. */
function isTest(row: WireRow): boolean {
  return isSet(row, 'is_test') || (textAt(row, ['order_id_global'])?.startsWith('TSTFWD') ?? false);
}

import type { DecimalText } from '@tributary/domain';
import type { NormalizedRow, RawRow } from '@tributary/ports';
import { z } from 'zod';
import { absoluteDecimal, isNegativeDecimal, isZeroDecimal } from '../wire-decimal';
import { parseText, readRow, required, unreadableRow, wire, wireCurrency, wireObject } from '../wire-schema';
import { parseInstant } from '../wire-time';
import { normalized, type Order, reversalOf, saleOf, ZERO } from './order';
import { eventOf } from './order-event';
import { RowValues } from './row-values';

const EVENT = ['event'];
const NUMBER = ['orderid', 'ORDERID', 'order_id'];
const PRODUCT = ['product', 'PRODUCT_CODENAME', 'product_codename'];
const COMMISSION = ['commission', 'COMMISSION_AMOUNT', 'payout'];

const postbackEnvelope = z.object({
  kind: z.literal('postback'),
  currency: wireCurrency,
  receivedAt: wire((value) => parseInstant(required(parseText)(value))),
  row: wireObject,
});

interface Postback {
  readonly order: Order;
  readonly values: RowValues;
  readonly networkName: string;
}

/**
 * One event of an order, as a postback told it. Order number and product identify it together: the number alone repeats
 * across vendors, and the vendor is not told. @throws {UnexpectedResponse} `skip-row` for what cannot be read without guessing.
 */
export function normalizePostback(raw: RawRow, networkName: string): NormalizedRow {
  const envelope = readRow(postbackEnvelope, raw, networkName);
  const { outcome } = eventOf(envelope.row, EVENT, networkName);
  if (outcome === 'nothing') return normalized();
  const postback = { ...orderOf(envelope, networkName), networkName };
  switch (outcome) {
    case 'sale':
      return { ...normalized({ sales: [saleOf(earning(postback), COMPLETED)] }), isBooking: true };
    case 'refund':
    case 'chargeback':
      return { ...takenBack(postback, outcome), isBooking: true };
    case 'void':
      return { ...normalized({ reversals: [voidOf(postback)] }), isBooking: true };
    case 'cancel':
      // Only the next charge was cancelled; what was earned is taken back by a void, if at all.
      return normalized();
    default:
      // A rebill would carry the number of its first order: without a time the two are one.
      throw unreadableRow(networkName, 'event', 'does not tell its orders apart in postbacks');
  }
}

const COMPLETED = { state: 'completed', isRebill: false } as const;

function orderOf(
  { row, currency, receivedAt }: z.infer<typeof postbackEnvelope>,
  networkName: string,
): Pick<Postback, 'order' | 'values'> {
  const values = new RowValues(row, { networkName, zone: 'UTC' });
  const number = values.required(NUMBER, values.text(NUMBER));
  const product = values.required(PRODUCT, values.text(PRODUCT));
  const key = `${number}:${product}`;
  const order: Order = {
    ...{ key, linkKey: key, number, time: receivedAt },
    ...{ gross: null, commission: values.decimal(COMMISSION), currency, commissionCurrency: currency },
    ...{ productId: product, productName: product, customerEmail: null },
  };
  return { order, values };
}

function earning({ order, values, networkName }: Postback): Order {
  const commission = values.required(COMMISSION, order.commission);
  if (!isNegativeDecimal(commission)) return order;
  throw unreadableRow(networkName, COMMISSION.join('|'), 'is below zero although nothing was given back');
}

/** A refund leaves the commission where it is; one with a commission below zero says that it was taken back as well. */
function takenBack(postback: Postback, kind: 'refund' | 'chargeback'): NormalizedRow {
  const { order } = postback;
  const told = { amount: null, commission: ZERO, reversedAt: null };
  const isVoided = order.commission !== null && isNegativeDecimal(order.commission);
  return normalized({
    reversals: [reversalOf(order, kind, told), ...(isVoided ? [voidOf(postback)] : [])],
  });
}

function voidOf({ order, values, networkName }: Postback) {
  const commission: DecimalText = absoluteDecimal(values.required(COMMISSION, order.commission));
  if (isZeroDecimal(commission)) throw unreadableRow(networkName, COMMISSION.join('|'), 'is zero in a void');
  return reversalOf(order, 'void', { amount: null, commission, reversedAt: null });
}

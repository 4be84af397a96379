import type { NormalizedRow, RawRow } from '@tributary/ports';
import { absoluteDecimal, isNegativeDecimal } from '../wire-decimal';
import { readRow, unreadableRow } from '../wire-schema';
import type { ColumnNames } from './columns';
import { conversionEnvelope, type RowEnvelope } from './envelope';
import { isFinalState, normalizeFinalState, type OrderRow } from './final-state';
import { normalized, type Order } from './order';
import { eventOf } from './order-event';
import { orderKey, orderLink } from './order-key';
import { RowValues } from './row-values';
import { normalizeSingleEvent } from './single-event';

export interface MapperContext {
  readonly networkName: string;
  readonly columns: ColumnNames;
}

/** An affiliate's commission row. @throws {UnexpectedResponse} `skip-row` for what cannot be read without guessing. */
export function normalizeConversion(raw: RawRow, context: MapperContext): NormalizedRow {
  const { networkName, columns } = context;
  const envelope = readRow(conversionEnvelope, raw, networkName);
  const event = eventOf(envelope.row, columns.event, networkName);
  if (event.outcome === 'nothing') return normalized();
  const values = new RowValues(envelope.row, { networkName, zone: envelope.zone });
  const found: OrderRow = { order: orderOf(envelope, values, context), event, row: envelope.row, values };
  const isSale = event.outcome === 'sale' || event.outcome === 'rebill' || event.outcome === 'pending';
  if (isSale && isNegativeDecimal(found.order.commission ?? '')) {
    throw unreadableRow(
      networkName,
      columns.commission.join('|'),
      'is below zero although nothing was given back',
    );
  }
  return isFinalState(envelope.row)
    ? normalizeFinalState(withPositiveCommission(found))
    : normalizeSingleEvent(found);
}

function orderOf({ row, currency }: RowEnvelope, values: RowValues, context: MapperContext): Order {
  const { columns } = context;
  const key = values.required(columns.id, orderKey(row, columns));
  return {
    key,
    linkKey: orderLink(row, columns) ?? key,
    number: values.required(columns.id, values.text(['order_id', ...columns.id])),
    time: values.required(columns.time, values.time(columns.time)),
    // The platform does not tell affiliates what the customer paid; where a row does, it is taken.
    gross: values.decimal(columns.gross),
    commission: values.required(columns.commission, values.decimal(columns.commission)),
    currency,
    commissionCurrency: currency,
    productId: values.text(columns.product),
    productName: values.text(columns.productName),
    customerEmail: null,
  };
}

/** The sign of what is taken back is unknown: the state of the order decides, not the sign. */
function withPositiveCommission(found: OrderRow): OrderRow {
  const { commission } = found.order;
  if (commission === null) return found;
  return { ...found, order: { ...found.order, commission: absoluteDecimal(commission) } };
}

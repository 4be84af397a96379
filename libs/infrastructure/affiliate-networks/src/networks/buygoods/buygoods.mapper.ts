import { type NormalizedRow, type RawRow, UnexpectedResponse } from '@tributary/ports';
import { normalizeConversion } from '../../kit/clickcrm/conversion-mapper';
import { normalizeDay } from '../../kit/clickcrm/day-mapper';
import { vendorOrderEnvelope } from '../../kit/clickcrm/envelope';
import { normalizeFinalState } from '../../kit/clickcrm/final-state';
import { normalized, type Order } from '../../kit/clickcrm/order';
import { eventOf } from '../../kit/clickcrm/order-event';
import { orderKey, orderLink } from '../../kit/clickcrm/order-key';
import { normalizePostback } from '../../kit/clickcrm/postback-mapper';
import { RowValues } from '../../kit/clickcrm/row-values';
import { readRow } from '../../kit/wire-schema';
import { AFFILIATE_COLUMNS, BUYER_EMAIL, VENDOR_COLUMNS, vendorOrder } from './buygoods.schema';

export const NETWORK_NAME = 'BuyGoods';

/** A conversion, a day, a vendor’s order or a postback, by its `kind`. */
export function normalizeBuyGoods(raw: RawRow): NormalizedRow {
  switch (raw.kind) {
    case 'conversion':
      return normalizeConversion(raw, { networkName: NETWORK_NAME, columns: AFFILIATE_COLUMNS });
    case 'day':
      return normalizeDay(raw, NETWORK_NAME);
    case 'postback':
      return normalizePostback(raw, NETWORK_NAME);
    case 'vendor-order':
      return normalizeVendorOrder(raw);
    default:
      throw new UnexpectedResponse(`${NETWORK_NAME} has no such kind of row.`, {
        field: 'kind',
        keysSeen: Object.keys(raw),
        retry: 'skip-row',
      });
  }
}

/** One order in its final state. The vendor's own share is not among its columns, so the commission stays unknown. */
function normalizeVendorOrder(raw: RawRow): NormalizedRow {
  const { row, zone } = readRow(vendorOrderEnvelope, raw, NETWORK_NAME);
  const event = eventOf(row, VENDOR_COLUMNS.event, NETWORK_NAME);
  if (event.outcome === 'nothing') return normalized();
  const own = readRow(vendorOrder, row, NETWORK_NAME);
  const values = new RowValues(row, { networkName: NETWORK_NAME, zone });
  const key = values.required(VENDOR_COLUMNS.id, orderKey(row, VENDOR_COLUMNS));
  const order: Order = {
    key,
    linkKey: orderLink(row, VENDOR_COLUMNS) ?? key,
    number: values.required(VENDOR_COLUMNS.id, values.text(['order_id', ...VENDOR_COLUMNS.id])),
    time: values.required(VENDOR_COLUMNS.time, values.time(VENDOR_COLUMNS.time)),
    gross: values.required(VENDOR_COLUMNS.gross, values.price(VENDOR_COLUMNS.gross)),
    commission: null,
    currency: own.currency,
    commissionCurrency: own.currency,
    productId: values.text(VENDOR_COLUMNS.product),
    productName: values.text(VENDOR_COLUMNS.productName),
    customerEmail: own[BUYER_EMAIL],
  };
  return normalizeFinalState({ order, event, row, values });
}

import { z } from 'zod';
import { CLICKCRM_COLUMNS, type ColumnNames } from '../../kit/clickcrm/columns';
import { parseEmail, wire, wireCurrency } from '../../kit/wire-schema';

/** An affiliate's row report carries the platform's names (assumption). */
export const AFFILIATE_COLUMNS: ColumnNames = CLICKCRM_COLUMNS;

/**
 * What is read of the about 136 columns of a vendor's order, all of them text. Left out on purpose: `total` (garbled),
 * `total_amount_charged` (with or without taxes, depending on the source), `order_date_eu`, and the statistics of the whole
 * account that stand between the order's own columns (`net_commissions`, `refund_rate`).
 */
export const VENDOR_COLUMNS: ColumnNames = {
  id: ['order_id_global', 'order_id'],
  time: ['rr_createdate', 'order_date_time', 'order_date'],
  // What the vendor pays: it is never counted as earned.
  commission: ['aff_commission'],
  gross: ['total_clean'],
  event: ['action_type'],
  product: ['product_codename', 'product_id'],
  productName: ['product_name', 'product_codename'],
};

/** The only personal column that leaves the gateway. */
export const BUYER_EMAIL = 'customer_emailaddress';

/** Columns of a vendor's order that no other order has. */
export const vendorOrder = z.object({ currency: wireCurrency, [BUYER_EMAIL]: wire(parseEmail) });

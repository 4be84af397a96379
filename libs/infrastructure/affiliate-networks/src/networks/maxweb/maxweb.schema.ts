import { CLICKCRM_COLUMNS, type ColumnNames } from '../../kit/clickcrm/columns';

/**
 * No payload of MaxWeb's version 2 has ever been published: the platform's names come first, then those its only public
 * client tries, and the nested order total that is told of it without proof.
 */
export const MAXWEB_COLUMNS: ColumnNames = {
  ...CLICKCRM_COLUMNS,
  commission: [...CLICKCRM_COLUMNS.commission, 'net_commission', 'payout'],
  gross: [...CLICKCRM_COLUMNS.gross, 'orderTotal', 'order.orderTotal', 'order_total'],
  event: ['action_type', 'event', 'status', 'conv_type', 'payment_status'],
  productName: ['product_name', 'offer_name', 'offer', 'campaign', 'product_codename', 'PRODUCT_CODENAME'],
};

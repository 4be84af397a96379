import type { ImportedOrder, ImportIdentity } from '@tributary/domain';
import { orderKey, orderLink } from './order-key';

/**
 * The keys of rows that show an order in its final state. A file's order id is the platform's `order_id`, which is
 * counted per vendor: the vendor's account, or at least the product, makes it one order's.
 */
export const CLICKCRM_IMPORT_IDENTITY: ImportIdentity = {
  needs: ['productId'],
  refundRows: 'same-row',
  // A refund leaves the affiliate's commission: only a void takes it, and that is a row of its own kind.
  refundTakes: 'nothing',
  reversalNeedsTime: false,
  saleKeys: (order) => ({
    externalOrderId: keyOf(order),
    linkKey: orderLink(rowOf(order), COLUMNS) ?? keyOf(order),
  }),
  reversalKey: (order, { kind, at, isOwnRow }) =>
    isOwnRow && at !== null ? `${keyOf(order)}:${kind}:${at.toISOString()}` : `${keyOf(order)}:${kind}`,
};

const COLUMNS = { id: ['order_id'], product: ['product'] };

function keyOf(order: ImportedOrder): string {
  return orderKey(rowOf(order), COLUMNS) ?? order.orderId;
}

function rowOf({ vendorAccount, orderId, productId }: ImportedOrder) {
  return { account_id: vendorAccount, order_id: orderId, product: productId };
}

import type { ImportIdentity } from '@tributary/domain';

/**
 * Each movement of money has an id of its own, which a file must give as its order id; the order's number is what
 * joins a refund to its payment, together with the upsell step (the line; none is the main product).
 */
export const DIGISTORE24_IMPORT_IDENTITY: ImportIdentity = {
  needs: ['orderNumber'],
  refundRows: 'own-row',
  refundTakes: 'all',
  reversalNeedsTime: false,
  saleKeys: ({ orderId, orderNumber, line }) => ({
    externalOrderId: orderId,
    linkKey: `${orderNumber ?? ''}:${line ?? '0'}`,
  }),
  // Where a file tells a refund in the payment's own row, it has no id of its own.
  reversalKey: ({ orderId }, { kind, isOwnRow }) => (isOwnRow ? orderId : `${orderId}:${kind}`),
};

import type { ImportIdentity } from '@tributary/domain';

/** The transaction is the order. Refunds change its row, and give back all that it states. */
export const HOTMART_IMPORT_IDENTITY: ImportIdentity = {
  needs: [],
  refundRows: 'same-row',
  refundTakes: 'all',
  reversalNeedsTime: false,
  saleKeys: ({ orderId }) => ({ externalOrderId: orderId, linkKey: orderId }),
  reversalKey: ({ orderId }, { kind }) => `${orderId}:${kind}`,
};

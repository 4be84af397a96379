import type { ImportedOrder, ImportIdentity } from '@tributary/domain';

/** One key may see a transaction from both sides, so the side is part of the key. A chargeback replaces the refund. */
export const JVZOO_IMPORT_IDENTITY: ImportIdentity = {
  needs: ['party'],
  refundRows: 'same-row',
  refundTakes: 'all',
  reversalNeedsTime: false,
  saleKeys: (order) => ({ externalOrderId: keyOf(order), linkKey: keyOf(order) }),
  reversalKey: (order) => `${keyOf(order)}:refund`,
};

function keyOf({ party, orderId }: ImportedOrder): string {
  return `${party ?? ''}:${orderId}`;
}

import type { ImportedOrder, ImportIdentity } from '@tributary/domain';

const REVERSAL_TYPES = { refund: 'RFND', chargeback: 'CGBK', void: 'RFND' } as const;

/** Keys are role, receipt, type and item (see the mapper). A refund's also holds its time: several differ by that only. */
export const CLICKBANK_IMPORT_IDENTITY: ImportIdentity = {
  needs: ['party', 'line'],
  refundRows: 'own-row',
  refundTakes: 'all',
  reversalNeedsTime: true,
  saleKeys: (order) => ({
    externalOrderId: `${partyOf(order)}:${order.isRebill ? 'BILL' : 'SALE'}:${order.line ?? ''}`,
    linkKey: `${partyOf(order)}:${order.line ?? ''}`,
  }),
  reversalKey: (order, { kind, at }) =>
    `${partyOf(order)}:${REVERSAL_TYPES[kind]}:${order.line ?? ''}:${at?.toISOString() ?? ''}`,
};

function partyOf({ party, orderId }: ImportedOrder): string {
  return `${party?.toUpperCase() ?? ''}:${orderId}`;
}

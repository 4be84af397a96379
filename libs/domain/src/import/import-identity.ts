import type { ReversalKind } from '../sale/reversal';
import type { ImportField } from './import-field';
import type { RefundEffect, RefundRows } from './import-mapping';

/** What of a row makes its sale the same sale. */
export interface ImportedOrder {
  readonly orderId: string;
  readonly orderNumber: string | null;
  readonly line: string | null;
  readonly party: 'affiliate' | 'vendor' | null;
  readonly vendorAccount: string | null;
  readonly productId: string | null;
  readonly isRebill: boolean;
}

/**
 * How a network's rows get the very keys that its API gives the same sales, so that a file and the API never count
 * one sale twice. Pure: keys come from ids of the row only, never from its place in the file.
 */
export interface ImportIdentity {
  /** Fields, besides the order id, without which a row's key would be another one than the API's. */
  readonly needs: readonly ImportField[];
  /** How the network's own lists tell refunds; a file is taken to do the same until somebody says otherwise. */
  readonly refundRows: RefundRows;
  /** What a refund does to the commission at this network. */
  readonly refundTakes: RefundEffect;
  /** The key of a refund holds its time: a day alone would give it another key. */
  readonly reversalNeedsTime: boolean;
  readonly saleKeys: (order: ImportedOrder) => {
    readonly externalOrderId: string;
    readonly linkKey: string;
  };
  /** `at` is null where nothing tells when it happened. */
  readonly reversalKey: (
    order: ImportedOrder,
    reversal: { readonly kind: ReversalKind; readonly at: Date | null; readonly isOwnRow: boolean },
  ) => string;
}

/** Of a network that describes none: an order id is unique in its account, a line makes it finer. */
export const PLAIN_IDENTITY: ImportIdentity = {
  needs: [],
  refundRows: 'same-row',
  refundTakes: 'not-told',
  reversalNeedsTime: false,
  saleKeys: (order) => {
    const key = plainKey(order);
    return { externalOrderId: key, linkKey: key };
  },
  reversalKey: (order, { kind, at, isOwnRow }) => {
    const key = `${plainKey(order)}:${kind}`;
    return isOwnRow && at !== null ? `${key}:${at.toISOString()}` : key;
  },
};

function plainKey({ orderId, line }: ImportedOrder): string {
  return line === null ? orderId : `${orderId}:${line}`;
}

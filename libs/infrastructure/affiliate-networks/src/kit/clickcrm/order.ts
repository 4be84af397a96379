import type { Currency, DecimalText, Reversal, ReversalKind, Sale, SaleState } from '@tributary/domain';
import type { NormalizedRow } from '@tributary/ports';

/** A commission that a reversal leaves where it is. */
export const ZERO: DecimalText = '0.00';

/** What a row tells about an order, apart from what happened to it. */
export interface Order {
  readonly key: string;
  readonly linkKey: string;
  /** The number the platform shows people. */
  readonly number: string;
  readonly time: Date;
  readonly gross: DecimalText | null;
  /** What the account owner earns; null for vendors, whose share the platform does not state. */
  readonly commission: DecimalText | null;
  readonly currency: Currency;
  readonly commissionCurrency: Currency;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly customerEmail: string | null;
}

export function saleOf(order: Order, is: { readonly state: SaleState; readonly isRebill: boolean }): Sale {
  return {
    externalOrderId: order.key,
    orderNumber: order.number,
    linkKey: order.linkKey,
    state: is.state,
    amount: order.gross,
    currency: order.currency,
    commission: order.commission,
    commissionCurrency: order.commissionCurrency,
    productId: order.productId,
    productName: order.productName,
    customerEmail: order.customerEmail,
    saleDate: order.time,
    isRebill: is.isRebill,
  };
}

export function reversalOf(
  order: Order,
  kind: ReversalKind,
  told: Pick<Reversal, 'amount' | 'commission' | 'reversedAt'> & { readonly id?: string },
): Reversal {
  return {
    externalReversalId: told.id ?? `${order.key}:${kind}`,
    linkKey: order.linkKey,
    kind,
    amount: told.amount,
    currency: order.currency,
    commission: told.commission,
    commissionCurrency: order.commissionCurrency,
    reversedAt: told.reversedAt,
  };
}

/** A row that means nothing but what `parts` says. */
export function normalized(parts: Partial<NormalizedRow> = {}): NormalizedRow {
  return { sales: [], reversals: [], dailyTotals: [], reversalsAreComplete: false, neverPaid: [], ...parts };
}

import type { SaleRow, SalesPage as SalesPageView } from '@tributary/api-contract';
import type { SalesPage } from '@tributary/application';
import type { SaleView } from '@tributary/ports';
import { encodeCursor } from './sale-cursor';

export function salesPageView(page: SalesPage): SalesPageView {
  return { items: page.sales.map(saleRow), nextCursor: page.next && encodeCursor(page.next) };
}

export function saleRow(sale: SaleView): SaleRow {
  return {
    accountId: sale.id.accountId,
    orderId: sale.id.externalOrderId,
    orderNumber: sale.orderNumber,
    network: sale.network,
    accountLabel: sale.accountLabel,
    productName: sale.productName,
    status: sale.status,
    saleDate: sale.saleDate.toISOString(),
    amount: sale.amount,
    currency: sale.currency,
    commission: sale.commission,
    commissionCurrency: sale.commissionCurrency,
    reversedCommission: sale.reversedCommission,
    reversals: sale.reversals.map((reversal) => ({
      ...reversal,
      reversedAt: reversal.reversedAt.toISOString(),
    })),
  };
}

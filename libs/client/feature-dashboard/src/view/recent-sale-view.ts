import type { ReversalRow, SaleRow } from '@tributary/api-contract';
import type { ChartNetwork, StatusChipKind } from '@tributary/client-ui';
import { isZero, negated } from './decimals';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

export interface RecentSaleView {
  readonly key: string;
  /** "Today", "14:07" */
  readonly day: string;
  readonly time: string;
  /** Both clocks: when it was sold, and when money went back. */
  readonly clocks: string;
  readonly network: ChartNetwork;
  readonly account: string;
  readonly product: string | null;
  readonly orderNumber: string;
  /** In the original currency; null = not reported. */
  readonly gross: string | null;
  readonly commission: string | null;
  readonly status: { readonly kind: StatusChipKind; readonly label: string | null };
  /** "−€14.51" of a sale that was reversed in part. */
  readonly reversedPart: string | null;
}

const REVERSALS = { refund: 'Refunded', chargeback: 'Charged back', void: 'Commission voided' } as const;

export function recentSaleView(sale: SaleRow, words: DashboardWords, names: NetworkNames): RecentSaleView {
  const isPart = sale.status === 'completed' && !isZero(sale.reversedCommission);
  return {
    key: `${sale.accountId}/${sale.orderId}`,
    day: words.nearDay(sale.saleDate),
    time: words.time(sale.saleDate),
    clocks: clocksOf(sale, words),
    network: names(sale.network),
    account: sale.accountLabel,
    product: sale.productName,
    orderNumber: sale.orderNumber,
    gross: sale.amount === null ? null : words.money(sale.amount, sale.currency),
    commission: sale.commission === null ? null : words.money(sale.commission, sale.commissionCurrency),
    status: statusOf(sale),
    reversedPart: isPart ? words.money(negated(sale.reversedCommission), sale.commissionCurrency) : null,
  };
}

function clocksOf(sale: SaleRow, words: DashboardWords): string {
  const reversals = sale.reversals.map((reversal) => reversalText(reversal, words));
  return [`Sold ${words.exact(sale.saleDate)}`, ...reversals].join('\n');
}

function reversalText(reversal: ReversalRow, words: DashboardWords): string {
  const text = `${REVERSALS[reversal.kind]} ${words.exact(reversal.reversedAt)}`;
  return reversal.observed ? `${text} (when it was first seen)` : text;
}

/** A completed sale with a reversal kept a part of its commission, or lost it without a refund. */
function statusOf(sale: SaleRow): RecentSaleView['status'] {
  const isWhole = sale.reversals.length === 0 && isZero(sale.reversedCommission);
  if (sale.status !== 'completed' || isWhole) return { kind: sale.status, label: null };
  const isVoid = sale.reversals.length > 0 && sale.reversals.every(({ kind }) => kind === 'void');
  return { kind: 'partly-refunded', label: isVoid ? 'Commission voided' : null };
}

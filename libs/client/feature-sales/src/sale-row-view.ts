import type { DecimalText, InstantText, SaleRow } from '@tributary/api-contract';
import type { StatusChipKind } from '@tributary/client-ui';
import { isZero, negate } from './decimal-text';

/** How money and moments read in the agency's locale and zone. */
export interface SaleWords {
  /** "€52.77", "−R$327.92" */
  money(value: DecimalText, currency: string): string;
  /** "Today", "3 Nov", "3 Nov 2025" */
  day(at: InstantText): string;
  /** "19:41" */
  time(at: InstantText): string;
  /** "Wed 11 Nov 2026, 10:02" in the agency's zone, or in the zone given. */
  exact(at: InstantText, timeZone?: string): string;
}

export interface StatusChip {
  readonly kind: StatusChipKind;
  readonly text: string;
}

export interface SaleRowView {
  /** Stable within the table. */
  readonly key: string;
  readonly day: string;
  readonly time: string;
  readonly soldExactly: string;
  readonly network: string;
  readonly account: string;
  readonly product: string;
  readonly hasProduct: boolean;
  readonly orderNumber: string;
  /** null = not reported. */
  readonly gross: string | null;
  readonly commission: string | null;
  readonly status: StatusChip;
  /** "−€5.00" of a sale that was reversed in part, else null. */
  readonly reversedPart: string | null;
}

export const NOT_REPORTED = 'not reported';

export function saleKey(sale: Pick<SaleRow, 'accountId' | 'orderId'>): string {
  return `${sale.accountId}/${sale.orderId}`;
}

export function saleRowView(sale: SaleRow, words: SaleWords): SaleRowView {
  const isPart = sale.status === 'completed' && !isZero(sale.reversedCommission);
  return {
    key: saleKey(sale),
    day: words.day(sale.saleDate),
    time: words.time(sale.saleDate),
    soldExactly: words.exact(sale.saleDate),
    network: sale.network,
    account: sale.accountLabel,
    product: sale.productName ?? NOT_REPORTED,
    hasProduct: sale.productName !== null,
    orderNumber: sale.orderNumber,
    gross: moneyOrNull(sale.amount, sale.currency, words),
    commission: moneyOrNull(sale.commission, sale.commissionCurrency, words),
    status: statusChip(sale),
    reversedPart: isPart ? words.money(negate(sale.reversedCommission), sale.commissionCurrency) : null,
  };
}

/** A completed sale with a reversal kept a part of its commission, or lost it without a refund. */
export function statusChip(sale: Pick<SaleRow, 'status' | 'reversals' | 'reversedCommission'>): StatusChip {
  if (sale.status === 'pending') return { kind: 'pending', text: 'Pending' };
  if (sale.status === 'refunded') return { kind: 'refunded', text: 'Refunded' };
  if (sale.status === 'chargeback') return { kind: 'chargeback', text: 'Chargeback' };
  if (sale.reversals.length === 0 && isZero(sale.reversedCommission)) {
    return { kind: 'completed', text: 'Completed' };
  }
  const isVoid = sale.reversals.length > 0 && sale.reversals.every(({ kind }) => kind === 'void');
  return { kind: 'partly-refunded', text: isVoid ? 'Commission voided' : 'Partly refunded' };
}

function moneyOrNull(value: DecimalText | null, currency: string, words: SaleWords): string | null {
  return value === null ? null : words.money(value, currency);
}

import type { Currency, DecimalText, SaleSnapshot, SaleStatus } from '@tributary/domain';
import { instant } from '../statement';

export interface SnapshotRow {
  readonly orderNumber: string;
  readonly productName: string | null;
  readonly status: SaleStatus;
  readonly amount: DecimalText | null;
  readonly currency: Currency;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: Currency;
  readonly reversedAmount: DecimalText;
  readonly reversedCommission: DecimalText;
  readonly saleDate: string;
}

/** The columns that `sale` and `sale_version` have in common, as {@link SnapshotRow} in JSON. */
export function snapshotJson(row: string): string {
  return `json_build_object('orderNumber', ${row}.order_number, 'productName', ${row}.product_name,
    'status', ${row}.status, 'amount', ${row}.amount::text, 'currency', ${row}.currency,
    'commission', ${row}.commission::text, 'commissionCurrency', ${row}.commission_currency,
    'reversedAmount', ${row}.reversed_amount::text, 'reversedCommission', ${row}.reversed_commission::text,
    'saleDate', ${row}.sale_date::text)`;
}

export function toSnapshot(row: SnapshotRow): SaleSnapshot {
  return { ...row, saleDate: instant(row.saleDate) };
}

/** The SQL twin of the domain's `earningsOf`. */
export function earningsSql(row: string): string {
  return `case when ${row}.status = 'pending' then 0
      else coalesce(${row}.commission, 0) - ${row}.reversed_commission end`;
}

const sameSale = (row: string) =>
  `${row}.agency_id = $1 and ${row}.account_id = v.account_id and ${row}.external_order_id = v.external_order_id
    and not v.is_removed`;

/**
 * Joins to the version `v` what it became: the version `w` or the sale `s` that begins at the very instant at which it
 * ended. A sale that was removed became nothing, even if the network listed it anew later.
 */
export const BECAME = `
  left join sale_version w on ${sameSale('w')} and w.valid_from = v.valid_until
  left join sale s on ${sameSale('s')} and s.changed_at = v.valid_until`;

/** Of what {@link BECAME} joins; null for what is gone. */
export function became(valueOf: (row: string) => string): string {
  return `case when w.status is not null then ${valueOf('w')} when s.status is not null then ${valueOf('s')} end`;
}

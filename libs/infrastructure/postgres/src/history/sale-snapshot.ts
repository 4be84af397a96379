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

/**
 * What the version `v` became, as `n`: the next version of the same sale, else the sale as it is. Nothing when it was
 * removed, even if the network listed the sale anew later: that is a new sale.
 */
export function becameSql(columnsOf: (row: string) => string): string {
  const sameSale = (row: string) =>
    `${row}.agency_id = $1 and ${row}.account_id = v.account_id and ${row}.external_order_id = v.external_order_id`;
  return `left join lateral (
    (select ${columnsOf('w')}, 1 as turn from sale_version w
     where ${sameSale('w')} and w.valid_from >= v.valid_until
     order by w.valid_from limit 1)
    union all
    (select ${columnsOf('s')}, 2 from sale s where ${sameSale('s')})
    order by turn
    limit 1
  ) n on not v.is_removed`;
}

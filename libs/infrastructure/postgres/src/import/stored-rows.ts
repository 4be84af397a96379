import type { EntityManager } from '@mikro-orm/postgresql';
import type { Reversal, Sale } from '@tributary/domain';
import type { AccountKey, StoredRows } from '@tributary/ports';
import { instant, Statement } from '../statement';

type Dated<Row, Key extends keyof Row> = Omit<Row, Key> & Readonly<Record<Key, string>>;

const SALES = new Statement<Dated<Sale, 'saleDate'>>(`
  select s.external_order_id as "externalOrderId", s.order_number as "orderNumber", s.link_key as "linkKey", s.state,
    s.amount::text, s.currency, s.commission::text, s.commission_currency as "commissionCurrency",
    s.product_id as "productId", s.product_name as "productName", null as "customerEmail",
    s.sale_date as "saleDate", s.is_rebill as "isRebill"
  from unnest($3::text[]) as k(id)
  cross join lateral (
    select * from sale s where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = k.id offset 0
  ) s`);

const REVERSALS = new Statement<Dated<Reversal, 'reversedAt'>>(`
  select r.external_reversal_id as "externalReversalId", r.link_key as "linkKey", r.kind, r.amount::text, r.currency,
    r.commission::text, r.commission_currency as "commissionCurrency", r.reversed_at as "reversedAt"
  from unnest($3::text[]) as k(id)
  cross join lateral (
    select * from reversal r where r.agency_id = $1 and r.account_id = $2 and r.external_reversal_id = k.id offset 0
  ) r`);

/** Sales and reversals of the account by their keys; those that are not stored are missing. */
export async function storedRows(
  em: EntityManager,
  { agencyId, accountId }: AccountKey,
  keys: { readonly sales: readonly string[]; readonly reversals: readonly string[] },
): Promise<StoredRows> {
  const sales = keys.sales.length === 0 ? [] : await SALES.run(em, [agencyId, accountId, keys.sales]);
  const reversals =
    keys.reversals.length === 0 ? [] : await REVERSALS.run(em, [agencyId, accountId, keys.reversals]);
  return {
    sales: new Map(
      sales.map((row) => [row.externalOrderId, { ...row, saleDate: instant(row.saleDate) }] as const),
    ),
    reversals: new Map(
      reversals.map(
        (row) => [row.externalReversalId, { ...row, reversedAt: instant(row.reversedAt) }] as const,
      ),
    ),
  };
}

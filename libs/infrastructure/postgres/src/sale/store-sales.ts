import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sale } from '@tributary/domain';
import type { SalePage } from '@tributary/ports';
import { type Asked, Statement } from '../statement';
import { LEDGER_NOW } from './ledger-now';
import { isAnyStored, ofOrder } from './of-order';
import type { PageSale } from './settled-page';

/** How many rows were new or different, and which link keys with reversals have to be settled because of them. */
export interface Written {
  readonly created: number;
  readonly changed: number;
  readonly linkKeys: readonly string[];
  /** Link keys that a sale or reversal left, joined or vanished from. */
  readonly movedKeys: readonly string[];
}

export const NOTHING_WRITTEN: Written = { created: 0, changed: 0, linkKeys: [], movedKeys: [] };

interface WrittenSales extends Written {
  /** Of sales that were stored as the page settles them. */
  readonly settledKeys: readonly string[];
}

export const NO_SALES: WrittenSales = { ...NOTHING_WRITTEN, settledKeys: [] };

/** The outcome of a delete. */
export function removedRows(rows: readonly { readonly linkKey: string }[]): Written {
  return { created: 0, changed: rows.length, linkKeys: [], movedKeys: rows.map((row) => row.linkKey) };
}

const VALUES = `order_number, link_key, state, amount, currency, commission, commission_currency, product_id, product_name,
  is_rebill, sale_date`;
const columnsOf = (table: string) => VALUES.replaceAll(/\w+/g, (column) => `${table}.${column}`);

/** Whether rows of the order are stored. */
const isStored = (table: 'sale' | 'reversal') => `(${isAnyStored(table)} and exists (
        select 1 from ${table} r
        where ${ofOrder('r', 'i.link_key')}
        offset 0))`;

const IS_FINAL = '(is_settled is true and is_new and not is_open)';

const insertSales = (which: string) => `
    insert into sale (agency_id, account_id, network, external_order_id, ${VALUES}, status, reversed_amount,
      reversed_commission, has_refund, created_by_run, first_seen_at, changed_at, told_at, told_by_run)
    select $1, $2, $3, external_order_id, ${VALUES}, case when ${IS_FINAL} then status else state end,
      case when ${IS_FINAL} then reversed_amount else 0 end,
      case when ${IS_FINAL} then reversed_commission else 0 end, ${IS_FINAL} and has_refund,
      $16, ${LEDGER_NOW}, ${LEDGER_NOW}, coalesce($17::timestamptz, ${LEDGER_NOW}), $16
    from differing
    where ${which}`;

/**
 * Unchanged rows are filtered out by the join and never reach the insert, so a replay leaves no dead row behind.
 * (Lateral, so that it stays one index lookup a row while the planner knows nothing of a new account.)
 * The account's row is locked, so what the join saw is still true when rows are added, without asking for each whether
 * it is there by now, and changed. A status that reversals determine is kept here; `settle` derives it again for orders
 * that are left open: of those not only the page tells.
 */
const UPSERT = Statement.planned<WrittenSales>(`
  with incoming as (
    select * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::numeric(19,4)[], $9::text[],
      $10::numeric(19,4)[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::timestamptz[],
      $18::boolean[], $19::text[], $20::numeric(19,4)[], $21::numeric(19,4)[], $22::boolean[])
    as i(external_order_id, ${VALUES}, is_settled, status, reversed_amount, reversed_commission, has_refund)
  ), differing as (
    select i.*, s.external_order_id is null as is_new, s.link_key as old_link_key,
      i.is_settled is false or ${isStored('reversal')}
      or (i.is_settled is true and ${isStored('sale')}) as is_open
    from incoming i
    left join lateral (
      select * from sale s
      where ${isAnyStored('sale')}
        and s.agency_id = $1 and s.account_id = $2 and s.external_order_id = i.external_order_id
      offset 0
    ) s on true
    where s.external_order_id is null or row(${columnsOf('s')}) is distinct from row(${columnsOf('i')})
  ), added as (${insertSales('is_new')}
  ), changed as (${insertSales('not is_new')}
    on conflict (agency_id, account_id, external_order_id) do update set
      (${VALUES}) = row(${columnsOf('excluded')}),
      status = case when sale.status = sale.state then excluded.state else sale.status end,
      changed_at = excluded.changed_at, told_at = excluded.told_at,
      told_by_run = excluded.told_by_run
  )
  select count(*) filter (where is_new)::int as created,
    count(*) filter (where not is_new)::int as changed,
    coalesce(array_agg(link_key) filter (where is_open), '{}') as "linkKeys",
    coalesce(array_agg(link_key) filter (where old_link_key <> link_key)
      || array_agg(old_link_key) filter (where old_link_key <> link_key), '{}') as "movedKeys",
    coalesce(array_agg(link_key) filter (where ${IS_FINAL}), '{}') as "settledKeys"
  from differing`);

const REMOVE_NEVER_PAID = new Statement<{ linkKey: string }>(`
  delete from sale
  where agency_id = $1 and account_id = $2 and external_order_id = any($3::text[])
    and (state = 'pending' or external_order_id = any($4::text[]))
  returning link_key as "linkKey"`);

/** Last row of the page wins: networks list the same order twice when it changes while they page. */
export function lastPerKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** The page's sales, without those that the same page declares never paid. */
export function salesToStore(page: SalePage): Sale[] {
  const neverPaid = new Set(page.neverPaid);
  return lastPerKey(page.sales, (sale) => sale.externalOrderId).filter(
    (sale) => sale.state !== 'pending' || !neverPaid.has(sale.externalOrderId),
  );
}

/** @returns null when there is nothing to store. */
export function upsertSales(
  { account, runId, toldAt }: Pick<SalePage, 'account' | 'runId' | 'toldAt'>,
  page: readonly PageSale[],
): Asked<WrittenSales> | null {
  if (page.length === 0) return null;
  const sales = page.map(({ sale }) => sale);
  const reversed = page.filter(({ isReversed }) => isReversed);
  return UPSERT.with([
    account.agencyId,
    account.accountId,
    account.network,
    sales.map((sale) => sale.externalOrderId),
    sales.map((sale) => sale.orderNumber),
    sales.map((sale) => sale.linkKey),
    sales.map((sale) => sale.state),
    sales.map((sale) => sale.amount),
    sales.map((sale) => sale.currency),
    sales.map((sale) => sale.commission),
    sales.map((sale) => sale.commissionCurrency),
    sales.map((sale) => sale.productId),
    sales.map((sale) => sale.productName),
    sales.map((sale) => sale.isRebill),
    sales.map((sale) => sale.saleDate.toISOString()),
    runId,
    toldAt?.toISOString() ?? null,
    reversed.map(({ settled }) => settled !== null),
    reversed.map(({ settled }) => settled?.status ?? null),
    reversed.map(({ settled }) => settled?.reversedAmount ?? null),
    reversed.map(({ settled }) => settled?.reversedCommission ?? null),
    reversed.map(({ settled }) => settled?.hasRefund ?? null),
  ]);
}

/** Removes sales that the network says were never paid, as long as they are still pending. */
export async function removeNeverPaid(em: EntityManager, page: SalePage): Promise<Written> {
  if (page.neverPaid.length === 0) return NOTHING_WRITTEN;
  const { agencyId, accountId } = page.account;
  const takenBack = page.toldAt ? page.sales.map((sale) => sale.externalOrderId) : [];
  const removed = await REMOVE_NEVER_PAID.run(em, [agencyId, accountId, page.neverPaid, takenBack]);
  return removedRows(removed);
}

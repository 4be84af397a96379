import type { EntityManager } from '@mikro-orm/postgresql';
import type { SalePage } from '@tributary/ports';
import { Statement } from '../statement';

const NEWER_SALES = new Statement<{ id: string }>(`
  select external_order_id as id from sale
  where agency_id = $1 and account_id = $2 and external_order_id = any($3::text[])
    and coalesce(told_at, changed_at) > $4::timestamptz`);

const NEWER_REVERSALS = new Statement<{ id: string }>(`
  select external_reversal_id as id from reversal
  where agency_id = $1 and account_id = $2 and external_reversal_id = any($3::text[])
    and coalesce(told_at, changed_at) > $4::timestamptz`);

/** (The account is compared by an operator no index serves: see `settle`.) */
const LINKS_OF_NEWER_REVERSALS = new Statement<{ id: string }>(`
  select distinct link_key as id from reversal
  where agency_id = $1 and account_id is not distinct from $2::uuid and link_key = any($3::text[])
    and coalesce(told_at, changed_at) > $4::timestamptz`);

const NEWER_TOTALS = new Statement<{ id: string }>(`
  select day || ' ' || currency as id from network_daily_total
  where agency_id = $1 and account_id = $2 and day = any($3::date[]) and changed_at > $4::timestamptz`);

/**
 * What of an older page nothing newer was told of, asked while the account is locked. A row that tells all reversals of
 * its sales is one fact: half of it would take back what something newer tells.
 */
export async function withoutNewer(em: EntityManager, page: SalePage): Promise<SalePage> {
  const { toldAt } = page;
  if (!toldAt) return page;
  const { agencyId, accountId } = page.account;
  const newer = async (statement: Statement<{ id: string }>, ids: readonly string[]) => {
    if (ids.length === 0) return new Set<string>();
    const rows = await statement.run(em, [agencyId, accountId, ids, toldAt.toISOString()]);
    return new Set(rows.map(({ id }) => id));
  };
  const orders = [...page.sales.map((sale) => sale.externalOrderId), ...page.neverPaid];
  const sales = await newer(NEWER_SALES, orders);
  const reversals = await newer(
    NEWER_REVERSALS,
    page.reversals.map((one) => one.externalReversalId),
  );
  const links = await newer(LINKS_OF_NEWER_REVERSALS, page.completeLinkKeys);
  const complete = new Set(page.completeLinkKeys);
  for (const sale of page.sales) {
    if (sales.has(sale.externalOrderId) && complete.has(sale.linkKey)) links.add(sale.linkKey);
  }
  const totals = await newer(
    NEWER_TOTALS,
    page.dailyTotals.map((total) => total.day),
  );
  return {
    ...page,
    sales: page.sales.filter((sale) => !sales.has(sale.externalOrderId) && !links.has(sale.linkKey)),
    reversals: page.reversals.filter(
      (one) => !reversals.has(one.externalReversalId) && !links.has(one.linkKey),
    ),
    completeLinkKeys: page.completeLinkKeys.filter((key) => !links.has(key)),
    neverPaid: page.neverPaid.filter((id) => !sales.has(id)),
    dailyTotals: page.dailyTotals.filter(({ day, currency }) => !totals.has(`${day} ${currency}`)),
  };
}

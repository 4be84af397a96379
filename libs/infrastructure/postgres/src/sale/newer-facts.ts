import type { EntityManager } from '@mikro-orm/postgresql';
import { RUNS_OF_PAGES, type SalePage } from '@tributary/ports';
import { Statement } from '../statement';

/** Told after $4; where $5 is set, what pages told before it ($6: the tiers of their runs) is not newer. */
const IS_NEWER = `coalesce(s.told_at, s.changed_at) > $4::timestamptz and (
  $5::timestamptz is null or coalesce(s.told_at, s.changed_at) >= $5::timestamptz or not exists (
    select 1 from sync_run r where r.agency_id = $1 and r.id = s.told_by_run and r.tier = any($6::text[])))`;

const NEWER_SALES = new Statement<{ id: string }>(`
  select s.external_order_id as id from sale s
  where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = any($3::text[]) and ${IS_NEWER}`);

const NEWER_REVERSALS = new Statement<{ id: string }>(`
  select s.external_reversal_id as id from reversal s
  where s.agency_id = $1 and s.account_id = $2 and s.external_reversal_id = any($3::text[]) and ${IS_NEWER}`);

/** (The account is compared by an operator no index serves: see `ofOrder`.) */
const LINKS_OF_NEWER_REVERSALS = new Statement<{ id: string }>(`
  select distinct s.link_key as id from reversal s
  where s.agency_id = $1 and s.account_id is not distinct from $2::uuid and s.link_key = any($3::text[])
    and ${IS_NEWER}`);

/** Totals carry no run: of them the date alone decides. */
const NEWER_TOTALS = new Statement<{ id: string }>(`
  select day || ' ' || currency as id from network_daily_total
  where agency_id = $1 and account_id = $2 and day = any($3::date[]) and changed_at > $4::timestamptz`);

/**
 * What of an older page nothing newer was told of, asked while the account is locked. A row that tells all reversals of
 * its sales is one fact: half of it would take back what something newer tells.
 */
export async function withoutNewer(em: EntityManager, page: SalePage): Promise<SalePage> {
  if (!page.toldAt) return page;
  const newer = newerThan(em, page, page.toldAt);
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
  const totals = await newerTotals(em, page);
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

async function newerTotals(em: EntityManager, page: SalePage): Promise<ReadonlySet<string>> {
  if (page.dailyTotals.length === 0) return new Set();
  const { agencyId, accountId } = page.account;
  const days = page.dailyTotals.map((total) => total.day);
  const rows = await NEWER_TOTALS.run(em, [agencyId, accountId, days, page.toldAt?.toISOString()]);
  return new Set(rows.map(({ id }) => id));
}

function newerThan(em: EntityManager, { account, pagesKnownUntil }: SalePage, toldAt: Date) {
  const times = [toldAt.toISOString(), pagesKnownUntil?.toISOString() ?? null];
  return async (statement: Statement<{ id: string }>, ids: readonly string[]): Promise<Set<string>> => {
    if (ids.length === 0) return new Set();
    const { agencyId, accountId } = account;
    const rows = await statement.run(em, [agencyId, accountId, ids, ...times, RUNS_OF_PAGES]);
    return new Set(rows.map(({ id }) => id));
  };
}

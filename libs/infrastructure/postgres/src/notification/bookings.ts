import type { EntityManager } from '@mikro-orm/postgresql';
import type { SalePage } from '@tributary/ports';
import { removedRows, type Written } from '../sale/store-sales';
import { type Asked, instant, Statement } from '../statement';

/*
 * What notifications told counts until a reading tells the same order, which then takes its place. All of it runs while
 * the account is locked, so that of a notification and a reading that come together one always sees the other.
 */

/** Sales that a reading told: those without the mark of a booking. */
const READ_BEFORE = new Statement<{ linkKey: string }>(`
  select distinct k.link_key as "linkKey"
  from unnest($3::text[]) as k(link_key)
  cross join lateral (
    select s.external_order_id from sale s
    where s.agency_id = $1 and s.account_id is not distinct from $2::uuid and s.link_key = k.link_key
    offset 0
  ) s
  where not exists (
    select 1 from booking b
    where b.agency_id = $1 and b.account_id = $2 and b.link_key = k.link_key and b.kind = 'sale'
      and b.external_id = s.external_order_id)`);

const FIRST_DATES = new Statement<{ id: string; saleDate: string }>(`
  select external_order_id as id, sale_date as "saleDate" from sale
  where agency_id = $1 and account_id = $2 and external_order_id = any($3::text[])`);

/**
 * The page without the bookings that a reading told before. A sale keeps the date it was booked with first: what
 * arrives later has only another date of arrival.
 */
export async function withoutReadBookings(em: EntityManager, page: SalePage): Promise<SalePage> {
  const booked = new Set(page.bookedLinkKeys);
  if (booked.size === 0) return page;
  const { agencyId, accountId } = page.account;
  const before = await READ_BEFORE.run(em, [agencyId, accountId, [...booked]]);
  const read = new Set(before.map(({ linkKey }) => linkKey));
  const sales = page.sales.filter((sale) => !read.has(sale.linkKey));
  const ids = sales.filter((sale) => booked.has(sale.linkKey)).map((sale) => sale.externalOrderId);
  const dates = await FIRST_DATES.run(em, [agencyId, accountId, ids]);
  const dateOf = new Map(dates.map(({ id, saleDate }) => [id, instant(saleDate)]));
  return {
    ...page,
    sales: sales.map((sale) => ({ ...sale, saleDate: dateOf.get(sale.externalOrderId) ?? sale.saleDate })),
    reversals: page.reversals.filter((one) => !read.has(one.linkKey)),
  };
}

const MARK = new Statement<object>(`
  insert into booking (agency_id, account_id, link_key, kind, external_id)
  select $1, $2, * from unnest($3::text[], $4::text[], $5::text[])
  on conflict do nothing`);

/** Notes what of the page only notifications told. */
export async function markBookings(em: EntityManager, page: SalePage): Promise<void> {
  const booked = new Set(page.bookedLinkKeys);
  if (booked.size === 0) return;
  const rows = [
    ...page.sales.map((sale) => [sale.linkKey, 'sale', sale.externalOrderId] as const),
    ...page.reversals.map((one) => [one.linkKey, 'reversal', one.externalReversalId] as const),
  ].filter(([linkKey]) => booked.has(linkKey));
  await MARK.run(em, [
    page.account.agencyId,
    page.account.accountId,
    rows.map(([linkKey]) => linkKey),
    rows.map(([, kind]) => kind),
    rows.map(([, , id]) => id),
  ]);
}

/** A reading that tells a sale outdates all bookings of its order; one that tells a reversal, those of reversals. */
const UNMARK = Statement.planned<Booking>(`
  delete from booking
  where agency_id = $1 and account_id = $2
    and (link_key = any($3::text[]) or (kind = 'reversal' and link_key = any($4::text[])))
  returning kind, external_id as id`);

const REMOVE_SALES = new Statement<{ linkKey: string }>(`
  delete from sale
  where agency_id = $1 and account_id = $2 and external_order_id = any($3::text[])
  returning link_key as "linkKey"`);

const REMOVE_REVERSALS = new Statement<{ linkKey: string }>(`
  delete from reversal
  where agency_id = $1 and account_id = $2 and external_reversal_id = any($3::text[])
  returning link_key as "linkKey"`);

interface Booking {
  readonly kind: string;
  readonly id: string;
}

/** Takes the marks off the bookings in whose place the page tells the order. */
export function unmarkBookings(page: SalePage): Asked<Booking> | null {
  const booked = new Set(page.bookedLinkKeys);
  const readKeys = (rows: readonly { readonly linkKey: string }[]) =>
    rows.map((row) => row.linkKey).filter((key) => !booked.has(key));
  const [sales, reversals] = [readKeys(page.sales), readKeys(page.reversals)];
  if (sales.length + reversals.length === 0) return null;
  return UNMARK.with([page.account.agencyId, page.account.accountId, sales, reversals]);
}

/** Removes those that lost their mark, but for what the page tells under the same id. */
export async function removeOutdatedBookings(
  em: EntityManager,
  page: SalePage,
  unmarked: readonly Booking[],
): Promise<Written> {
  if (unmarked.length === 0) return removedRows([]);
  const { agencyId, accountId } = page.account;
  const told = new Set([
    ...page.sales.map((sale) => `sale ${sale.externalOrderId}`),
    ...page.reversals.map((one) => `reversal ${one.externalReversalId}`),
  ]);
  const outdated = unmarked.filter(({ kind, id }) => !told.has(`${kind} ${id}`));
  const idsOf = (kind: string) => outdated.filter((one) => one.kind === kind).map(({ id }) => id);
  return removedRows([
    ...(await REMOVE_SALES.run(em, [agencyId, accountId, idsOf('sale')])),
    ...(await REMOVE_REVERSALS.run(em, [agencyId, accountId, idsOf('reversal')])),
  ]);
}

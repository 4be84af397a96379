import type { EntityManager } from '@mikro-orm/postgresql';
import type { Reversal } from '@tributary/domain';
import type { SalePage } from '@tributary/ports';
import { type Asked, Statement } from '../statement';
import { LEDGER_NOW } from './ledger-now';
import { isAnyStored, ofOrder } from './of-order';
import type { PageSale } from './settled-page';
import { NOTHING_WRITTEN, removedRows, type Written } from './store-sales';

const VALUES = 'link_key, kind, amount, currency, commission, commission_currency';
const LINK = 'external_order_id, sale_date, sale_status, sale_tells_amount';
const columnsOf = (table: string) => VALUES.replaceAll(/\w+/g, (column) => `${table}.${column}`);

const insertReversals = (which: string) => `
    insert into reversal (agency_id, account_id, network, external_reversal_id, ${VALUES}, ${LINK}, reversed_at, observed,
      created_by_run, first_seen_at, changed_at, told_at, told_by_run)
    select $1, $2, $3, external_reversal_id, ${VALUES}, ${LINK}, coalesce(reversed_at, first_told_at, ${LEDGER_NOW}),
      reversed_at is null, $12, ${LEDGER_NOW}, ${LEDGER_NOW}, coalesce($13::timestamptz, ${LEDGER_NOW}), $12
    from differing
    where ${which}`;

/**
 * A reversal without a date of its own is dated by the database's clock when it is first seen, once and for all;
 * a date the network tells later replaces that one.
 */
const UPSERT = Statement.planned<Written>(`
  with incoming as (
    select * from unnest($4::text[], $5::text[], $6::text[], $7::numeric(19,4)[], $8::text[], $9::numeric(19,4)[],
      $10::text[], $11::timestamptz[], $14::timestamptz[], $15::text[], $16::timestamptz[], $17::text[], $18::boolean[])
    as i(external_reversal_id, ${VALUES}, reversed_at, first_told_at, ${LINK})
  ), differing as (
    select i.*, r.external_reversal_id is null as is_new, r.link_key as old_link_key
    from incoming i
    left join lateral (
      select * from reversal r
      where ${isAnyStored('reversal')}
        and r.agency_id = $1 and r.account_id = $2 and r.external_reversal_id = i.external_reversal_id
      offset 0
    ) r on true
    where r.external_reversal_id is null
      or row(${columnsOf('r')}) is distinct from row(${columnsOf('i')})
      or (i.reversed_at is not null and (r.observed or r.reversed_at <> i.reversed_at))
  ), added as (${insertReversals('is_new')}
  ), changed as (${insertReversals('not is_new')}
    on conflict (agency_id, account_id, external_reversal_id) do update set
      (${VALUES}) = row(${columnsOf('excluded')}),
      reversed_at = case when excluded.observed then reversal.reversed_at else excluded.reversed_at end,
      observed = excluded.observed and reversal.observed,
      changed_at = excluded.changed_at, told_at = excluded.told_at,
      told_by_run = excluded.told_by_run
  )
  select count(*) filter (where is_new)::int as created,
    count(*) filter (where not is_new)::int as changed,
    coalesce(array_agg(link_key) filter (where external_order_id is null), '{}') as "linkKeys",
    coalesce(array_agg(link_key) filter (where old_link_key <> link_key)
      || array_agg(old_link_key) filter (where old_link_key <> link_key), '{}') as "movedKeys"
  from differing`);

const UNTOLD = Statement.planned<Untold>(`
  select r.external_reversal_id as id
  from unnest($3::text[]) as k(link_key)
  cross join lateral (
    select * from reversal r
    where ${isAnyStored('reversal')} and ${ofOrder('r')}
    offset 0
  ) r
  where r.external_reversal_id <> all($4::text[])`);

const WITHDRAW = new Statement<{ linkKey: string }>(`
  delete from reversal
  where agency_id = $1 and account_id = $2 and external_reversal_id = any($3::text[])
  returning link_key as "linkKey"`);

/** @param page its owners are the sales, by their link keys, that were stored as the page settles them. */
export async function storeReversals(
  em: EntityManager,
  { account, runId, toldAt, firstToldAt }: Pick<SalePage, 'account' | 'runId' | 'toldAt' | 'firstToldAt'>,
  page: { readonly reversals: readonly Reversal[]; readonly owners: ReadonlyMap<string, PageSale> },
): Promise<Written> {
  const { reversals } = page;
  const owners = reversals.map(({ linkKey }) => page.owners.get(linkKey));
  if (reversals.length === 0) return NOTHING_WRITTEN;
  const written = await UPSERT.first(em, [
    account.agencyId,
    account.accountId,
    account.network,
    reversals.map((reversal) => reversal.externalReversalId),
    reversals.map((reversal) => reversal.linkKey),
    reversals.map((reversal) => reversal.kind),
    reversals.map((reversal) => reversal.amount),
    reversals.map((reversal) => reversal.currency),
    reversals.map((reversal) => reversal.commission),
    reversals.map((reversal) => reversal.commissionCurrency),
    reversals.map((reversal) => reversal.reversedAt?.toISOString() ?? null),
    runId,
    toldAt?.toISOString() ?? null,
    reversals.map((reversal) => firstToldAt?.get(reversal.externalReversalId)?.toISOString() ?? null),
    owners.map((owner) => owner?.sale.externalOrderId ?? null),
    owners.map((owner) => owner?.sale.saleDate.toISOString() ?? null),
    owners.map((owner) => owner?.settled?.status ?? null),
    owners.map((owner) => owner?.sale.amount !== null),
  ]);
  return written ?? NOTHING_WRITTEN;
}

interface Untold {
  readonly id: string;
}

/** Looks for stored reversals that an in-place network tells no more. */
export function untoldReversals(page: SalePage): Asked<Untold> | null {
  if (page.completeLinkKeys.length === 0) return null;
  const { agencyId, accountId } = page.account;
  const told = page.reversals.map((reversal) => reversal.externalReversalId);
  return UNTOLD.with([agencyId, accountId, page.completeLinkKeys, told]);
}

/** Removes those: they were taken back (a won chargeback). Nearly always there are none. */
export async function withdrawReversals(
  em: EntityManager,
  page: SalePage,
  untold: readonly Untold[],
): Promise<Written> {
  if (untold.length === 0) return NOTHING_WRITTEN;
  const { agencyId, accountId } = page.account;
  return removedRows(await WITHDRAW.run(em, [agencyId, accountId, untold.map(({ id }) => id)]));
}

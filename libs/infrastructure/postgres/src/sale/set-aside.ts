import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialCipher, SalePage } from '@tributary/ports';
import { type Asked, Statement } from '../statement';
import { sealContext, sha256 } from './sealed-evidence';
import { lastPerKey } from './store-sales';

/**
 * A row that is met again is written only when something about it changed. Kept pages ($7) open nothing that was settled;
 * a dismissed row stays so.
 */
const SET_ASIDE = new Statement<{ open: number }>(`
  with incoming as (
    select * from unnest($4::text[], $5::text[], $6::bytea[], $8::text[], $9::text[])
    as i(hash, reason, content, field, external_id)
  ), known as (
    select i.*, q.hash is not null as is_known, q.resolved_at, q.dismissed_at,
      row(q.reason, q.field, q.external_id) is distinct from row(i.reason, i.field, i.external_id) as is_different
    from incoming i
    left join quarantined_row q on q.agency_id = $1 and q.account_id = $2 and q.hash = i.hash
  ), written as (
    insert into quarantined_row (agency_id, account_id, hash, reason, content, run_id, field, external_id,
      first_seen_at, set_aside_at)
    select $1, $2, k.hash, k.reason, k.content, $3, k.field, k.external_id, t.instant, t.instant
    from known k
    cross join (select coalesce($7::timestamptz, ledger_instant()) as instant) t
    where not k.is_known
      or (k.is_different and k.resolved_at is null)
      or (k.resolved_at is not null and $7::timestamptz is null)
    on conflict (agency_id, account_id, hash) do update set
      reason = excluded.reason, content = excluded.content, run_id = excluded.run_id, field = excluded.field,
      external_id = excluded.external_id, resolved_at = null,
      set_aside_at = case when quarantined_row.resolved_at is null then quarantined_row.set_aside_at
        else excluded.set_aside_at end
  )
  select count(*)::int as open from known
  where dismissed_at is null and (resolved_at is null or $7::timestamptz is null)`);

const SETTLE = Statement.planned<object>(`
  update quarantined_row q set resolved_at = now()
  where q.agency_id = $1 and q.account_id = $2 and q.external_id = any($3::text[]) and q.resolved_at is null
    and q.hash <> all($4::text[])
    and q.set_aside_at < coalesce($5::timestamptz,
      (select r.started_at from sync_run r where r.agency_id = $1 and r.id = $6))`);

const hashOf = (raw: unknown) => sha256(JSON.stringify(raw));

/** @returns how many different rows of the page wait in quarantine. */
export async function storeQuarantined(
  em: EntityManager,
  page: SalePage,
  cipher: CredentialCipher,
): Promise<number> {
  const rows = lastPerKey(page.quarantined, (row) => hashOf(row.raw));
  if (rows.length === 0) return 0;
  const context = sealContext(page, 'quarantined-row');
  const stored = await SET_ASIDE.first(em, [
    page.account.agencyId,
    page.account.accountId,
    page.runId,
    rows.map((row) => hashOf(row.raw)),
    rows.map((row) => row.reason),
    rows.map((row) => Buffer.from(cipher.seal(Buffer.from(JSON.stringify(row.raw)), context))),
    page.toldAt?.toISOString() ?? null,
    rows.map((row) => row.field ?? null),
    rows.map((row) => row.externalId ?? null),
  ]);
  return stored?.open ?? 0;
}

/** Rows of the orders that the page tells well need no second look, as far as they were set aside before. */
export function settleQuarantined(page: SalePage): Asked<object> | null {
  const told = [
    ...page.sales.map((sale) => sale.externalOrderId),
    ...page.reversals.map((one) => one.externalReversalId),
    ...page.neverPaid,
  ];
  if (told.length === 0 || (page.toldAt && !page.settles)) return null;
  const { agencyId, accountId } = page.account;
  const failing = (page.settles?.except ?? page.quarantined.map((row) => row.raw)).map(hashOf);
  const before = page.settles?.before.toISOString() ?? null;
  return SETTLE.with([agencyId, accountId, told, failing, before, page.runId]);
}

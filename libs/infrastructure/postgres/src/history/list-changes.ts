import type { EntityManager } from '@mikro-orm/postgresql';
import { changeKind, earningsEffects, type NetworkId } from '@tributary/domain';
import type { ChangeCursor, ChangeFilter, RunTier, RunTrigger, SaleChange } from '@tributary/ports';
import { accountsParameter, instant, instantOrNull, Statement } from '../statement';
import { BECAME, became, snapshotJson, toSnapshot, type SnapshotRow } from './sale-snapshot';

interface ChangeRow {
  readonly accountId: string;
  readonly externalOrderId: string;
  readonly network: NetworkId;
  readonly accountLabel: string;
  readonly changedAt: string;
  readonly lastGoodSyncAt: string | null;
  readonly before: SnapshotRow;
  readonly after: SnapshotRow | null;
  readonly runId: string | null;
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
}

/**
 * Which versions ended in the span. A first reading comes by a sale and later by its refund: nobody was shown the sale
 * without it before. Parameters: $1 agency, $2 since, $3 until, $4 networks, $5 accounts (null for all of them).
 */
export const ENDED_IN_SPAN = `v.agency_id = $1
      and not exists (select 1 from sync_run b
        where b.agency_id = $1 and b.id = v.replaced_by_run and b.tier = 'backfill')
      and ($2::timestamptz is null or v.valid_until >= $2::timestamptz)
      and ($3::timestamptz is null or v.valid_until < $3::timestamptz)
      and (cardinality($4::text[]) = 0 or v.network = any($4::text[]))
      and ($5::uuid[] is null or v.account_id = any($5::uuid[]))`;

/**
 * The cursor knows its change to the millisecond, the rows are ordered to the microsecond: the exact instant is looked
 * up first. The page is cut before anything is joined to it.
 */
const LIST = new Statement<ChangeRow>(`
  with last as (
    select coalesce((
      select max(c.valid_until) from sale_version c
      where c.agency_id = $1 and c.account_id = $7::uuid and c.external_order_id = $8::text
        and c.valid_until >= $6::timestamptz and c.valid_until < $6::timestamptz + interval '1 millisecond'
    ), $6::timestamptz) as at
  ), v as materialized (
    select * from sale_version v
    where ${ENDED_IN_SPAN}
      and ($6::timestamptz is null
        or (v.valid_until, v.account_id, v.external_order_id) < ((select at from last), $7::uuid, $8::text))
    order by v.valid_until desc, v.account_id desc, v.external_order_id desc
    limit $9
  )
  select v.account_id as "accountId", v.external_order_id as "externalOrderId", v.network,
    a.label as "accountLabel", v.valid_until as "changedAt", v.last_good_sync_at as "lastGoodSyncAt",
    ${snapshotJson('v')} as before, ${became(snapshotJson)} as after,
    r.id as "runId", r.triggered_by as trigger, r.tier
  from v
  join network_account a on a.agency_id = $1 and a.id = v.account_id
  ${BECAME}
  left join sync_run r on r.agency_id = $1 and r.id = v.replaced_by_run
  order by v.valid_until desc, v.account_id desc, v.external_order_id desc`);

export async function listChanges(
  em: EntityManager,
  query: {
    readonly agencyId: string;
    readonly filter: ChangeFilter;
    readonly page: { readonly limit: number; readonly after: ChangeCursor | null };
  },
): Promise<SaleChange[]> {
  const { after, limit } = query.page;
  const cursor = [
    after?.changedAt.toISOString() ?? null,
    after?.accountId ?? null,
    after?.externalOrderId ?? null,
  ];
  const rows = await LIST.run(em, [query.agencyId, ...spanParameters(query.filter), ...cursor, limit]);
  return rows.map(toChange);
}

/** $2 to $5 of {@link ENDED_IN_SPAN}. */
export function spanParameters({ since, until, networks, accounts }: ChangeFilter): unknown[] {
  return [since?.toISOString() ?? null, until?.toISOString() ?? null, networks, accountsParameter(accounts)];
}

function toChange(row: ChangeRow): SaleChange {
  const { accountId, externalOrderId, network, accountLabel, runId, trigger, tier } = row;
  const before = toSnapshot(row.before);
  const after = row.after && toSnapshot(row.after);
  return {
    id: { accountId, externalOrderId },
    network,
    accountLabel,
    kind: changeKind(before, after),
    changedAt: instant(row.changedAt),
    before,
    after,
    effects: earningsEffects(before, after),
    lastGoodSyncAt: instantOrNull(row.lastGoodSyncAt),
    run: runId === null ? null : { id: runId, trigger, tier },
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { DecimalText, ReversalKind } from '@tributary/domain';
import type {
  AccountKey,
  ReversalVersion,
  RunTier,
  RunTrigger,
  SaleVersion,
  Storing,
  StoringRun,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { snapshotJson, toSnapshot, type SnapshotRow } from './sale-snapshot';

/** A version, or the row as it is: then `until` is null and `createdBy` is known. Instants as Postgres writes them. */
interface StoredVersion {
  readonly since: string;
  readonly until: string | null;
  readonly isRemoved: boolean;
  readonly replacedBy: string | null;
  readonly lastGoodSyncAt: string | null;
  readonly createdBy: string | null;
}

interface SaleRow extends StoredVersion {
  readonly sale: SnapshotRow;
}

interface ReversalRow extends StoredVersion {
  readonly externalReversalId: string;
  readonly externalOrderId: string | null;
  readonly kind: ReversalKind;
  readonly reversedAt: string;
  readonly observed: boolean;
  readonly amount: DecimalText | null;
  readonly commission: DecimalText | null;
}

const VERSION = `v.valid_from as since, v.valid_until as until, v.is_removed as "isRemoved",
    v.replaced_by_run as "replacedBy", v.last_good_sync_at as "lastGoodSyncAt", null::uuid as "createdBy"`;
const AS_IT_IS = 'v.changed_at, null, false, null, null, v.created_by_run';

const SALE = new Statement<SaleRow>(`
  select ${VERSION}, ${snapshotJson('v')} as sale from sale_version v
  where v.agency_id = $1 and v.account_id = $2 and v.external_order_id = $3
  union all
  select ${AS_IT_IS}, ${snapshotJson('v')} from sale v
  where v.agency_id = $1 and v.account_id = $2 and v.external_order_id = $3
  order by since, until nulls last`);

const REVERSAL_COLUMNS = `v.external_reversal_id as "externalReversalId", v.external_order_id as "externalOrderId",
    v.kind, v.reversed_at::text as "reversedAt", v.observed, v.amount::text, v.commission::text`;

/** All versions of every reversal that ever was linked to the sale: what linked it is told by the version before. */
const REVERSALS = new Statement<ReversalRow>(`
  with linked as (
    select external_reversal_id from reversal_version
    where agency_id = $1 and account_id = $2 and external_order_id = $3
    union
    select external_reversal_id from reversal
    where agency_id = $1 and account_id = $2 and external_order_id = $3
  )
  select ${VERSION}, ${REVERSAL_COLUMNS} from linked l
  join reversal_version v
    on v.agency_id = $1 and v.account_id = $2 and v.external_reversal_id = l.external_reversal_id
  union all
  select ${AS_IT_IS}, ${REVERSAL_COLUMNS} from linked l
  join reversal v on v.agency_id = $1 and v.account_id = $2 and v.external_reversal_id = l.external_reversal_id
  order by "externalReversalId", since, until nulls last`);

const RUNS = new Statement<{ id: string; trigger: RunTrigger; tier: RunTier }>(
  'select id, triggered_by as trigger, tier from sync_run where agency_id = $1 and id = any($2::uuid[])',
);

export async function versionsOf(
  em: EntityManager,
  { agencyId, accountId }: AccountKey,
  externalOrderId: string,
): Promise<{ readonly sale: readonly SaleVersion[]; readonly reversals: readonly ReversalVersion[] }> {
  const key = [agencyId, accountId, externalOrderId];
  const sale = await SALE.run(em, key);
  const reversals = await REVERSALS.run(em, key);
  const runs = await runsOf(em, agencyId, [...sale, ...reversals]);
  const groups = Map.groupBy(reversals, (row) => row.externalReversalId);
  return {
    sale: sale.map((row, index) => ({ ...toVersion(sale, index, runs), sale: toSnapshot(row.sale) })),
    reversals: [...groups.values()]
      .flatMap((rows) => rows.map((row, index) => ({ row, version: toVersion(rows, index, runs) })))
      .filter(({ row }) => row.externalOrderId === externalOrderId)
      .map(({ row, version }) => ({ ...version, ...toReversal(row) }))
      .sort((a, b) => a.since.getTime() - b.since.getTime()),
  };
}

async function runsOf(
  em: EntityManager,
  agencyId: string,
  versions: readonly StoredVersion[],
): Promise<ReadonlyMap<string, StoringRun>> {
  const ids = versions.flatMap((version) => [version.replacedBy ?? [], version.createdBy ?? []].flat());
  const runs = await RUNS.run(em, [agencyId, [...new Set(ids)]]);
  return new Map(runs.map((run) => [run.id, run]));
}

function toVersion(rows: readonly StoredVersion[], index: number, runs: ReadonlyMap<string, StoringRun>) {
  const row = rows[index];
  if (!row) throw new RangeError('There is no such version');
  return {
    since: instant(row.since),
    until: instantOrNull(row.until),
    isRemoved: row.isRemoved,
    stored: beginOf(rows, index, runs),
    ended: row.until === null ? null : endOf(row, runs),
  };
}

/** What replaced the version before stored this one. Only the row that is there now knows who created it. */
function beginOf(
  rows: readonly StoredVersion[],
  index: number,
  runs: ReadonlyMap<string, StoringRun>,
): Storing {
  const before = rows[index - 1];
  if (before && !before.isRemoved) return endOf(before, runs);
  const isNewest = rows.slice(index).every((later) => !later.isRemoved);
  const createdBy = isNewest ? rows.at(-1)?.createdBy : null;
  return { run: runs.get(createdBy ?? '') ?? null, lastGoodSyncAt: null };
}

function endOf(version: StoredVersion, runs: ReadonlyMap<string, StoringRun>): Storing {
  const { replacedBy, lastGoodSyncAt } = version;
  return { run: runs.get(replacedBy ?? '') ?? null, lastGoodSyncAt: instantOrNull(lastGoodSyncAt) };
}

function toReversal({ externalReversalId, kind, reversedAt, observed, amount, commission }: ReversalRow) {
  return {
    externalReversalId,
    reversal: { kind, reversedAt: instant(reversedAt), observed, amount, commission },
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { SyncErrorKind } from '@tributary/domain';
import { type ReadingState, tiersBeside } from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';

interface StateRow {
  readonly accountId: string;
  readonly lastGoodAt: string | null;
  readonly readUntil: string;
  readonly wholeAt: string | null;
  readonly failureKind: SyncErrorKind | null;
  readonly failureMessage: string | null;
  readonly failedSince: string | null;
  readonly attempts: number | null;
}

/** A run that ended after the moment was running then. What ended on our own side says nothing of the account. */
const STATES = new Statement<StateRow>(`
  with run as (
    select account_id, tier <> 'period' as is_hourly, tier in ('backfill', 'cold') as is_whole, window_from, window_to,
      error_kind, error_message,
      case when finished_at <= $2 then outcome else 'running' end as outcome, finished_at as ended_at
    from sync_run
    where agency_id = $1 and started_at <= $2 and tier = any($3::text[])
  ), good as (
    select account_id,
      max(ended_at) filter (where is_hourly and outcome = 'ok') as good_at,
      coalesce(max(window_to) filter (where is_hourly and outcome = 'ok'), min(window_from)) as read_until,
      max(ended_at) filter (where is_whole and outcome = 'ok') as whole_at
    from run group by account_id
  )
  select g.account_id as "accountId", g.good_at as "lastGoodAt", g.read_until as "readUntil",
    g.whole_at as "wholeAt", f.kind as "failureKind", f.message as "failureMessage", f.since as "failedSince",
    f.attempts
  from good g
  left join lateral (
    select (array_agg(r.error_kind order by r.ended_at desc))[1] as kind,
      (array_agg(r.error_message order by r.ended_at desc))[1] as message,
      min(r.ended_at) as since, count(*)::int as attempts
    from run r
    where r.account_id = g.account_id and r.outcome in ('partial', 'failed') and r.error_kind <> 'internal'
      and (g.good_at is null or r.ended_at > g.good_at)
  ) f on true
  order by g.account_id`);

export async function readingsAsOf(em: EntityManager, agencyId: string, at: Date): Promise<ReadingState[]> {
  const rows = await STATES.run(em, [agencyId, at.toISOString(), tiersBeside('hot')]);
  return rows.map((row) => ({
    accountId: row.accountId,
    lastGoodAt: instantOrNull(row.lastGoodAt),
    readUntil: instant(row.readUntil),
    wholeAt: instantOrNull(row.wholeAt),
    failure: failureOf(row),
  }));
}

function failureOf(row: StateRow): ReadingState['failure'] {
  const { failureKind: kind, failureMessage: message, failedSince: since, attempts } = row;
  if (kind === null || since === null) return null;
  return { kind, message: message ?? '', since: instant(since), attempts: attempts ?? 0 };
}

import type { Installation } from '@tributary/e2e-installation';

/** One account of the bench as the database has it, with its newest run since the fault struck. */
export interface RunState {
  readonly accountId: string;
  readonly network: string;
  readonly label: string;
  readonly checkpoint: string | null;
  readonly backfillFrom: string;
  readonly failureKind: string | null;
  readonly failureMessage: string | null;
  readonly outcome: 'running' | 'ok' | 'partial' | 'failed' | null;
  readonly errorKind: string | null;
  readonly errorMessage: string | null;
  readonly seconds: number | null;
  /** From the end of the run until the account is due again. */
  readonly dueInSeconds: number | null;
  readonly pages: number;
  readonly quarantined: number;
  readonly written: number;
}

/** Every account with its newest run that began after `since` (an instant of the database's clock). */
export function runStates(installation: Installation, since: string): Promise<RunState[]> {
  return installation.rows<RunState>(`
    select a.id as "accountId", a.network, a.label, a.failure_kind as "failureKind",
      a.failure_message as "failureMessage",
      to_json(a.checkpoint)#>>'{}' as checkpoint, to_json(a.backfill_from)#>>'{}' as "backfillFrom",
      r.outcome, r.error_kind as "errorKind", r.error_message as "errorMessage",
      extract(epoch from r.finished_at - r.started_at)::float8 as seconds,
      extract(epoch from a.next_due_at - r.finished_at)::float8 as "dueInSeconds",
      coalesce(r.pages, 0) as pages, coalesce(r.quarantined, 0) as quarantined,
      coalesce(r.created + r.changed, 0) as written
    from network_account a
    left join lateral (
      select * from sync_run r
      where r.agency_id = a.agency_id and r.account_id = a.id and r.started_at > '${since}'::timestamptz
      order by r.started_at desc limit 1
    ) r on true
    order by a.created_at, a.id`);
}

export async function databaseNow(installation: Installation): Promise<string> {
  const [row] = await installation.rows<{ now: string }>('select clock_timestamp()::text as now');
  if (!row) throw new Error('The database has no clock');
  return row.now;
}

/** Jobs that are waiting, running or to be tried again. */
export async function openJobs(installation: Installation): Promise<number> {
  const [row] = await installation.rows<{ jobs: number }>(
    `select count(*)::int as jobs from pgboss.job where name = 'sync' and state in ('created', 'retry', 'active')`,
  );
  return row?.jobs ?? 0;
}

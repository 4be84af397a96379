import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId, SyncErrorKind, SyncWindow } from '@tributary/domain';
import {
  type AccountKey,
  type ReadingState,
  type RunOutcome,
  type RunTier,
  type RunTrigger,
  type RunWarning,
  type StoredCounts,
  type SyncRun,
  SyncRunRepository,
  tiersBeside,
} from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';
import { readingsAsOf } from './readings-as-of';

interface RunRow extends StoredCounts {
  readonly id: string;
  readonly accountId: string;
  readonly network: NetworkId;
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly outcome: RunOutcome;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly pages: number;
  readonly errorKind: SyncErrorKind | null;
  readonly errorMessage: string | null;
  readonly warningKind: RunWarning['kind'] | null;
  readonly warningMessage: string | null;
}

const RUN_COLUMNS = `id, account_id as "accountId", network, triggered_by as trigger, tier,
  window_from as "windowFrom", window_to as "windowTo", outcome, started_at as "startedAt",
  finished_at as "finishedAt", pages, created, changed, unchanged, quarantined, error_kind as "errorKind",
  error_message as "errorMessage", warning_kind as "warningKind", warning_message as "warningMessage"`;

const END_ABANDONED = new Statement<object>(`
  update sync_run
  set outcome = 'failed', finished_at = now(), error_kind = 'internal',
    error_message = 'The process that ran it ended before it was done'
  where agency_id = $1 and account_id = $2 and outcome = 'running' and tier = any($3::text[])`);

const BEGIN = new Statement<object>(`
  insert into sync_run (agency_id, account_id, id, network, triggered_by, tier, window_from, window_to, outcome)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'running')`);

const WARN = new Statement<object>(`
  with run as (
    update sync_run set warning_kind = $4, warning_message = $5
    where agency_id = $1 and account_id = $2 and id = $3
    returning agency_id, account_id
  )
  update network_account a set empty_since = coalesce(a.empty_since, now()), empty_message = $5
  from run where a.agency_id = run.agency_id and a.id = run.account_id`);

const FINISH = new Statement<RunRow>(`
  update sync_run
  set finished_at = now(), error_kind = $4, error_message = $5,
    outcome = case when $4::text is null then 'ok' when pages > 0 then 'partial' else 'failed' end
  where agency_id = $1 and account_id = $2 and id = $3
  returning ${RUN_COLUMNS}`);

const LIST = new Statement<RunRow>(`
  select ${RUN_COLUMNS} from sync_run
  where agency_id = $1 and ($2::uuid is null or account_id = $2::uuid)
  order by started_at desc, id
  limit $3`);

export class PostgresSyncRunRepository extends SyncRunRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  begin(
    account: AccountKey & { readonly network: NetworkId },
    run: { readonly trigger: RunTrigger; readonly tier: RunTier; readonly window: SyncWindow },
  ): Promise<string> {
    const { agencyId, accountId, network } = account;
    const id = randomUUID();
    return inAgency(this.orm, agencyId, async (em) => {
      await END_ABANDONED.run(em, [agencyId, accountId, tiersBeside(run.tier)]);
      const span = [run.window.from.toISOString(), run.window.to.toISOString()];
      await BEGIN.run(em, [agencyId, accountId, id, network, run.trigger, run.tier, ...span]);
      return id;
    });
  }

  async warn(account: AccountKey, runId: string, { kind, message }: RunWarning): Promise<void> {
    const { agencyId, accountId } = account;
    await inAgency(this.orm, agencyId, (em) => WARN.run(em, [agencyId, accountId, runId, kind, message]));
  }

  /** @throws {RangeError} for a run that does not exist. */
  async finish(
    account: AccountKey,
    runId: string,
    error: { readonly kind: SyncErrorKind; readonly message: string } | null,
  ): Promise<SyncRun> {
    const { agencyId, accountId } = account;
    const failure = [error?.kind ?? null, error?.message ?? null];
    const row = await inAgency(this.orm, agencyId, (em) =>
      FINISH.first(em, [agencyId, accountId, runId, ...failure]),
    );
    if (!row) throw new RangeError('The run does not exist');
    return toRun(row);
  }

  async listRuns(
    agencyId: string,
    filter: { readonly accountId: string | null; readonly limit: number },
  ): Promise<readonly SyncRun[]> {
    const rows = await inAgency(this.orm, agencyId, (em) =>
      LIST.run(em, [agencyId, filter.accountId, filter.limit]),
    );
    return rows.map(toRun);
  }

  readingsAsOf(agencyId: string, at: Date): Promise<readonly ReadingState[]> {
    return inAgency(this.orm, agencyId, (em) => readingsAsOf(em, agencyId, at));
  }
}

function toRun(row: RunRow): SyncRun {
  const { windowFrom, windowTo, startedAt, finishedAt, warningKind, warningMessage, ...rest } = row;
  return {
    ...rest,
    warning: warningKind && { kind: warningKind, message: warningMessage ?? '' },
    window: { from: instant(windowFrom), to: instant(windowTo) },
    startedAt: instant(startedAt),
    finishedAt: instantOrNull(finishedAt),
  };
}

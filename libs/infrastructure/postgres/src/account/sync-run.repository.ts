import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId, SyncErrorKind, SyncWindow } from '@tributary/domain';
import {
  type AccountKey,
  type Claimed,
  ClaimLost,
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
import { type Asked, instant, instantOrNull, Statement, together } from '../statement';
import { inAgency, inAgencyAsPlanned } from '../tenancy';
import { readingsAsOf } from './readings-as-of';

interface RunFailure {
  readonly kind: SyncErrorKind;
  readonly message: string;
}

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

/** Ends of runs and their beginnings wait for each other, and for a page that is being stored. */
const LOCK_ACCOUNT = Statement.planned<{ isHeld: boolean }>(`
  select $3::int is null or claim_number = $3::int as "isHeld" from network_account
  where agency_id = $1 and id = $2 for no key update`);

const END_ABANDONED = Statement.planned<object>(`
  update sync_run
  set outcome = 'failed', finished_at = now(), error_kind = 'internal',
    error_message = 'The process that ran it ended before it was done'
  where agency_id = $1 and account_id = $2 and outcome = 'running' and tier = any($3::text[])`);

const BEGIN = Statement.planned<object>(`
  insert into sync_run (agency_id, account_id, id, network, triggered_by, tier, window_from, window_to, outcome,
    claim_number)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9)`);

/** Only under the claim that the run was begun under, if any: as it is once the lock on the account is there. */
const HELD = `held as materialized (
    select claim_number from network_account where agency_id = $1 and id = $2 for no key update
  )`;
const IS_HELD = '(r.claim_number is null or r.claim_number = held.claim_number)';

const EXISTS = new Statement<object>(
  'select 1 from sync_run where agency_id = $1 and account_id = $2 and id = $3',
);

const WARN = new Statement<object>(`
  with ${HELD}, run as (
    update sync_run r set warning_kind = $4, warning_message = $5
    from held where r.agency_id = $1 and r.account_id = $2 and r.id = $3 and ${IS_HELD}
    returning r.agency_id, r.account_id
  )
  update network_account a set empty_since = coalesce(a.empty_since, now()), empty_message = $5
  from run where a.agency_id = run.agency_id and a.id = run.account_id
  returning 1`);

const FINISH = Statement.planned<RunRow>(`
  with ${HELD}
  update sync_run r
  set finished_at = now(), error_kind = $4, error_message = $5,
    outcome = case when $4::text is null then 'ok' when pages > 0 then 'partial' else 'failed' end
  from held where r.agency_id = $1 and r.account_id = $2 and r.id = $3 and ${IS_HELD}
  returning ${RUN_COLUMNS}`);

/** The claim is given back: the same job delivered once more finds its work done. */
const MARK_GOOD = Statement.planned<object>(`
  update network_account
  set last_good_sync_at = now(), claimed_job_id = null, outage_since = null,
    failure_kind = null, failure_message = null, failure_since = null, failure_attempts = 0, failed_at = null,
    empty_since = case when $3 then null else empty_since end,
    empty_message = case when $3 then null else empty_message end
  where agency_id = $1 and id = $2`);

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
    account: Claimed & { readonly network: NetworkId },
    run: { readonly trigger: RunTrigger; readonly tier: RunTier; readonly window: SyncWindow },
  ): Promise<string> {
    const { agencyId, accountId, network, claim = null } = account;
    const id = randomUUID();
    return inAgencyAsPlanned(this.orm, agencyId, async (em) => {
      const span = [run.window.from.toISOString(), run.window.to.toISOString()];
      const [[locked]] = await together(
        em,
        LOCK_ACCOUNT.with([agencyId, accountId, claim]),
        END_ABANDONED.with([agencyId, accountId, tiersBeside(run.tier)]),
        BEGIN.with([agencyId, accountId, id, network, run.trigger, run.tier, ...span, claim]),
      );
      // Nothing is left of the others then.
      if (locked?.isHeld === false) throw new ClaimLost();
      return id;
    });
  }

  async warn(account: AccountKey, runId: string, { kind, message }: RunWarning): Promise<void> {
    const { agencyId, accountId } = account;
    await inAgency(this.orm, agencyId, async (em) => {
      // Held before it is changed, as an agency is by its settings.
      const warn = WARN.with([agencyId, accountId, runId, kind, message]);
      const [, [warned]] = await together(em, LOCK_ACCOUNT.with([agencyId, accountId, null]), warn);
      if (warned) return;
      if (await EXISTS.first(em, [agencyId, accountId, runId])) throw new ClaimLost();
    });
  }

  finish(account: AccountKey, runId: string, error: RunFailure | null): Promise<SyncRun> {
    return this.end(account, runId, { error });
  }

  finishReading(
    account: AccountKey,
    runId: string,
    { hasRows }: { readonly hasRows: boolean },
  ): Promise<SyncRun> {
    const good = MARK_GOOD.with([account.agencyId, account.accountId, hasRows]);
    return this.end(account, runId, { error: null, good });
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

  /** @throws {RangeError} for a run that does not exist; {ClaimLost} for one whose account was claimed since. */
  private end(
    { agencyId, accountId }: AccountKey,
    runId: string,
    { error, good = null }: { readonly error: RunFailure | null; readonly good?: Asked<object> | null },
  ): Promise<SyncRun> {
    const key = [agencyId, accountId, runId];
    return inAgencyAsPlanned(this.orm, agencyId, async (em) => {
      const finish = FINISH.with([...key, error?.kind ?? null, error?.message ?? null]);
      const [[row]] = await together(em, finish, good);
      if (row) return toRun(row);
      // Nothing is left of the account's mark then.
      throw (await EXISTS.first(em, key)) ? new ClaimLost() : new RangeError('The run does not exist');
    });
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

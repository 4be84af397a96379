import type { MikroORM } from '@mikro-orm/postgresql';
import type { LastFailure } from '@tributary/domain';
import { type AccountKey, type DueAccount, type OpenAccount, SyncAccountRepository } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './account-row';

/** Accounts of a suspended agency wait, however long they are due. */
const IS_AT_WORK = (agencyId: string) =>
  `not exists (select 1 from agency g where g.id = ${agencyId} and g.suspended_at is not null)`;

const LIST_DUE = new Statement<DueAccount>(
  'select agency_id as "agencyId", account_id as "accountId", network from directory.due_accounts($1)',
);

const CLAIM = new Statement<AccountRow & { readonly sealed: Buffer }>(`
  update network_account set next_due_at = $5, claimed_job_id = $3
  where agency_id = $1 and id = $2 and not is_paused and ${IS_AT_WORK('$1')}
    and ($4::boolean or next_due_at <= now() or claimed_job_id = $3)
  returning ${ACCOUNT_COLUMNS}, credentials_sealed as sealed`);

const OPEN = new Statement<AccountRow & { readonly sealed: Buffer }>(`
  select ${ACCOUNT_COLUMNS}, credentials_sealed as sealed from network_account
  where agency_id = $1 and id = $2 and not is_paused and ${IS_AT_WORK('$1')}`);

/** Gives the claim back too: the same job delivered once more finds its work done. */
const MARK_GOOD = new Statement<object>(`
  update network_account
  set last_good_sync_at = now(), claimed_job_id = null, outage_since = null,
    failure_kind = null, failure_message = null, failure_since = null, failure_attempts = 0, failed_at = null,
    empty_since = case when $3 then null else empty_since end,
    empty_message = case when $3 then null else empty_message end
  where agency_id = $1 and id = $2`);

const MARK_FAILED = new Statement<object>(`
  update network_account
  set failure_kind = $3, failure_message = $4, failure_since = coalesce(failure_since, now()),
    failure_attempts = failure_attempts + 1, failed_at = now(), next_due_at = coalesce($5::timestamptz, next_due_at)
  where agency_id = $1 and id = $2`);

/** Compares due times with the database's clock only: a worker whose own clock is wrong neither hurries nor lags. */
export class PostgresSyncAccountRepository extends SyncAccountRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  listDue(limit: number): Promise<readonly DueAccount[]> {
    return LIST_DUE.run(inNoAgency(this.orm), [limit]);
  }

  async claim(
    key: AccountKey,
    job: { readonly jobId: string; readonly force: boolean; readonly nextDueAt: Date },
  ): Promise<OpenAccount | null> {
    const due = job.nextDueAt.toISOString();
    const row = await inAgency(this.orm, key.agencyId, (em) =>
      CLAIM.first(em, [key.agencyId, key.accountId, job.jobId, job.force, due]),
    );
    return row && { account: toAccount(row), sealedCredentials: row.sealed };
  }

  async open(key: AccountKey): Promise<OpenAccount | null> {
    const row = await inAgency(this.orm, key.agencyId, (em) => OPEN.first(em, [key.agencyId, key.accountId]));
    return row && { account: toAccount(row), sealedCredentials: row.sealed };
  }

  async markGood({ agencyId, accountId }: AccountKey, reading = { hasRows: false }): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => MARK_GOOD.run(em, [agencyId, accountId, reading.hasRows]));
  }

  async markFailed(
    key: AccountKey,
    failure: Pick<LastFailure, 'kind' | 'message'> & { readonly retryAt: Date | null },
  ): Promise<void> {
    const retryAt = failure.retryAt?.toISOString() ?? null;
    const { agencyId, accountId } = key;
    await inAgency(this.orm, agencyId, (em) =>
      MARK_FAILED.run(em, [agencyId, accountId, failure.kind, failure.message, retryAt]),
    );
  }
}

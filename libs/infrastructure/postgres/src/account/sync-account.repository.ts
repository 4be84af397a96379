import type { MikroORM } from '@mikro-orm/postgresql';
import type { LastFailure } from '@tributary/domain';
import {
  type AccountKey,
  type Claimed,
  ClaimLost,
  type DueAccount,
  type DueAccounts,
  type OpenAccount,
  SyncAccountRepository,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inAgencyAsPlanned, inNoAgency } from '../tenancy';
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './account-row';

/** Accounts of a suspended agency wait, however long they are due. */
const IS_AT_WORK = (agencyId: string) =>
  `not exists (select 1 from agency g where g.id = ${agencyId} and g.suspended_at is not null)`;

const LIST_DUE = new Statement<DueAccount & { readonly position: string }>(`
  select agency_id as "agencyId", account_id as "accountId", network, due_at || ' ' || account_id as position
  from directory.due_accounts($1, $2, $3)`);

/** Before every account that can be due. */
const FIRST = '-infinity 00000000-0000-0000-0000-000000000000';

interface OpenedRow extends AccountRow {
  readonly sealed: Buffer;
  readonly claim: number;
}

const OPENED_COLUMNS = `${ACCOUNT_COLUMNS}, credentials_sealed as sealed, claim_number as claim`;

const CLAIM = Statement.planned<OpenedRow>(`
  update network_account set next_due_at = $5, claimed_job_id = $3, claim_number = claim_number + 1
  where agency_id = $1 and id = $2 and not is_paused and ${IS_AT_WORK('$1')}
    and ($4::boolean or next_due_at <= now() or claimed_job_id = $3)
  returning ${OPENED_COLUMNS}`);

/** Leaves a claim that is still held as it is. */
const OPEN = Statement.planned<OpenedRow>(`
  update network_account set claim_number = coalesce($3, claim_number + 1)
  where agency_id = $1 and id = $2 and not is_paused and ${IS_AT_WORK('$1')}
    and claim_number = coalesce($3, claim_number)
  returning ${OPENED_COLUMNS}`);

const MARK_FAILED = new Statement<object>(`
  update network_account
  set failure_kind = $3, failure_message = $4, failure_since = coalesce(failure_since, now()),
    failure_attempts = failure_attempts + 1, failed_at = now(), next_due_at = coalesce($5::timestamptz, next_due_at)
  where agency_id = $1 and id = $2 and ($6::int is null or claim_number = $6::int)
  returning 1`);

/** Compares due times with the database's clock only: a worker whose own clock is wrong neither hurries nor lags. */
export class PostgresSyncAccountRepository extends SyncAccountRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async listDue(limit: number, after = FIRST): Promise<DueAccounts> {
    const [afterAccount = '', ...afterDue] = after.split(' ').reverse();
    const parameters = [limit, afterDue.reverse().join(' '), afterAccount];
    const rows = await LIST_DUE.run(inNoAgency(this.orm), parameters);
    const accounts = rows.map(({ agencyId, accountId, network }) => ({ agencyId, accountId, network }));
    return { accounts, next: rows.length < limit ? null : (rows.at(-1)?.position ?? null) };
  }

  async claim(
    key: AccountKey,
    job: { readonly jobId: string; readonly force: boolean; readonly nextDueAt: Date },
  ): Promise<OpenAccount | null> {
    const due = job.nextDueAt.toISOString();
    const row = await inAgencyAsPlanned(this.orm, key.agencyId, (em) =>
      CLAIM.first(em, [key.agencyId, key.accountId, job.jobId, job.force, due]),
    );
    return row && openedOf(row);
  }

  async open({ agencyId, accountId, claim }: Claimed): Promise<OpenAccount | null> {
    const row = await inAgency(this.orm, agencyId, (em) =>
      OPEN.first(em, [agencyId, accountId, claim ?? null]),
    );
    return row && openedOf(row);
  }

  async markFailed(
    claimed: Claimed,
    failure: Pick<LastFailure, 'kind' | 'message'> & { readonly retryAt: Date | null },
  ): Promise<void> {
    const retryAt = failure.retryAt?.toISOString() ?? null;
    const { kind, message } = failure;
    const { agencyId, accountId, claim = null } = claimed;
    const marked = await inAgencyAsPlanned(this.orm, agencyId, (em) =>
      MARK_FAILED.first(em, [agencyId, accountId, kind, message, retryAt, claim]),
    );
    // An account that is gone has nothing to lose either: its reading ends the same way.
    if (!marked && claim !== null) throw new ClaimLost();
  }
}

function openedOf(row: OpenedRow): OpenAccount {
  return { account: toAccount(row), sealedCredentials: row.sealed, claim: row.claim };
}

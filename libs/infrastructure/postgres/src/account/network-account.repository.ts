import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkAccount, NetworkId } from '@tributary/domain';
import {
  AccountAlreadyConnected,
  type AccountKey,
  NetworkAccountRepository,
  type NewNetworkAccount,
} from '@tributary/ports';
import { Statement } from '../statement';
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './account-row';

/** No row comes back when the identity is connected already: no exception has to be read for its text. */
const ADD = new Statement<{ id: string }>(`
  insert into network_account (agency_id, id, network, label, backfill_from, credentials_sealed, credential_hints,
    identity_hash, next_due_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict on constraint network_account_identity_unique do nothing
  returning id`);

const FIND = new Statement<AccountRow>(
  `select ${ACCOUNT_COLUMNS} from network_account where agency_id = $1 and id = $2`,
);

const LIST = new Statement<AccountRow>(
  `select ${ACCOUNT_COLUMNS} from network_account where agency_id = $1 order by created_at, id`,
);

const SAME_IDENTITY = new Statement<{ id: string; label: string }>(
  'select id, label from network_account where agency_id = $1 and network = $2 and identity_hash = $3',
);

const SET_PAUSED = new Statement<object>(
  'update network_account set is_paused = $3 where agency_id = $1 and id = $2 and is_paused <> $3',
);

const REPLACE_CREDENTIALS = new Statement<{ network: NetworkId }>(`
  update network_account
  set credentials_sealed = $3, credential_hints = $4, identity_hash = $5, next_due_at = now(), claimed_job_id = null,
    failure_kind = null, failure_message = null, failure_since = null, failure_attempts = 0,
    failed_at = null
  where agency_id = $1 and id = $2 and not exists (
    select 1 from network_account other
    where other.agency_id = $1 and other.network = network_account.network and other.identity_hash = $5
      and other.id <> $2)
  returning network`);

export class PostgresNetworkAccountRepository extends NetworkAccountRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(account: NewNetworkAccount): Promise<void> {
    const em = this.orm.em.fork();
    const added = await ADD.first(em, [
      account.agencyId,
      account.id,
      account.network,
      account.label,
      account.backfillFrom.toISOString(),
      Buffer.from(account.sealedCredentials),
      JSON.stringify(account.credentialHints),
      account.identityHash,
      account.nextDueAt.toISOString(),
    ]);
    if (!added) await this.refuse(account.agencyId, account.network, account.identityHash);
  }

  async find(key: AccountKey): Promise<NetworkAccount | null> {
    const row = await FIND.first(this.orm.em.fork(), [key.agencyId, key.accountId]);
    return row && toAccount(row);
  }

  async listOf(agencyId: string): Promise<readonly NetworkAccount[]> {
    const rows = await LIST.run(this.orm.em.fork(), [agencyId]);
    return rows.map(toAccount);
  }

  async setPaused(key: AccountKey, isPaused: boolean): Promise<void> {
    await SET_PAUSED.run(this.orm.em.fork(), [key.agencyId, key.accountId, isPaused]);
  }

  async replaceCredentials(
    key: AccountKey,
    change: Pick<NewNetworkAccount, 'sealedCredentials' | 'credentialHints' | 'identityHash'>,
  ): Promise<void> {
    const { agencyId, accountId } = key;
    const replaced = await REPLACE_CREDENTIALS.first(this.orm.em.fork(), [
      agencyId,
      accountId,
      Buffer.from(change.sealedCredentials),
      JSON.stringify(change.credentialHints),
      change.identityHash,
    ]);
    const account = replaced ? null : await this.find(key);
    if (account) await this.refuse(agencyId, account.network, change.identityHash);
  }

  /** @throws {AccountAlreadyConnected} naming the account that has the identity. */
  private async refuse(agencyId: string, network: NetworkId, identityHash: string): Promise<never> {
    const known = await SAME_IDENTITY.first(this.orm.em.fork(), [agencyId, network, identityHash]);
    throw new AccountAlreadyConnected(known?.id ?? '', known?.label ?? network);
  }
}

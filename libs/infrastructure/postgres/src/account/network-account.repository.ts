import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { NetworkAccount, NetworkId } from '@tributary/domain';
import {
  AccountAlreadyConnected,
  type AccountKey,
  NetworkAccountRepository,
  type NewNetworkAccount,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './account-row';

/** No row comes back when the identity is connected already: no exception has to be read for its text. */
const ADD = new Statement<{ id: string }>(`
  insert into network_account (agency_id, id, network, label, backfill_from, credentials_sealed, credential_hints,
    identity_hash, next_due_at, client_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
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
    const { agencyId, network, identityHash } = account;
    await inAgency(this.orm, agencyId, async (em) => {
      const added = await ADD.first(em, [
        agencyId,
        account.id,
        network,
        account.label,
        account.backfillFrom.toISOString(),
        Buffer.from(account.sealedCredentials),
        JSON.stringify(account.credentialHints),
        identityHash,
        account.nextDueAt.toISOString(),
        account.clientId,
      ]);
      if (!added) await refuse(em, { agencyId, network, identityHash });
    });
  }

  async find(key: AccountKey): Promise<NetworkAccount | null> {
    const row = await inAgency(this.orm, key.agencyId, (em) => FIND.first(em, [key.agencyId, key.accountId]));
    return row && toAccount(row);
  }

  async listOf(agencyId: string): Promise<readonly NetworkAccount[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId]));
    return rows.map(toAccount);
  }

  async setPaused(key: AccountKey, isPaused: boolean): Promise<void> {
    await inAgency(this.orm, key.agencyId, (em) =>
      SET_PAUSED.run(em, [key.agencyId, key.accountId, isPaused]),
    );
  }

  async replaceCredentials(
    key: AccountKey,
    change: Pick<NewNetworkAccount, 'sealedCredentials' | 'credentialHints' | 'identityHash'>,
  ): Promise<void> {
    const { agencyId, accountId } = key;
    const { identityHash } = change;
    await inAgency(this.orm, agencyId, async (em) => {
      const replaced = await REPLACE_CREDENTIALS.first(em, [
        agencyId,
        accountId,
        Buffer.from(change.sealedCredentials),
        JSON.stringify(change.credentialHints),
        identityHash,
      ]);
      const account = replaced ? null : await FIND.first(em, [agencyId, accountId]);
      if (account) await refuse(em, { agencyId, network: account.network, identityHash });
    });
  }
}

/** @throws {AccountAlreadyConnected} naming the account that has the identity. */
async function refuse(
  em: EntityManager,
  { agencyId, network, identityHash }: Pick<NewNetworkAccount, 'agencyId' | 'network' | 'identityHash'>,
): Promise<never> {
  const known = await SAME_IDENTITY.first(em, [agencyId, network, identityHash]);
  throw new AccountAlreadyConnected(known?.id ?? '', known?.label ?? network);
}

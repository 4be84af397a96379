import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import { type AccountKey, type NotificationEndpoint, NotificationEndpointRepository } from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';

const CHANGE = new Statement<object>(`
  update notification_endpoint
  set secret_hash = coalesce($3::text, secret_hash),
    address_since = case when $3::text is null then address_since else clock_timestamp() end,
    secrets_sealed = coalesce($4::bytea, secrets_sealed), secret_hints = coalesce($5::jsonb, secret_hints),
    refused = 0, last_refused_at = null
  where agency_id = $1 and account_id = $2
  returning 1`);

const CREATE = new Statement<object>(`
  insert into notification_endpoint (agency_id, account_id, secret_hash, secrets_sealed, secret_hints)
  select agency_id, id, $3, $4::bytea, coalesce($5::jsonb, '{}')
  from network_account where agency_id = $1 and id = $2
  returning 1`);

interface EndpointRow {
  readonly agencyId: string;
  readonly accountId: string;
  readonly network: NetworkId;
  readonly sealedSecrets: Buffer | null;
  readonly secretHints: Readonly<Record<string, string>>;
  readonly addressSince: string;
  readonly lastReceivedAt: string | null;
  readonly refused: number;
  readonly lastRefusedAt: string | null;
}

const SELECT = `
  select e.agency_id as "agencyId", e.account_id as "accountId", a.network, e.secrets_sealed as "sealedSecrets",
    e.secret_hints as "secretHints", e.address_since as "addressSince", e.last_received_at as "lastReceivedAt",
    e.refused, e.last_refused_at as "lastRefusedAt"
  from notification_endpoint e join network_account a on a.agency_id = e.agency_id and a.id = e.account_id`;

const FIND = new Statement<EndpointRow>(`${SELECT} where e.agency_id = $1 and e.account_id = $2`);
/** Without an agency: the secret is what says whose it is. */
const KEY_BY_SECRET = new Statement<AccountKey>(
  'select agency_id as "agencyId", account_id as "accountId" from directory.account_of_endpoint($1)',
);

const COUNT_REFUSED = new Statement<object>(`
  update notification_endpoint set refused = refused + 1, last_refused_at = clock_timestamp()
  where agency_id = $1 and account_id = $2`);

const REMOVE = new Statement<object>(
  'delete from notification_endpoint where agency_id = $1 and account_id = $2',
);

export class PostgresNotificationEndpointRepository extends NotificationEndpointRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async save(
    { agencyId, accountId }: AccountKey,
    change: Parameters<NotificationEndpointRepository['save']>[1],
  ): Promise<void> {
    const parameters = [
      agencyId,
      accountId,
      change.secretHash,
      change.secrets && Buffer.from(change.secrets.sealed),
      change.secrets && JSON.stringify(change.secrets.hints),
    ];
    await inAgency(this.orm, agencyId, async (em) => {
      if (await CHANGE.first(em, parameters)) return;
      if (change.secretHash === null) throw new RangeError('A new address needs a secret');
      if (await CREATE.first(em, parameters)) return;
      throw new RangeError('The address belongs to an account that does not exist');
    });
  }

  async find({ agencyId, accountId }: AccountKey): Promise<NotificationEndpoint | null> {
    const row = await inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, accountId]));
    return row && toEndpoint(row);
  }

  async findBySecret(secretHash: string): Promise<NotificationEndpoint | null> {
    const key = await KEY_BY_SECRET.first(inNoAgency(this.orm), [secretHash]);
    return key && this.find(key);
  }

  async countRefused({ agencyId, accountId }: AccountKey): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => COUNT_REFUSED.run(em, [agencyId, accountId]));
  }

  async remove({ agencyId, accountId }: AccountKey): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => REMOVE.run(em, [agencyId, accountId]));
  }
}

function toEndpoint(row: EndpointRow): NotificationEndpoint {
  return {
    ...row,
    addressSince: instant(row.addressSince),
    lastReceivedAt: instantOrNull(row.lastReceivedAt),
    lastRefusedAt: instantOrNull(row.lastRefusedAt),
  };
}

import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AccountKey,
  type NewNotification,
  type NotificationOutcome,
  NotificationRepository,
  type WaitingNotification,
} from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';

const RECEIVE = new Statement<{ isNew: boolean }>(`
  with endpoint as (
    update notification_endpoint set last_received_at = clock_timestamp() where agency_id = $1 and account_id = $2
  )
  insert into received_notification (agency_id, account_id, hash, outcome, content)
  values ($1, $2, $3, $4, $5)
  on conflict (agency_id, account_id, hash) do update set
    times_received = received_notification.times_received + 1, last_received_at = clock_timestamp()
  returning times_received = 1 as "isNew"`);

const LIST_WAITING = new Statement<{ hash: string; sealed: Buffer; receivedAt: string }>(`
  select hash, content as sealed, received_at as "receivedAt"
  from received_notification
  where agency_id = $1 and account_id = $2 and outcome = 'waiting'
  order by received_at, hash
  limit $3`);

const ACCOUNTS_WAITING = new Statement<AccountKey>(
  'select agency_id as "agencyId", account_id as "accountId" from directory.accounts_with_notifications($1)',
);

const SETTLE = new Statement<object>(`
  update received_notification set outcome = $4, content = null, settled_at = clock_timestamp()
  where agency_id = $1 and account_id = $2 and hash = any($3::text[]) and outcome = 'waiting'`);

const TALLY = new Statement<{ outcome: NotificationOutcome; count: number }>(`
  select outcome, count(*)::int as count from received_notification
  where agency_id = $1 and account_id = $2
  group by outcome`);

export class PostgresNotificationRepository extends NotificationRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async receive(
    { agencyId, accountId }: AccountKey,
    { hash, outcome, sealed }: NewNotification,
  ): Promise<boolean> {
    const content = sealed && Buffer.from(sealed);
    const row = await inAgency(this.orm, agencyId, (em) =>
      RECEIVE.first(em, [agencyId, accountId, hash, outcome, content]),
    );
    return row?.isNew === true;
  }

  async listWaiting(
    { agencyId, accountId }: AccountKey,
    limit: number,
  ): Promise<readonly WaitingNotification[]> {
    const rows = await inAgency(this.orm, agencyId, (em) =>
      LIST_WAITING.run(em, [agencyId, accountId, limit]),
    );
    return rows.map((row) => ({ ...row, receivedAt: instant(row.receivedAt) }));
  }

  async accountsWaiting(limit: number): Promise<readonly AccountKey[]> {
    return ACCOUNTS_WAITING.run(inNoAgency(this.orm), [limit]);
  }

  async settle(
    { agencyId, accountId }: AccountKey,
    hashes: readonly string[],
    outcome: Exclude<NotificationOutcome, 'waiting'>,
  ): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => SETTLE.run(em, [agencyId, accountId, hashes, outcome]));
  }

  async tally({ agencyId, accountId }: AccountKey): Promise<ReadonlyMap<NotificationOutcome, number>> {
    const rows = await inAgency(this.orm, agencyId, (em) => TALLY.run(em, [agencyId, accountId]));
    return new Map(rows.map(({ outcome, count }) => [outcome, count]));
  }
}

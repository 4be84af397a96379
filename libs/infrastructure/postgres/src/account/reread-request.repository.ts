import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AccountKey,
  type NewRereadRequest,
  type RereadRequest,
  RereadRequestRepository,
} from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';

/**
 * Pending windows never overlap each other, so one look for those that meet the new one finds all of the merged one.
 * Two additions at the same instant may leave two that overlap: both are read, which only costs requests.
 */
const ADD = new Statement<object>(`
  with met as (
    delete from reread_request
    where agency_id = $1 and account_id = $2 and window_from <= $5::timestamptz and window_to >= $4::timestamptz
    returning window_from, window_to, triggered_by, requested_by, requested_at
  )
  insert into reread_request (agency_id, account_id, id, window_from, window_to, triggered_by, requested_by, requested_at)
  select $1, $2, $3, least($4::timestamptz, min(window_from)), greatest($5::timestamptz, max(window_to)),
    case when $6::text = 'manual' or bool_or(triggered_by = 'manual') then 'manual' else 'postback' end,
    coalesce($7::uuid, (array_agg(requested_by order by requested_at) filter (where requested_by is not null))[1]),
    least(now(), min(requested_at))
  from met`);

interface RequestRow {
  readonly id: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly trigger: RereadRequest['trigger'];
  readonly requestedBy: string | null;
}

const LIST_PENDING = new Statement<RequestRow>(`
  select id, window_from as "windowFrom", window_to as "windowTo", triggered_by as trigger,
    requested_by as "requestedBy"
  from reread_request where agency_id = $1 and account_id = $2
  order by requested_at, id`);

const COMPLETE = new Statement<object>(
  'delete from reread_request where agency_id = $1 and account_id = $2 and id = any($3::uuid[])',
);

export class PostgresRereadRequestRepository extends RereadRequestRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(key: AccountKey, request: NewRereadRequest): Promise<void> {
    const { window, trigger, requestedBy } = request;
    const span = [window.from.toISOString(), window.to.toISOString()];
    const { agencyId, accountId } = key;
    const id = randomUUID();
    await inAgency(this.orm, agencyId, (em) =>
      ADD.run(em, [agencyId, accountId, id, ...span, trigger, requestedBy]),
    );
  }

  async listPending(key: AccountKey): Promise<readonly RereadRequest[]> {
    const rows = await inAgency(this.orm, key.agencyId, (em) =>
      LIST_PENDING.run(em, [key.agencyId, key.accountId]),
    );
    return rows.map(({ windowFrom, windowTo, ...rest }) => ({
      ...rest,
      window: { from: instant(windowFrom), to: instant(windowTo) },
    }));
  }

  async complete(key: AccountKey, ids: readonly string[]): Promise<void> {
    await inAgency(this.orm, key.agencyId, (em) => COMPLETE.run(em, [key.agencyId, key.accountId, ids]));
  }
}

import type { MikroORM } from '@mikro-orm/postgresql';
import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import { type AccountKey, SaleRhythmRepository } from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';

const COUNT_SALES = new Statement<{ sales: number }>(`
  select count(*)::int as sales from sale
  where agency_id = $1 and account_id = $2 and sale_date >= $3 and sale_date < $4`);

/** So many accounts at a time: for each the hours of five weeks are in hand. */
const AT_A_TIME = 200;

/**
 * Once a day, and only when there was a sale since: five weeks of each, in one walk along the agency's index by date, however
 * many accounts they are.
 */
const COUNT_HOURS = new Statement<object>(`
  with due as (
    select r.account_id, date_trunc('hour', r.last_sale_at) as last,
      greatest(date_trunc('hour', r.last_sale_at) - interval '839 hours', date_trunc('hour', a.backfill_from)) as first
    from sale_rhythm r join network_account a on a.agency_id = r.agency_id and a.id = r.account_id
    where r.agency_id = $1 and r.last_sale_at is not null
      and (r.counted_at is null or r.counted_at <= now() - interval '1 day' and r.last_sale_at > r.counted_at)
    limit ${AT_A_TIME}
  ), counted as (
    select s.account_id, date_trunc('hour', s.sale_date) as hour, count(*) as sales
    from sale s join due on due.account_id = s.account_id
    where s.agency_id = $1 and s.sale_date >= (select min(first) from due)
      and s.sale_date < (select max(last) from due) + interval '1 hour'
      and s.sale_date >= due.first and s.sale_date < due.last + interval '1 hour'
    group by 1, 2
  ), hours as (
    select h.account_id, jsonb_agg(coalesce(c.sales, 0) order by h.hour) as counts
    from (
      select due.account_id, hour from due, lateral generate_series(due.first, due.last, interval '1 hour') as hour
    ) h
    left join counted c on c.account_id = h.account_id and c.hour = h.hour
    group by h.account_id
  )
  update sale_rhythm r set hours_from = due.first, counted_at = now(), hours = hours.counts
  from due left join hours on hours.account_id = due.account_id
  where r.agency_id = $1 and r.account_id = due.account_id
  returning 1`);

interface RhythmRow {
  readonly accountId: string;
  readonly lastSaleAt: string | null;
  readonly hoursFrom: string | null;
  readonly hours: readonly number[] | null;
}

const LIST = new Statement<RhythmRow>(`
  select account_id as "accountId", last_sale_at as "lastSaleAt", hours_from as "hoursFrom", hours
  from sale_rhythm where agency_id = $1`);

export class PostgresSaleRhythmRepository extends SaleRhythmRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async countSales({ agencyId, accountId }: AccountKey, { from, to }: SyncWindow): Promise<number> {
    const span = [from.toISOString(), to.toISOString()];
    const row = await inAgency(this.orm, agencyId, (em) =>
      COUNT_SALES.first(em, [agencyId, accountId, ...span]),
    );
    return row?.sales ?? 0;
  }

  async recount(agencyId: string): Promise<number> {
    let [counted, accounts] = [AT_A_TIME, 0];
    while (counted === AT_A_TIME) {
      const rows = await inAgency(this.orm, agencyId, (em) => COUNT_HOURS.run(em, [agencyId]));
      counted = rows.length;
      accounts += counted;
    }
    return accounts;
  }

  async listOf(agencyId: string): Promise<readonly SaleRhythm[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId]));
    return rows.map(({ accountId, lastSaleAt, hoursFrom, hours }) => ({
      accountId,
      lastSaleAt: instantOrNull(lastSaleAt),
      hours: hoursFrom && hours ? { from: instant(hoursFrom), counts: hours } : null,
    }));
  }
}

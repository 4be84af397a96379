import type { MikroORM } from '@mikro-orm/postgresql';
import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import { type AccountKey, SaleRhythmRepository } from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency, inAgencyAsPlanned } from '../tenancy';

const COUNT_SALES = new Statement<{ sales: number }>(`
  select count(*)::int as sales from sale
  where agency_id = $1 and account_id = $2 and sale_date >= $3 and sale_date < $4`);

/**
 * Looks only at what is newer than the sale that is known, along the index by date. Writes nothing when there is
 * nothing newer.
 */
const NOTE_LAST_SALE = Statement.planned<object>(`
  insert into sale_rhythm as r (agency_id, account_id, last_sale_at)
  select a.agency_id, a.id, s.sale_date
  from network_account a
  left join sale_rhythm k on k.agency_id = a.agency_id and k.account_id = a.id
  left join lateral (
    select s.sale_date from sale s
    where s.agency_id = $1 and s.account_id = $2 and s.sale_date <= now()
      and s.sale_date > coalesce(k.last_sale_at, now() - interval '70 days')
    order by s.sale_date desc limit 1
  ) s on true
  where a.agency_id = $1 and a.id = $2
  on conflict (agency_id, account_id) do update set last_sale_at = excluded.last_sale_at
  where excluded.last_sale_at is not null`);

/** Once a day, and only when there was a sale since: five weeks of one account, from the index alone. */
const COUNT_HOURS = Statement.planned<object>(`
  with span as (
    select date_trunc('hour', r.last_sale_at) as last,
      greatest(date_trunc('hour', r.last_sale_at) - interval '839 hours', date_trunc('hour', a.backfill_from)) as first
    from sale_rhythm r join network_account a on a.agency_id = r.agency_id and a.id = r.account_id
    where r.agency_id = $1 and r.account_id = $2 and r.last_sale_at is not null
      and (r.counted_at is null or r.counted_at <= now() - interval '1 day' and r.last_sale_at > r.counted_at)
  ), counted as (
    select date_trunc('hour', s.sale_date) as hour, count(*) as sales
    from span join sale s on s.agency_id = $1 and s.account_id = $2
      and s.sale_date >= span.first and s.sale_date < span.last + interval '1 hour'
    group by 1
  )
  update sale_rhythm r
  set hours_from = span.first, counted_at = now(), hours = (
    select jsonb_agg(coalesce(c.sales, 0) order by h.hour)
    from generate_series(span.first, span.last, interval '1 hour') as h(hour)
    left join counted c on c.hour = h.hour)
  from span where r.agency_id = $1 and r.account_id = $2`);

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

  async refresh({ agencyId, accountId }: AccountKey): Promise<void> {
    await inAgencyAsPlanned(this.orm, agencyId, async (em) => {
      await NOTE_LAST_SALE.run(em, [agencyId, accountId]);
      await COUNT_HOURS.run(em, [agencyId, accountId]);
    });
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

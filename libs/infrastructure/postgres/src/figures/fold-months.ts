import type { EntityManager } from '@mikro-orm/postgresql';
import { BOOKING_CLOCKS, type BookingClock } from '@tributary/ports';
import { ROLLUP_LOCK } from '../migrations/ledger/triggers';
import { Statement } from '../statement';
import { REFUNDS, type Refunds, refundTotal, TRUE_FOLDS } from './dashboard-bookings';
import { convertedSum, ratesOfBooked } from './rate-sql';

/** A month is over when everything of it was told for some days; until then each hour changes it. */
const DAYS_OF_GRACE = 3;

/** Months of this year and the last that are over and not folded, or not true any more. */
const OPEN = new Statement<{ month: string }>(`
  with mine as (
    select a.time_zone, a.reporting_currency, (now() at time zone a.time_zone)::date as today
    from agency a where a.id = $1
  )
  select m.month::date::text as month
  from mine
  cross join lateral generate_series(date_trunc('year', today - interval '1 year'),
    date_trunc('month', today - interval '${DAYS_OF_GRACE} days') - interval '1 month', interval '1 month') as m(month)
  where m.month::date not in (${TRUE_FOLDS({ agency: '$1', zone: 'mine.time_zone', currency: 'mine.reporting_currency' })})
  order by 1`);

/** Whoever stores sales of the agency holds the same lock shared until it is done: nothing changes in between. */
const LOCK = new Statement<object>(`select pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext($1::text))`);

const FORGET = [
  new Statement<object>('delete from folded_month where agency_id = $1 and month = any($2::date[])'),
  new Statement<object>('delete from stale_month where agency_id = $1 and month = any($2::date[])'),
  new Statement<object>('delete from month_fold where agency_id = $1 and month = any($2::date[])'),
];

/** Before its months are summed: rates that change while they are make it untrue, not wrong. */
const MARK = new Statement<object>(`
  insert into month_fold (agency_id, month, zone, currency, rates)
  select a.id, m.month, a.time_zone, a.reporting_currency, coalesce(r.revision, 0)
  from agency a cross join unnest($2::date[]) as m(month)
  left join exchange_rate_month r on r.month = m.month
  where a.id = $1`);

const within = (day: string) =>
  `d.agency_id = $1 and d.${day} >= m.month and d.${day} < (m.month + interval '1 month')::date`;

const bookedCells = ({ table, day }: Refunds) => `
    select m.month, d.day as rate_day, d.account_id, d.network, d.currency, d.commission_currency,
      d.completed_commission + d.refunded_commission + d.chargeback_commission as earned,
      null::numeric as reversed, d.pending_commission - d.pending_reversed as pending,
      d.completed_gross + d.refunded_gross + d.chargeback_gross as gross, null::numeric as refunded_gross,
      d.completed_count + d.refunded_count + d.chargeback_count as sales, d.pending_count as pending_sales,
      d.completed_gross_known + d.refunded_gross_known + d.chargeback_gross_known as gross_known_sales,
      d.completed_reversed_count + d.refunded_count + d.chargeback_count as reversed_sales,
      d.chargeback_count as chargeback_sales
    from unnest($2::date[]) as m(month)
    cross join lateral (select * from daily_sales d where ${within('day')} offset 0) d
    union all
    select m.month, d.sale_day, d.account_id, d.network, d.currency, d.commission_currency, null,
      ${refundTotal('commission')}, null, null, ${refundTotal('gross')}, 0, 0, 0, 0, 0
    from unnest($2::date[]) as m(month)
    cross join lateral (select * from ${table} d where ${within(day)} offset 0) d`;

/** As it was marked, also when the agency chooses another one in between. */
const MARKED_CURRENCY =
  '(select max(f.currency) from month_fold f where f.agency_id = $1 and f.month = any($2::date[]))';

function fold(clock: BookingClock): Statement<object> {
  return new Statement<object>(`
  with booked as materialized (${bookedCells(REFUNDS[clock])}
  ), ${ratesOfBooked(MARKED_CURRENCY)}
  insert into folded_month (agency_id, clock, month, account_id, network, earned, reversed, pending, gross,
    refunded_gross, sales, pending_sales, gross_known_sales, reversed_sales, chargeback_sales)
  select $1, '${clock}', b.month, b.account_id, min(b.network), ${convertedSum('earned', 'c')},
    ${convertedSum('reversed', 'c')}, ${convertedSum('pending', 'c')}, ${convertedSum('gross', 'g')},
    ${convertedSum('refunded_gross', 'g')}, sum(b.sales), sum(b.pending_sales),
    coalesce(sum(b.gross_known_sales) filter (where g.multiply / g.divide is not null), 0), sum(b.reversed_sales),
    sum(b.chargeback_sales)
  from booked b
  join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
  join rates g on g.rate_day = b.rate_day and g.currency = b.currency
  where c.multiply is not null and c.divide is not null
  group by b.month, b.account_id`);
}

const FOLDS = BOOKING_CLOCKS.map(fold);

/** In a transaction of the agency. @returns how many months were folded. */
export async function foldMonths(em: EntityManager, agencyId: string): Promise<number> {
  if ((await OPEN.run(em, [agencyId])).length === 0) return 0;
  await LOCK.run(em, [agencyId]);
  const months = (await OPEN.run(em, [agencyId])).map(({ month }) => month);
  if (months.length === 0) return 0;
  for (const statement of [...FORGET, MARK, ...FOLDS]) await statement.run(em, [agencyId, months]);
  return months.length;
}

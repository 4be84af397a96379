import type { BookingClock } from '@tributary/ports';
import { BEFORE, bookedSums, chosen, dayOf, SPANS } from './dashboard-bookings';
import { convertedSum, ratesOfBooked } from './rate-sql';

const converted = (column: string, rate: string) => `${convertedSum(column, rate)} as ${column}`;

const MONEY = ['earned', 'reversed', 'pending', 'gross', 'refunded_gross'];
const COUNTS = ['sales', 'pending_sales', 'gross_known_sales', 'reversed_sales', 'chargeback_sales'];

const CONVERTED = `
  converted as materialized (
    select b.instant, b.day, b.network,
      ${converted('earned', 'c')}, ${converted('reversed', 'c')}, ${converted('pending', 'c')},
      ${converted('gross', 'g')}, ${converted('refunded_gross', 'g')},
      sum(b.sales) as sales, sum(b.pending_sales) as pending_sales,
      coalesce(sum(b.gross_known_sales) filter (where g.multiply / g.divide is not null), 0) as gross_known_sales,
      sum(b.reversed_sales) as reversed_sales, sum(b.chargeback_sales) as chargeback_sales
    from booked b
    join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
    join rates g on g.rate_day = b.rate_day and g.currency = b.currency
    where c.multiply is not null and c.divide is not null
    group by 1, 2, 3
  )`;

const all = (columns: readonly string[], write: (column: string) => string) => columns.map(write).join(', ');
const isSomething = (sum: (column: string) => string) =>
  [...MONEY, ...COUNTS].map((column) => `${sum(column)} <> 0`).join(' or ');

function foldedMonths(clock: BookingClock): string {
  return `
    select k.part, f.month, f.network, ${all([...MONEY, ...COUNTS], (column) => `sum(f.${column}) as ${column}`)}
    from chunks k
    join folded_month f on f.agency_id = $1 and f.clock = '${clock}' and f.month = k.fold and ${chosen('f')}
    group by 1, 2, 3`;
}

/** From the rates that are missing, of which there are mostly none. */
const UNCONVERTED = `
  missing as materialized (select rate_day, currency from rates where multiply is null or divide is null),
  unconverted as (
    select m.currency, sum(b.sales) as sales, coalesce(sum(b.earned), 0) as earned,
      coalesce(sum(b.reversed), 0) as reversed
    from missing m
    cross join lateral (
      select b.* from booked b
      join chosen_days k on k.day = b.day and k.instant is not distinct from b.instant
      where k.part = 'current' and b.rate_day = m.rate_day and b.commission_currency = m.currency
      offset 0
    ) b
    group by 1
    having sum(b.sales) <> 0 or coalesce(sum(b.earned), 0) <> 0 or coalesce(sum(b.reversed), 0) <> 0
  )`;

const VISITS = `
  visits as (
    select s.part, t.network, sum(t.visits) as visits
    from spans s
    cross join lateral (
      select * from network_daily_total t
      where t.agency_id = $1 and t.day >= s.first_day and t.day <= ${dayOf(BEFORE('s.ends'))}
        and t.visits is not null and ${chosen('t')}
      offset 0
    ) t
    where s.part in ('current', 'previous')
    group by 1, 2
  )`;

/**
 * One row: `figures`, each of a part, a day or month and a network, then money and counts in order; `unconverted` of the
 * part `current`: currency, sales, earned, reversed; `visits` of the parts that are told by day: part, network, visits.
 * All of it is text, in arrays: building objects by name took as long as everything before.
 * No row where a span begins inside of a day, or the agency's days are of another zone.
 */
export function dashboardSql(clock: BookingClock): string {
  return `
  with ${SPANS}, booked as materialized (
    ${bookedSums(clock)}
  ), ${ratesOfBooked('$3::text')}, ${CONVERTED}, figures as (
    select k.part, case when k.bucket = 'month' then date_trunc('month', k.day)::date else k.day end as day, v.network,
      ${all([...MONEY, ...COUNTS], (column) => `sum(v.${column}) as ${column}`)}
    from chosen_days k
    join converted v on v.day = k.day and v.instant is not distinct from k.instant
    group by 1, 2, 3
    having ${isSomething((column) => `sum(v.${column})`)}
    union all (${foldedMonths(clock)})
  ), ${UNCONVERTED}, ${VISITS}
  select
    (select coalesce(json_agg(array[f.part, f.day::text, f.network, ${all(MONEY, (column) => `trim_scale(f.${column})::text`)},
        ${all(COUNTS, (column) => `f.${column}::text`)}] order by f.day, f.network), '[]') from figures f) as figures,
    (select coalesce(json_agg(array[u.currency, u.sales::text, trim_scale(u.earned)::text, trim_scale(u.reversed)::text]
        order by u.currency), '[]') from unconverted u) as unconverted,
    (select coalesce(json_agg(array[v.part, v.network, v.visits::text] order by v.network), '[]') from visits v)
      as visits
  from asked`;
}

import type { BookingClock } from '@tributary/ports';
import { BEFORE, bookedSums, chosen, dayOf, SPANS } from './dashboard-bookings';
import {
  CONVERTED_BOOKINGS,
  CONVERTED_COUNTS,
  CONVERTED_MONEY,
  convertedSum,
  ratesOfBooked,
} from './rate-sql';

const MONEY = Object.keys(CONVERTED_MONEY);
const COUNTS = Object.keys(CONVERTED_COUNTS);

const CONVERTED = `
  converted as materialized (
    select b.instant, b.day, b.network,
      ${Object.entries(CONVERTED_MONEY)
        .map(([column, rate]) => `${convertedSum(column, rate)} as ${column}`)
        .join(', ')},
      ${Object.entries(CONVERTED_COUNTS)
        .map(([column, sum]) => `${sum} as ${column}`)
        .join(', ')}
    ${CONVERTED_BOOKINGS}
    group by 1, 2, 3
  )`;

const all = (columns: readonly string[], write: (column: string) => string) => columns.map(write).join(', ');
const SUMS = [...MONEY, ...COUNTS];
const isSomething = (sum: (column: string) => string) =>
  SUMS.map((column) => `${sum(column)} <> 0`).join(' or ');

/** Days by network: each once, whether it comes out of a fold or out of the rollups. */
const dayFigures = (clock: BookingClock) => `
  day_figures as materialized (
    select * from converted
    union all
    select null, f.day, f.network, ${all(SUMS, (column) => `f.${column}`)}
    from folded_days n
    cross join lateral (
      select * from folded_day f
      where f.agency_id = $1 and f.clock = '${clock}' and f.day = n.day
        and (cardinality($4::text[]) = 0 or f.network = any($4::text[]))
      offset 0
    ) f
  )`;

/** What is left of a month when what is folded of it is not enough. */
const monthFigures = (clock: BookingClock) => `
  month_figures as (
    select k.part, date_trunc('month', k.day::timestamp)::date as month, v.network,
      ${all(SUMS, (column) => `sum(v.${column}) as ${column}`)}
    from chosen_days k
    join day_figures v on v.day = k.day and v.instant is not distinct from k.instant
    where k.by_month
    group by 1, 2, 3
    having ${isSomething((column) => `sum(v.${column})`)}
    union all (
      select k.part, f.month, f.network, ${all(SUMS, (column) => `sum(f.${column}) as ${column}`)}
      from chunks k
      join folded_month f on f.agency_id = $1 and f.clock = '${clock}' and f.month = k.fold and ${chosen('f')}
      group by 1, 2, 3
    )
  )`;

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

/** Lines of text with commas: objects or arrays in JSON took longer than everything before. */
const lines = (columns: readonly string[], from: string) =>
  `(select coalesce(string_agg(concat_ws(',', ${columns.join(', ')}), E'\\n'), '') from ${from})`;
const sums = (row: string) => [
  ...MONEY.map((column) => `trim_scale(${row}.${column})`),
  ...COUNTS.map((column) => `${row}.${column}`),
];
/** As JavaScript has it; nothing for a whole day. */
const epoch = (instant: string) => `coalesce((extract(epoch from ${instant}) * 1000)::bigint::text, '')`;

/**
 * One row of lines:
 * - `spans`: part, first day, day that it ends with or before, instant that it ends at inside of that day (or nothing), and
 *   whether that day is told as the whole of it less what came after;
 * - `days` of the parts by day: instant of a cut day (or nothing), day, network, money and counts in order. A day of
 *   several parts is told once;
 * - `months` of the others: part, month, network, money and counts;
 * - `unconverted` of the part `current`: currency, sales, earned, reversed;
 * - `visits` of the parts that are told by day: part, network, visits.
 * No row where a span begins inside of a day, or the agency's days are of another zone.
 */
export function dashboardSql(clock: BookingClock): string {
  return `
  with ${SPANS}, booked as materialized (
    ${bookedSums(clock)}
  ), ${ratesOfBooked('$3::text')}, ${CONVERTED}, ${dayFigures(clock)}, ${monthFigures(clock)}, ${UNCONVERTED}, ${VISITS},
  told as (
    select v.* from (select distinct day, instant from chosen_days where not by_month) k
    join day_figures v on v.day = k.day and v.instant is not distinct from k.instant
  )
  select
    ${lines(['s.part', 's.first_day', 's.end_day', epoch('c.instant'), 'coalesce(c.is_late, false)'], 'spans s left join cuts c on c.instant = s.ends')} as spans,
    ${lines([epoch('t.instant'), 't.day', 't.network', ...sums('t')], '(select * from told order by day, network) t')} as days,
    ${lines(['m.part', 'm.month', 'm.network', ...sums('m')], '(select * from month_figures order by month, network) m')} as months,
    ${lines(['u.currency', 'u.sales', 'trim_scale(u.earned)', 'trim_scale(u.reversed)'], '(select * from unconverted order by currency) u')} as unconverted,
    ${lines(['v.part', 'v.network', 'v.visits'], '(select * from visits order by network) v')} as visits
  from asked`;
}

import type { MikroORM } from '@mikro-orm/postgresql';
import type { BookingClock, FiguresQuery } from '@tributary/ports';
import { accountsParameter } from '../statement';
import { rowsOf } from './world';

/**
 * The figures computed from nothing but the rows of sales and reversals, joined: slow, and independent of what the
 * ledger repeats, sums up and keeps of the past. Specs compare with it. Parameters: $1 agency, $2 from, $3 until,
 * $4 zone, $5 reporting currency, $6 networks, $7 accounts (null for all of them), $8 statuses. Of networks and statuses,
 * an empty list restricts nothing; of accounts, it leaves none.
 *
 * Rows are first summed per booking day, rate day, network and currencies, and only the sums are converted: that is
 * exact, because all rows of a group share their rate, and it keeps the conversion off the rows.
 */

const CHOSEN = (row: string) => `(cardinality($6::text[]) = 0 or ${row}.network = any($6::text[]))
      and ($7::uuid[] is null or ${row}.account_id = any($7::uuid[]))`;

/** Timestamps are compared with timestamps only, and days cut in the agency's zone afterwards: so indexes apply. */
const SALES = `
    select (s.sale_date at time zone $4::text)::date as day, (s.sale_date at time zone $4::text)::date as rate_day,
      s.network, s.currency, s.commission_currency,
      sum(s.commission) filter (where s.status <> 'pending') as earned,
      null::numeric as reversed,
      sum(s.commission - s.reversed_commission) filter (where s.status = 'pending') as pending,
      sum(s.amount) filter (where s.status <> 'pending') as gross,
      null::numeric as refunded_gross,
      count(*) filter (where s.status <> 'pending') as sales,
      count(*) filter (where s.status = 'pending') as pending_sales,
      count(s.amount) filter (where s.status <> 'pending') as gross_known_sales,
      count(*) filter (where s.status in ('refunded', 'chargeback') or (
        s.status = 'completed' and (s.reversed_amount > 0 or s.reversed_commission > 0) and exists (
          select 1 from reversal r
          where r.agency_id = $1 and r.account_id = s.account_id and r.external_order_id = s.external_order_id
            and r.kind <> 'void'))) as reversed_sales,
      count(*) filter (where s.status = 'chargeback') as chargeback_sales
    from sale s
    where s.agency_id = $1 and s.sale_date >= $2::timestamptz and s.sale_date < $3::timestamptz
      and ${CHOSEN('s')}
      and (cardinality($8::text[]) = 0 or s.status = any($8::text[]))
    group by 1, 2, 3, 4, 5`;

/** A reversal whose sale is not known yet counts by its own date. One of a pending sale moved no money. */
const BOOKED_AT: Readonly<Record<BookingClock, { readonly instant: string; readonly inSpan: string }>> = {
  'sale-date': {
    instant: 'coalesce(r.sale_date, r.reversed_at)',
    inSpan: `((r.sale_date >= $2::timestamptz and r.sale_date < $3::timestamptz)
        or (r.sale_date is null and r.reversed_at >= $2::timestamptz and r.reversed_at < $3::timestamptz))`,
  },
  'event-date': {
    instant: 'r.reversed_at',
    inSpan: 'r.reversed_at >= $2::timestamptz and r.reversed_at < $3::timestamptz',
  },
};

const reversals = (clock: BookingClock) => `
    select (${BOOKED_AT[clock].instant} at time zone $4::text)::date,
      (coalesce(r.sale_date, r.reversed_at) at time zone $4::text)::date, r.network, r.currency,
      r.commission_currency, null, sum(r.commission), null, null,
      sum(r.amount) filter (where r.kind <> 'void' and (s.external_order_id is null or s.amount is not null)),
      0, 0, 0, 0, 0
    from reversal r
    left join sale s
      on s.agency_id = $1 and s.account_id = r.account_id and s.external_order_id = r.external_order_id
    where r.agency_id = $1 and ${BOOKED_AT[clock].inSpan}
      and ${CHOSEN('r')}
      and s.status is distinct from 'pending'
      and (cardinality($8::text[]) = 0 or s.status = any($8::text[]))
    group by 1, 2, 3, 4, 5`;

/** Reference rates are published on working days: the latest of the ten days before stands in. */
const rateOf = (code: string) => `case when ${code} = 'EUR' then 1 else (
        select e.per_euro from exchange_rate e
        where e.currency = ${code} and e.day <= k.rate_day and e.day >= k.rate_day - 10
        order by e.day desc limit 1) end`;

const bookings = (clock: BookingClock) => `
  with booked as (${SALES}
    union all ${reversals(clock)}
  ), rates as (
    select k.rate_day, k.currency,
      case when k.currency = $5::text then 1 else ${rateOf('$5::text')} end as multiply,
      case when k.currency = $5::text then 1 else ${rateOf('k.currency')} end as divide
    from (select rate_day, currency from booked union select rate_day, commission_currency from booked) k
  )`;

/** Twelve digits after the point before anything is divided: rounding to money is the caller's. */
const converted = (column: string, rate: string) =>
  `trim_scale(coalesce(sum((b.${column} * ${rate}.multiply)::numeric(60, 12) / ${rate}.divide), 0))::text`;

const count = (column: string) => `coalesce(sum(b.${column}), 0)::int`;

function figuresSql(clock: BookingClock, bucket: 'day' | 'month'): string {
  return `${bookings(clock)}
  select date_trunc('${bucket}', b.day)::date as day, b.network,
    ${converted('earned', 'c')} as earned, ${converted('reversed', 'c')} as reversed,
    ${converted('pending', 'c')} as pending, ${converted('gross', 'g')} as gross,
    ${converted('refunded_gross', 'g')} as "refundedGross",
    ${count('sales')} as sales, ${count('pending_sales')} as "pendingSales",
    coalesce(sum(b.gross_known_sales) filter (where g.multiply / g.divide is not null), 0)::int as "grossKnownSales",
    ${count('reversed_sales')} as "reversedSales", ${count('chargeback_sales')} as "chargebackSales"
  from booked b
  join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
  join rates g on g.rate_day = b.rate_day and g.currency = b.currency
  where c.multiply is not null and c.divide is not null
  group by 1, 2
  order by 1, 2`;
}

function unconvertedSql(clock: BookingClock): string {
  return `${bookings(clock)}
  select b.commission_currency as currency, ${count('sales')} as sales,
    trim_scale(coalesce(sum(b.earned), 0))::text as earned, trim_scale(coalesce(sum(b.reversed), 0))::text as reversed
  from booked b
  join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
  where c.multiply is null or c.divide is null
  group by 1
  order by 1`;
}

/** What a `FiguresRepository` must answer, read from the rows. */
export async function figuresOfRows(orm: MikroORM, query: FiguresQuery) {
  const { agencyId, from, until, zone, reportingCurrency, networks, accounts, statuses, clock } = query;
  const span = [from.toISOString(), until.toISOString(), zone, reportingCurrency];
  const parameters = [agencyId, ...span, networks, accountsParameter(accounts), statuses];
  return {
    days: await rowsOf(orm, figuresSql(clock, 'day'), parameters),
    months: await rowsOf(orm, figuresSql(clock, 'month'), parameters),
    unconverted: await rowsOf(orm, unconvertedSql(clock), parameters),
  };
}

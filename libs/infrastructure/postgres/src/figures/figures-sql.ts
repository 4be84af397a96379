import type { BookingClock } from '@tributary/ports';
import { ROWS_OF_NOW, rowsAt } from '../ledger/shown-rows';
import { EDGES, WHOLE_DAYS_AND_EDGES, WHOLE_DAYS_SALES, wholeDaysReversals } from './booked-days';
import { bookedReversals, bookedSales, WHOLE_SPAN } from './booked-rows';
import { CONVERTED_BOOKINGS, CONVERTED_COUNTS, convertedSum, ratesOfBooked } from './rate-sql';

/** Now: whole days out of the rollups, the rest out of the rows. Past: out of the rows as they were shown then. */
export const MOMENTS = ['now', 'past'] as const;
export type Moment = (typeof MOMENTS)[number];

const ROWS = { now: ROWS_OF_NOW, past: rowsAt('$9') };

/**
 * The figures' SQL, with the parameters of `booked-rows` and, for the past, $9 the instant.
 *
 * Rows are first summed per booking day, rate day, network and currencies, and only the sums are converted: that is
 * exact, because all rows of a group share their rate, and it keeps the conversion off the rows.
 */
function booked(clock: BookingClock, moment: Moment): string {
  const rows = ROWS[moment];
  if (moment === 'past') {
    const parts = [bookedSales(rows, WHOLE_SPAN), bookedReversals(clock, rows, WHOLE_SPAN)];
    return `booked as (${parts.join(' union all ')})`;
  }
  const parts = [
    bookedSales(rows, EDGES),
    bookedReversals(clock, rows, EDGES),
    WHOLE_DAYS_SALES,
    wholeDaysReversals(clock),
  ];
  return `${WHOLE_DAYS_AND_EDGES}, booked as (${parts.join(' union all ')})`;
}

const bookings = (clock: BookingClock, moment: Moment) => `
  with ${booked(clock, moment)}, ${ratesOfBooked('$5::text', ROWS[moment].rates)}`;

const converted = (column: string, rate: string) => `trim_scale(${convertedSum(column, rate)})::text`;

const count = (column: string) => `coalesce(sum(b.${column}), 0)::int`;

export function figuresSql(clock: BookingClock, moment: Moment, bucket: 'day' | 'month'): string {
  return `${bookings(clock, moment)}
  select date_trunc('${bucket}', b.day)::date as day, b.network,
    ${converted('earned', 'c')} as earned, ${converted('reversed', 'c')} as reversed,
    ${converted('pending', 'c')} as pending, ${converted('gross', 'g')} as gross,
    ${converted('refunded_gross', 'g')} as "refundedGross",
    ${count('sales')} as sales, ${count('pending_sales')} as "pendingSales",
    ${CONVERTED_COUNTS.gross_known_sales}::int as "grossKnownSales",
    ${count('reversed_sales')} as "reversedSales", ${count('chargeback_sales')} as "chargebackSales"
  ${CONVERTED_BOOKINGS}
  group by 1, 2
  order by 1, 2`;
}

export function unconvertedSql(clock: BookingClock, moment: Moment): string {
  return `${bookings(clock, moment)}
  select b.commission_currency as currency, ${count('sales')} as sales,
    trim_scale(coalesce(sum(b.earned), 0))::text as earned, trim_scale(coalesce(sum(b.reversed), 0))::text as reversed
  from booked b
  join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
  where c.multiply is null or c.divide is null
  group by 1
  order by 1`;
}

/** Visits are told per day of the network's zone; the span's days are taken as they are. */
export const VISITS_SQL = `
  select network, sum(visits)::int as visits from network_daily_total t
  where t.agency_id = $1 and t.visits is not null
    and t.day >= ($2::timestamptz at time zone $4::text)::date
    and t.day <= (($3::timestamptz - interval '1 microsecond') at time zone $4::text)::date
    and (cardinality($5::text[]) = 0 or t.network = any($5::text[]))
    and ($6::uuid[] is null or t.account_id = any($6::uuid[]))
  group by network
  order by network`;

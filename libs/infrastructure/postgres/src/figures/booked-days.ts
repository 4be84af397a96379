import type { BookingClock } from '@tributary/ports';
import { CHOSEN, type Stretch } from './booked-rows';

/*
 * What was booked on whole days, out of the rollups, and which days those are. The rollups' days are of the agency's
 * zone: of a query in another one, no day is whole. A day is cut at instants only where the span begins or ends inside
 * of it.
 */

/** Where a zone turns its clock at midnight, a day may begin a little before or after what the calendar says. */
const TURN_OF_CLOCK = `interval '2 hours'`;

const dayOf = (instant: string) => `(${instant} at time zone $4::text)::date`;
const startOf = (day: string) => `(${day}::timestamp at time zone $4::text)`;
const FROM = '$2::timestamptz';
const UNTIL = '$3::timestamptz';
const LAST_INSTANT = `(${UNTIL} - interval '1 microsecond')`;
const INSTANT_BEFORE = `(${FROM} - interval '1 microsecond')`;

export const WHOLE_DAYS_AND_EDGES = `
  whole as (
    select d.first_day, d.end_day
    from agency a
    cross join (
      select ${dayOf(FROM)} + (${dayOf(INSTANT_BEFORE)} = ${dayOf(FROM)})::int as first_day,
        ${dayOf(UNTIL)} as end_day
    ) d
    where a.id = $1 and a.time_zone = $4::text and d.first_day < d.end_day
  ), edges as (
    select ${FROM} as begins, ${UNTIL} as ends, date '-infinity' as first_day, date 'infinity' as end_day
    where not exists (select from whole)
    union all
    select ${FROM}, ${startOf('w.first_day')} + ${TURN_OF_CLOCK}, date '-infinity', w.first_day
    from whole w where w.first_day > ${dayOf(FROM)}
    union all
    select ${startOf('w.end_day')} - ${TURN_OF_CLOCK}, ${UNTIL}, w.end_day, date 'infinity'
    from whole w where ${dayOf(LAST_INSTANT)} = w.end_day
  )`;

export const EDGES: Stretch = {
  from: 'edges e cross join',
  begins: 'e.begins',
  ends: 'e.ends',
  contains: (day) => `${day} >= e.first_day and ${day} < e.end_day`,
};

const PAID = ['completed', 'refunded', 'chargeback'];
const EVERY = ['pending', ...PAID];

const isAny = `cardinality($8::text[]) = 0`;
const isChosen = (status: string) =>
  status === 'unlinked' ? isAny : `(${isAny} or '${status}' = any($8::text[]))`;

/** Sum of a column over the chosen ones of the statuses. */
function total(statuses: readonly string[], column: (status: string) => string): string {
  return `sum(${statuses.map((status) => `case when ${isChosen(status)} then ${column(status)} else 0 end`).join(' + ')})`;
}

const isBooked = (statuses: readonly string[]) =>
  `(${statuses.map((status) => `(${isChosen(status)} and d.${status}_count <> 0)`).join(' or ')})`;

export const WHOLE_DAYS_SALES = `
    select d.day, d.day, d.network, d.currency, d.commission_currency,
      ${total(PAID, (status) => `d.${status}_commission`)},
      null,
      ${total(['pending'], () => 'd.pending_commission - d.pending_reversed')},
      ${total(PAID, (status) => `d.${status}_gross`)},
      null,
      ${total(PAID, (status) => `d.${status}_count`)},
      ${total(['pending'], () => 'd.pending_count')},
      ${total(PAID, (status) => `d.${status}_gross_known`)},
      ${total(PAID, (status) => (status === 'completed' ? 'd.completed_reversed_count' : `d.${status}_count`))},
      ${total(['chargeback'], () => 'd.chargeback_count')}
    from whole w
    cross join lateral (
      select * from daily_sales d
      where d.agency_id = $1 and d.day >= w.first_day and d.day < w.end_day
      offset 0
    ) d
    where ${CHOSEN('d')} and ${isBooked(EVERY)}
    group by 1, 2, 3, 4, 5`;

const BOOKING_DAY: Readonly<Record<BookingClock, string>> = {
  'sale-date': 'sale_day',
  'event-date': 'event_day',
};

export function wholeDaysReversals(clock: BookingClock): string {
  const day = BOOKING_DAY[clock];
  const statuses = ['unlinked', ...PAID];
  return `
    select d.${day}, d.sale_day, d.network, d.currency, d.commission_currency, null,
      ${total(statuses, (status) => `d.${status}_commission`)}, null, null,
      ${total(statuses, (status) => `d.${status}_gross`)},
      0, 0, 0, 0, 0
    from whole w
    cross join lateral (
      select * from daily_reversals d
      where d.agency_id = $1 and d.${day} >= w.first_day and d.${day} < w.end_day
      offset 0
    ) d
    where ${CHOSEN('d')} and ${isBooked(statuses)}
    group by 1, 2, 3, 4, 5`;
}

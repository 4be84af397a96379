import type { BookingClock } from '@tributary/ports';
import { trueFolds } from './folds/true-folds';

/*
 * The figures of all parts of the dashboard in one statement, read at one instant: $1 agency, $2 zone, $3 reporting
 * currency, $4 networks (every one when empty), $5 accounts (null for all of them), and the spans as columns: $6 names,
 * $7 whether by month, $8 begins, $9 ends. A span begins with a day and may end inside of one.
 *
 * Days and months that are over come out of their folds; other days out of the rollups, each read once however many spans
 * it is in; of a day that a span ends in, the rows on the shorter side of that instant. Every lookup walks from given days and
 * instants by lateral steps, so that the plan, which is kept, is right for every agency.
 */

export const dayOf = (instant: string) => `(${instant} at time zone $2::text)::date`;
const startOf = (day: string) => `((${day})::timestamp at time zone $2::text)`;
export const BEFORE = (instant: string) => `(${instant} - interval '1 microsecond')`;
const NEXT_MONTH = (month: string) => `(${month} + interval '1 month')::date`;

/** Where a zone turns its clock at midnight, a day may begin a little before or after what the calendar says. */
const TURN_OF_CLOCK = `interval '2 hours'`;

export const chosen = (row: string) => `(cardinality($4::text[]) = 0 or ${row}.network = any($4::text[]))
      and ($5::uuid[] is null or ${row}.account_id = any($5::uuid[]))`;

const OF_ASKED = { agency: '$1', zone: '$2::text', currency: '$3::text' } as const;

/** Whole days and months of each span, and the instants inside of a day that spans end at. */
export const SPANS = `
  spans as materialized (
    select s.part, s.by_month, s.ends, ${dayOf('s.begins')} as first_day, ${dayOf('s.ends')} as end_day,
      ${dayOf(BEFORE('s.ends'))} = ${dayOf('s.ends')} as is_cut,
      ${dayOf(BEFORE('s.begins'))} < ${dayOf('s.begins')} as begins_with_day
    from unnest($6::text[], $7::boolean[], $8::timestamptz[], $9::timestamptz[]) as s(part, by_month, begins, ends)
  ), asked as (
    select from agency a
    where a.id = $1 and a.time_zone = $2::text and not exists (select from spans s where not s.begins_with_day)
  ), folds as materialized (${trueFolds('month', OF_ASKED)}
  ), chunks as materialized (
    select s.part, s.by_month, s.first_day, s.end_day, null::date as fold from spans s where not s.by_month
    union all
    select s.part, s.by_month, greatest(s.first_day, m.month::date), least(s.end_day, ${NEXT_MONTH('m.month')}), f.month
    from spans s
    cross join lateral generate_series(date_trunc('month', s.first_day::timestamp), (s.end_day - 1)::timestamp,
      interval '1 month') as m(month)
    left join folds f on f.month = m.month::date and f.month >= s.first_day and ${NEXT_MONTH('f.month')} <= s.end_day
    where s.by_month
  ), cuts as materialized (
    select distinct s.ends as instant, s.end_day as day,
      s.ends - ${startOf('s.end_day')} > ${startOf('s.end_day + 1')} - s.ends as is_late
    from spans s where s.is_cut
  ), cut_rows as materialized (
    select c.instant, c.day, case when c.is_late then -1 else 1 end as sign,
      case when c.is_late then c.instant else ${startOf('c.day')} - ${TURN_OF_CLOCK} end as begins,
      case when c.is_late then ${startOf('c.day + 1')} + ${TURN_OF_CLOCK} else c.instant end as ends
    from cuts c
  ), chosen_days as materialized (
    select c.part, c.by_month, c.first_day + d.number as day, null::timestamptz as instant
    from chunks c cross join lateral generate_series(0, c.end_day - c.first_day - 1) as d(number)
    where c.fold is null
    union all
    select s.part, s.by_month, s.end_day, s.ends from spans s where s.is_cut
    union all
    select s.part, s.by_month, s.end_day, null from spans s join cuts c on c.instant = s.ends where c.is_late
  ), whole_days as materialized (select distinct day from chosen_days where instant is null
  ), folded_days as materialized (${trueFolds('day', OF_ASKED)}
      and f.is_whole and $5::uuid[] is null and f.day in (select day from whole_days)
  ), days as materialized (select day from whole_days except select day from folded_days)`;

/** Sums of columns over the cells of a lateral lookup, whole days first: a cell counts once for all spans. */
const DAYS_SALES = `
    select null::timestamptz as instant, n.day, n.day as rate_day, d.network, d.currency, d.commission_currency,
      sum(d.completed_commission + d.refunded_commission + d.chargeback_commission) as earned,
      null::numeric as reversed,
      sum(d.pending_commission - d.pending_reversed) as pending,
      sum(d.completed_gross + d.refunded_gross + d.chargeback_gross) as gross,
      null::numeric as refunded_gross,
      sum(d.completed_count + d.refunded_count + d.chargeback_count) as sales,
      sum(d.pending_count) as pending_sales,
      sum(d.completed_gross_known + d.refunded_gross_known + d.chargeback_gross_known) as gross_known_sales,
      sum(d.completed_reversed_count + d.refunded_count + d.chargeback_count) as reversed_sales,
      sum(d.chargeback_count) as chargeback_sales
    from days n
    cross join lateral (
      select * from daily_sales d where d.agency_id = $1 and d.day = n.day and ${chosen('d')} offset 0
    ) d
    group by 2, 4, 5, 6`;

/** Where refunds of whole days are, and when one of a part of a day is booked. */
export interface Refunds {
  readonly table: string;
  readonly day: string;
  /** Of the row, the instant that it is booked at. */
  readonly instant: string;
  readonly between: (begins: string, ends: string) => string;
}

export const REFUNDS: Readonly<Record<BookingClock, Refunds>> = {
  'sale-date': {
    table: 'daily_refunds',
    day: 'sale_day',
    instant: 'coalesce(r.sale_date, r.reversed_at)',
    between: (begins, ends) => `((r.sale_date >= ${begins} and r.sale_date < ${ends})
          or (r.sale_date is null and r.reversed_at >= ${begins} and r.reversed_at < ${ends}))`,
  },
  'event-date': {
    table: 'daily_reversals',
    day: 'event_day',
    instant: 'r.reversed_at',
    between: (begins, ends) => `r.reversed_at >= ${begins} and r.reversed_at < ${ends}`,
  },
};

/** Of a cell. */
export const refundTotal = (name: string) =>
  ['unlinked', 'completed', 'refunded', 'chargeback'].map((status) => `d.${status}_${name}`).join(' + ');

/** Converted like its sale: by the rate of the sale's day, on both clocks. */
const daysRefunds = ({ table, day }: Refunds) => `
    select null, n.day, d.sale_day, d.network, d.currency, d.commission_currency, null, sum(${refundTotal('commission')}), null,
      null, sum(${refundTotal('gross')}), 0, 0, 0, 0, 0
    from days n
    cross join lateral (
      select * from ${table} d where d.agency_id = $1 and d.${day} = n.day and ${chosen('d')} offset 0
    ) d
    group by 2, 3, 4, 5, 6`;

const CUT_SALES = `
    select c.instant, c.day, c.day, s.network, s.currency, s.commission_currency,
      c.sign * sum(s.commission) filter (where s.status <> 'pending'), null,
      c.sign * sum(s.commission - s.reversed_commission) filter (where s.status = 'pending'),
      c.sign * sum(s.amount) filter (where s.status <> 'pending'), null,
      c.sign * count(*) filter (where s.status <> 'pending'),
      c.sign * count(*) filter (where s.status = 'pending'),
      c.sign * count(s.amount) filter (where s.status <> 'pending'),
      c.sign * count(*) filter (where s.status in ('refunded', 'chargeback') or (
        s.status = 'completed' and s.has_refund and (s.reversed_amount > 0 or s.reversed_commission > 0))),
      c.sign * count(*) filter (where s.status = 'chargeback')
    from cut_rows c
    cross join lateral (
      select * from sale s
      where s.agency_id = $1 and s.sale_date >= c.begins and s.sale_date < c.ends and ${chosen('s')}
      offset 0
    ) s
    where ${dayOf('s.sale_date')} = c.day
    group by c.instant, c.day, c.sign, 4, 5, 6`;

const cutRefunds = ({ instant, between }: Refunds) => `
    select c.instant, c.day, ${dayOf('coalesce(r.sale_date, r.reversed_at)')}, r.network, r.currency,
      r.commission_currency, null, c.sign * sum(r.commission), null, null,
      c.sign * sum(r.amount) filter (where r.kind <> 'void' and r.sale_tells_amount), 0, 0, 0, 0, 0
    from cut_rows c
    cross join lateral (
      select * from reversal r
      where r.agency_id = $1 and ${between('c.begins', 'c.ends')} and ${chosen('r')}
        and r.sale_status is distinct from 'pending'
      offset 0
    ) r
    where ${dayOf(instant)} = c.day
    group by c.instant, c.day, c.sign, 3, 4, 5, 6`;

/** What was booked on whole days, and in the cut ones on the shorter side of each instant. */
export function bookedSums(clock: BookingClock): string {
  const refunds = REFUNDS[clock];
  return [DAYS_SALES, daysRefunds(refunds), CUT_SALES, cutRefunds(refunds)].join(' union all ');
}

import type { BookingClock } from '@tributary/ports';
import type { ShownRows } from '../ledger/shown-rows';

/*
 * What was booked, row by row. Every statement of the figures has the parameters $1 agency, $2 from, $3 until, $4 zone,
 * $5 reporting currency, $6 networks, $7 accounts (null for all of them), $8 statuses. Of networks and statuses, an
 * empty list restricts nothing; of accounts, it leaves none.
 */

/** A stretch of time that rows are read of, cut at instants and, by the agency's calendar, at days. */
export interface Stretch {
  /** A table to join, or nothing. */
  readonly from: string;
  readonly begins: string;
  readonly ends: string;
  /** Says of a day that it is inside. */
  readonly contains: (day: string) => string;
}

export const WHOLE_SPAN: Stretch = {
  from: '',
  begins: '$2::timestamptz',
  ends: '$3::timestamptz',
  contains: () => 'true',
};

export const CHOSEN = (row: string) => `(cardinality($6::text[]) = 0 or ${row}.network = any($6::text[]))
      and ($7::uuid[] is null or ${row}.account_id = any($7::uuid[]))`;

const dayOf = (instant: string) => `(${instant} at time zone $4::text)::date`;

/** Timestamps are compared with timestamps only, and days cut in the agency's zone afterwards: so indexes apply. */
export const bookedSales = (rows: ShownRows, { from, begins, ends, contains }: Stretch) => `
    select ${dayOf('s.sale_date')} as day, ${dayOf('s.sale_date')} as rate_day,
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
        s.status = 'completed' and s.has_refund and (s.reversed_amount > 0 or s.reversed_commission > 0)))
        as reversed_sales,
      count(*) filter (where s.status = 'chargeback') as chargeback_sales
    from ${from} lateral (
      select * from ${rows.sales} s
      where s.agency_id = $1 and s.sale_date >= ${begins} and s.sale_date < ${ends}
        and ${CHOSEN('s')}
        and (cardinality($8::text[]) = 0 or s.status = any($8::text[]))
      offset 0
    ) s
    where ${contains(dayOf('s.sale_date'))}
    group by 1, 2, 3, 4, 5`;

interface Booked {
  readonly instant: string;
  readonly isWithin: (begins: string, ends: string) => string;
}

/** A reversal whose sale is not known yet counts by its own date. */
const BOOKED_AT: Readonly<Record<BookingClock, Booked>> = {
  'sale-date': {
    instant: 'coalesce(r.sale_date, r.reversed_at)',
    isWithin: (begins, ends) => `((r.sale_date >= ${begins} and r.sale_date < ${ends})
          or (r.sale_date is null and r.reversed_at >= ${begins} and r.reversed_at < ${ends}))`,
  },
  'event-date': {
    instant: 'r.reversed_at',
    isWithin: (begins, ends) => `r.reversed_at >= ${begins} and r.reversed_at < ${ends}`,
  },
};

/** A reversal of a pending sale moved no money. */
export function bookedReversals(clock: BookingClock, rows: ShownRows, stretch: Stretch): string {
  const { from, begins, ends, contains } = stretch;
  const { instant, isWithin } = BOOKED_AT[clock];
  return `
    select ${dayOf(instant)}, ${dayOf('coalesce(r.sale_date, r.reversed_at)')}, r.network, r.currency,
      r.commission_currency, null, sum(r.commission), null, null,
      sum(r.amount) filter (where r.kind <> 'void' and r.sale_tells_amount),
      0, 0, 0, 0, 0
    from ${from} lateral (
      select * from ${rows.reversals} r
      where r.agency_id = $1 and ${isWithin(begins, ends)}
        and ${CHOSEN('r')}
        and r.sale_status is distinct from 'pending'
        and (cardinality($8::text[]) = 0 or r.sale_status = any($8::text[]))
      offset 0
    ) r
    where ${contains(dayOf(instant))}
    group by 1, 2, 3, 4, 5`;
}

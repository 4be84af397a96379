import type { BookingClock } from '@tributary/ports';
import { REFUNDS, type Refunds, refundTotal } from '../dashboard-bookings';
import {
  CONVERTED_BOOKINGS,
  CONVERTED_COUNTS,
  CONVERTED_MONEY,
  convertedSum,
  ratesOfBooked,
} from '../rate-sql';
import type { FoldUnit } from './true-folds';

/* $1 agency, $2 the days or the first days of months. */

/** What a fold keeps apart. Clients see some accounts of an agency: of years they read months, of days the rollups. */
const GROUPS: Readonly<Record<FoldUnit, readonly string[]>> = {
  day: ['network'],
  month: ['account_id', 'network'],
};

const WITHIN: Readonly<Record<FoldUnit, (day: string) => string>> = {
  day: (day) => `${day} = p.period`,
  month: (day) => `${day} >= p.period and ${day} < (p.period + interval '1 month')::date`,
};

const bookedCells = ({ table, day }: Refunds, within: (day: string) => string) => `
    select p.period, d.day as rate_day, d.account_id, d.network, d.currency, d.commission_currency,
      d.completed_commission + d.refunded_commission + d.chargeback_commission as earned,
      null::numeric as reversed, d.pending_commission - d.pending_reversed as pending,
      d.completed_gross + d.refunded_gross + d.chargeback_gross as gross, null::numeric as refunded_gross,
      d.completed_count + d.refunded_count + d.chargeback_count as sales, d.pending_count as pending_sales,
      d.completed_gross_known + d.refunded_gross_known + d.chargeback_gross_known as gross_known_sales,
      d.completed_reversed_count + d.refunded_count + d.chargeback_count as reversed_sales,
      d.chargeback_count as chargeback_sales
    from unnest($2::date[]) as p(period)
    cross join lateral (select * from daily_sales d where d.agency_id = $1 and ${within('d.day')} offset 0) d
    union all
    select p.period, d.sale_day, d.account_id, d.network, d.currency, d.commission_currency, null,
      ${refundTotal('commission')}, null, null, ${refundTotal('gross')}, 0, 0, 0, 0, 0
    from unnest($2::date[]) as p(period)
    cross join lateral (select * from ${table} d where d.agency_id = $1 and ${within(`d.${day}`)} offset 0) d`;

/** As it was marked, also when the agency chooses another one in between. */
const markedCurrency = (unit: FoldUnit) =>
  `(select max(f.currency) from ${unit}_fold f where f.agency_id = $1 and f.${unit} = any($2::date[]))`;

const notWhole = `
  not_whole as (
    update day_fold f set is_whole = false
    from (
      select distinct b.period from booked b
      join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
      where c.multiply is null or c.divide is null
    ) b
    where f.agency_id = $1 and f.day = b.period
  )`;

/** As many digits as an amount has before it is divided; they are read, and written, each time. */
const kept = (column: string, rate: string) => `trim_scale(round(${convertedSum(column, rate)}, 12))`;

/** Sums what was booked on days or in months that are marked already. */
export function foldSql(unit: FoldUnit, clock: BookingClock): string {
  const groups = GROUPS[unit].join(', ');
  return `
  with booked as materialized (${bookedCells(REFUNDS[clock], WITHIN[unit])}
  ), ${ratesOfBooked(markedCurrency(unit))}${unit === 'day' ? `, ${notWhole}` : ''}
  insert into folded_${unit} (agency_id, clock, ${unit}, ${groups}, ${[...Object.keys(CONVERTED_MONEY), ...Object.keys(CONVERTED_COUNTS)].join(', ')})
  select $1, '${clock}', b.period, ${groups},
    ${Object.entries(CONVERTED_MONEY)
      .map(([column, rate]) => kept(column, rate))
      .join(', ')},
    ${Object.values(CONVERTED_COUNTS).join(', ')}
  ${CONVERTED_BOOKINGS}
  group by b.period, ${groups}`;
}

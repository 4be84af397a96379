import type { ComparisonQuestion } from '@tributary/ports';
import { Statement } from '../statement';

/** One day in one currency; the currency is null where neither side knows of anything. Numerics come as text. */
export interface ComparedRow {
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly statedAt: string;
  readonly readingOutcome: 'ok' | 'partial' | 'failed' | null;
  readonly readingFinishedAt: string | null;
  readonly quarantinedRows: number;
  readonly currency: string | null;
  readonly isStated: boolean;
  readonly statedConversions: number | null;
  readonly statedReversals: number | null;
  readonly statedGross: string | null;
  readonly statedVoided: string | null;
  readonly statedNet: string | null;
  readonly sales: number;
  readonly orders: number;
  readonly gross: string;
  readonly pendingSales: number;
  readonly pendingCommission: string;
  readonly salesWithoutCommission: number;
  readonly reversals: number;
  readonly reversedOrders: number;
  readonly voided: string;
  readonly net: string;
  readonly changedAt: string | null;
}

/*
 * The planner would take the primary key and read the whole account once a day of the span. So the account is compared by
 * an operator that no index serves, which leaves the index on the date, and reversals are looked up day by day.
 */

/** Where an order has several lines, the last part of their link keys is the line. */
const ORDER = `regexp_replace(link_key, ':[^:]*$', '')`;

const DATE_OF_REVERSAL = { 'own-day': 'reversed_at', 'day-of-sale': 'sale_date' } as const;

/** A reversal of a sale that is still pending took nothing back yet. */
const TAKEN_BACK = {
  'own-day': 'true',
  'day-of-sale': `exists (
      select 1 from sale s
      where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = r.external_order_id
        and s.state = 'completed')`,
} as const;

const money = (expression: string) => `coalesce(${expression}, 0)::numeric(38,4)::text`;

/** The stated days as spans of instants, and what the network stated about them. */
const STATED = `
  with days as (
    select day, stated_at, day::timestamp at time zone zone as from_at, (day + 1)::timestamp at time zone zone as until_at
    from network_stated_day
    where agency_id = $1 and account_id = $2 and day between $3::date and $4::date
  ),
  stated as (
    select t.* from days d
    join network_daily_total t on t.agency_id = $1 and t.account_id = $2 and t.day = d.day
  ),`;

const SOLD = `
  sold as (
    select d.day, s.commission_currency as currency,
      count(*) filter (where s.state = 'completed')::int as sales,
      count(distinct (${ORDER}, s.sale_date)) filter (where s.state = 'completed')::int as orders,
      sum(s.commission) filter (where s.state = 'completed') as gross,
      count(*) filter (where s.state = 'pending')::int as pending_sales,
      sum(s.commission) filter (where s.state = 'pending') as pending_commission,
      count(*) filter (where s.state = 'completed' and coalesce(s.commission, 0) = 0)::int as without_commission,
      max(s.changed_at) as changed_at
    from days d
    join sale s on s.agency_id = $1 and s.account_id is not distinct from $2::uuid
      and s.sale_date >= d.from_at and s.sale_date < d.until_at
    group by 1, 2
  ),`;

function takenSql(reversalsCountOn: ComparisonQuestion['reversalsCountOn']): string {
  const date = DATE_OF_REVERSAL[reversalsCountOn];
  return `
  taken as (
    select d.day, r.commission_currency as currency,
      count(*)::int as reversals,
      count(distinct (${ORDER}, r.kind, r.reversed_at))::int as orders,
      sum(r.commission) as voided,
      max(r.changed_at) as changed_at
    from days d
    cross join lateral (
      select * from reversal r
      where r.agency_id = $1 and r.account_id is not distinct from $2::uuid
        and r.${date} >= d.from_at and r.${date} < d.until_at
      offset 0
    ) r
    where ${TAKEN_BACK[reversalsCountOn]}
    group by 1, 2
  ),`;
}

const BOTH_SIDES = `
  currencies as (
    select day, currency from stated union select day, currency from sold union select day, currency from taken
  )
  select d.day::text as day, d.from_at as "startsAt", d.until_at as "endsAt", d.stated_at as "statedAt",
    reading.outcome as "readingOutcome", reading.finished_at as "readingFinishedAt",
    waiting.rows as "quarantinedRows",
    c.currency, t.day is not null as "isStated",
    t.conversions as "statedConversions", t.reversals as "statedReversals",
    t.gross_commission::text as "statedGross", t.voided_commission::text as "statedVoided",
    t.net_commission::text as "statedNet",
    coalesce(s.sales, 0) as sales, coalesce(s.orders, 0) as orders, ${money('s.gross')} as gross,
    coalesce(s.pending_sales, 0) as "pendingSales", ${money('s.pending_commission')} as "pendingCommission",
    coalesce(s.without_commission, 0) as "salesWithoutCommission",
    coalesce(r.reversals, 0) as reversals, coalesce(r.orders, 0) as "reversedOrders", ${money('r.voided')} as voided,
    (coalesce(s.gross, 0) - coalesce(r.voided, 0))::numeric(38,4)::text as net,
    greatest(s.changed_at, r.changed_at) as "changedAt"
  from days d
  left join currencies c on c.day = d.day
  left join stated t on t.day = c.day and t.currency = c.currency
  left join sold s on s.day = c.day and s.currency = c.currency
  left join taken r on r.day = c.day and r.currency = c.currency`;

/** The last reading that touched the day, and rows that wait since one that did. */
const READINGS = `
  left join lateral (
    select u.outcome, u.finished_at from sync_run u
    where u.agency_id = $1 and u.account_id = $2 and u.tier = any($5::text[]) and u.finished_at is not null
      and u.window_from < d.until_at and u.window_to > d.from_at
    order by u.started_at desc
    limit 1
  ) reading on true
  cross join lateral (
    select count(*)::int as rows
    from quarantined_row q
    join sync_run u on u.agency_id = q.agency_id and u.id = q.run_id
    where q.agency_id = $1 and q.account_id = $2 and q.resolved_at is null and u.tier = any($5::text[])
      and u.window_from < d.until_at and u.window_to > d.from_at
  ) waiting
  order by d.day, c.currency collate "C"`;

/** Parameters: agency, account, first day, last day, tiers that read the network. */
function compareSql(reversalsCountOn: ComparisonQuestion['reversalsCountOn']): string {
  return [STATED, SOLD, takenSql(reversalsCountOn), BOTH_SIDES, READINGS].join('');
}

export const COMPARE: Readonly<Record<ComparisonQuestion['reversalsCountOn'], Statement<ComparedRow>>> = {
  'own-day': new Statement(compareSql('own-day')),
  'day-of-sale': new Statement(compareSql('day-of-sale')),
};

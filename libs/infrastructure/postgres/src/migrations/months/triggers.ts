import { DAILY_REVERSALS, DAILY_SALES, reversalSums, type Rollup, spread } from '../ledger/cells';
import { compare, refill } from '../ledger/maintenance';
import { book, BY_KEY, type Event, EVENTS, LEDGERED, type Ledgered, ROLLUP_LOCK } from '../ledger/triggers';

/* Part of Migration20261128120000_months, and as unchangeable: a later migration replaces functions, not this text. */

/** Reversals by the day of their sale alone: as many cells as sales have, where `daily_reversals` has one for nearly each. */
const DAILY_REFUNDS: Rollup = {
  ...DAILY_REVERSALS,
  table: 'daily_refunds',
  keys: DAILY_REVERSALS.keys.filter((key) => key !== 'event_day'),
  cells: (summed) => spread(DAILY_REFUNDS, summed.map(reversalSums)),
};

const KEPT = [DAILY_SALES, DAILY_REVERSALS, DAILY_REFUNDS];

export interface Kept extends Ledgered {
  readonly rollups: readonly Rollup[];
  /** The instants of a row whose months change with it. */
  readonly booked: readonly string[];
}

export const TABLES: readonly Kept[] = LEDGERED.map((ledgered) =>
  ledgered.table === 'sale'
    ? { ...ledgered, rollups: [DAILY_SALES], booked: ['r.sale_date'] }
    : {
        ...ledgered,
        rollups: [DAILY_REVERSALS, DAILY_REFUNDS],
        booked: ['coalesce(r.sale_date, r.reversed_at)', 'r.reversed_at'],
      },
);

/** A folded month of a row that changed is not true any more. An account marks only for itself: two never wait. */
export function markStale({ booked }: Kept, { summed }: Event): string {
  const months = summed.flatMap(({ rows }) =>
    booked.map(
      (instant) => `
        select r.account_id, date_trunc('month', ${instant} at time zone zone)::date as month
        from ${rows} where r.agency_id = tenant`,
    ),
  );
  return `
    if exists (select 1 from month_fold f where f.agency_id = tenant) then
      insert into stale_month (agency_id, month, account_id)
      select distinct tenant, m.month, m.account_id
      from (${months.join(' union all ')}) m
      join month_fold f on f.agency_id = tenant and f.month = m.month
      on conflict do nothing;
    end if;`;
}

function functionOf(kept: Kept, event: Event): string {
  const { table, rollups } = kept;
  return `
create or replace function ${table}_${event.name}() returns trigger language plpgsql ${BY_KEY} as $$
declare
  moment timestamptz := ledger_instant();
  tenant uuid;
  zone text;
begin
  for tenant in select distinct s.agency_id from ${event.source} s order by 1 loop
    zone := ledger_zone(tenant);
    if zone is null then${rollups.map((rollup) => `\n      delete from ${rollup.table} where agency_id = tenant;`).join('')}
      continue;
    end if;${rollups.map((rollup) => book(rollup, event.summed)).join('')}${markStale(kept, event)}
  end loop;${event.history(kept)}
  return null;
end $$`;
}

/** Sums that are made anew make every fold of theirs anew, too. */
const REBUILD = `
create or replace function rebuild_rollups(tenant uuid) returns void language plpgsql as $$
declare
  zone text;
begin
  perform pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext(tenant::text));
  select a.time_zone into zone from agency a where a.id = tenant;
  if zone is null then
    return;
  end if;${KEPT.map(refill).join('')}
  delete from month_fold where agency_id = tenant;
end $$`;

const DIFFERENCES = `
create or replace function rollup_differences(tenant uuid)
returns table ("table" text, "day" date, "account_id" uuid, "column" text, "stored" numeric, "actual" numeric)
language sql stable as $$${KEPT.map(compare).join('\n  union all')}
  order by 1, 2, 3, 4
$$`;

/** A rate stands in for ten days after its own: what was converted by another one before is not true any more. */
const RATES = [
  `
create function exchange_rate_moved() returns trigger language plpgsql as $$
begin
  insert into exchange_rate_month as m (month, revision)
  select distinct date_trunc('month', d.day)::date, 1
  from new_rows n cross join lateral (values (n.day), (n.day + 10)) as d(day)
  order by 1
  on conflict (month) do update set revision = m.revision + 1;
  return null;
end $$`,
  ...['insert', 'update'].map(
    (event) => `
create trigger exchange_rate_moved_by_${event} after ${event} on exchange_rate referencing new table as new_rows
  for each statement execute function exchange_rate_moved()`,
  ),
  'revoke all on function exchange_rate_moved() from public',
];

export const FUNCTIONS: readonly string[] = [
  ...TABLES.flatMap((kept) => EVENTS.map((event) => functionOf(kept, event))),
  REBUILD,
  DIFFERENCES,
  ...RATES,
];

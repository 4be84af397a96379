import { refill } from '../ledger/maintenance';
import { type Event, ROLLUP_LOCK } from '../ledger/triggers';
import { type Kept, KEPT } from '../months/triggers';

/* Part of Migration20261129000000_days, and as unchangeable: a later migration replaces functions, not this text. */

/** A folded day or month of a row that changed is not true any more. An account marks only for itself: two never wait. */
export function markStale({ booked }: Kept, { summed }: Event): string {
  const days = summed.flatMap(({ rows }) =>
    booked.map(
      (instant) => `
        select r.account_id, (${instant} at time zone zone)::date as day from ${rows} where r.agency_id = tenant`,
    ),
  );
  return `
    if exists (select 1 from month_fold f where f.agency_id = tenant)
        or exists (select 1 from day_fold f where f.agency_id = tenant) then
      with changed as materialized (select distinct c.account_id, c.day from (${days.join(' union all ')}) c),
      months as (
        insert into stale_month (agency_id, month, account_id)
        select distinct tenant, f.month, c.account_id
        from changed c
        join month_fold f on f.agency_id = tenant and f.month = date_trunc('month', c.day::timestamp)::date
        on conflict do nothing
      )
      insert into stale_day (agency_id, day, account_id)
      select tenant, f.day, c.account_id
      from changed c
      join day_fold f on f.agency_id = tenant and f.day = c.day
      on conflict do nothing;
    end if;`;
}

/** Sums that are made anew make every fold of theirs anew, too. */
export const REBUILD = `
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
  delete from day_fold where agency_id = tenant;
end $$`;

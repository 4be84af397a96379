import { DAILY_SALES, ROLLUPS, type Rollup } from './cells';
import { ROLLUP_LOCK } from './triggers';

/* Part of Migration20261121100000_ledger, and as unchangeable. */

const rowsOf = (rollup: Rollup) => (rollup === DAILY_SALES ? 'sale' : 'reversal');

export function refill(rollup: Rollup): string {
  const { table, keys, values, cells } = rollup;
  const columns = [...keys, 'network', ...values].join(', ');
  return `
  delete from ${table} where agency_id = tenant;
  insert into ${table} (agency_id, ${columns})
  select tenant, ${columns} from (${cells([{ rows: `${rowsOf(rollup)} r`, sign: 1 }])}) c;`;
}

/** Whoever writes sales holds the same lock shared until it is done: nothing is counted twice or missed. */
const REBUILD = `
create function rebuild_rollups(tenant uuid) returns void language plpgsql as $$
declare
  zone text;
begin
  perform pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext(tenant::text));
  select a.time_zone into zone from agency a where a.id = tenant;
  if zone is null then
    return;
  end if;${ROLLUPS.map(refill).join('')}
end $$`;

export function compare(rollup: Rollup): string {
  const { table, keys, values, cells } = rollup;
  const pick = (row: string) =>
    `jsonb_build_object(${values.map((one) => `'${one}', ${row}.${one}`).join(', ')})`;
  const zoned = `${rowsOf(rollup)} r cross join (select time_zone as zone from agency where id = tenant) z`;
  const day = rollup === DAILY_SALES ? 'day' : 'sale_day';
  return `
  select '${table}', ${day}, account_id, k.name,
    coalesce((s.cell ->> k.name)::numeric, 0), coalesce((a.cell ->> k.name)::numeric, 0)
  from (select ${keys.join(', ')}, ${pick('d')} as cell from ${table} d where d.agency_id = tenant) s
  full join (select ${keys.join(', ')}, ${pick('c')} as cell
    from (${cells([{ rows: zoned, sign: 1 }])}) c) a using (${keys.join(', ')})
  cross join lateral jsonb_object_keys(coalesce(s.cell, a.cell)) as k(name)
  where s.cell is distinct from a.cell
    and coalesce((s.cell ->> k.name)::numeric, 0) <> coalesce((a.cell ->> k.name)::numeric, 0)`;
}

/** One statement sees rows and rollups of the same instant, so it needs no lock. */
const DIFFERENCES = `
create function rollup_differences(tenant uuid)
returns table ("table" text, "day" date, "account_id" uuid, "column" text, "stored" numeric, "actual" numeric)
language sql stable as $$${ROLLUPS.map(compare).join('\n  union all')}
  order by 1, 2, 3, 4
$$`;

export const MAINTENANCE: readonly string[] = [REBUILD, DIFFERENCES];

import type { Rollup } from '../ledger/cells';
import { BY_KEY, type Event, EVENTS } from '../ledger/triggers';
import { markStale } from '../days/triggers';
import { type Kept, TABLES } from '../months/triggers';

/* Part of Migration20261129010000_cells_by_key, and as unchangeable: a later migration replaces functions, not this text. */

/** Rows of a page are hashed to their cells: the planner, who takes them for a single row, would sort them. */
const HASHED = `${BY_KEY} set enable_sort = off`;

const equal = (columns: readonly string[], row: string, other: string) =>
  columns.map((column) => `${row}.${column} = ${other}.${column}`).join(' and ');

/**
 * Adds what rows count for to their cells. Each cell is found by its whole key, whatever the planner believes of the table:
 * joined, a table that seemed empty when the plan was made was read once per cell from its agency's first cell on.
 */
function raise({ table, keys, values, cells }: Rollup, summed: Event['summed']): string {
  const columns = [...keys, 'network', ...values].join(', ');
  const changes = values.map((column) => `c.${column} <> 0`).join(' or ');
  return `
    insert into ${table} as d (agency_id, ${columns})
    select tenant, ${columns} from (${cells(summed)}) c where ${changes}
    on conflict (agency_id, ${keys.join(', ')}) do update set
      ${values.map((column) => `${column} = d.${column} + excluded.${column}`).join(', ')}`;
}

/** What only adds rows leaves no cell empty. Otherwise a cell without a row goes: there are few, and each has its key. */
function book(rollup: Rollup, summed: Event['summed']): string {
  if (summed.every(({ sign }) => sign > 0)) return `${raise(rollup, summed)};`;
  const { table, keys, counts } = rollup;
  const isEmpty = counts.map((column) => `d.${column} = 0`).join(' and ');
  return `
    for emptied in
      with booked as (${raise(rollup, summed)}
        returning ${keys.map((key) => `d.${key}`).join(', ')}, ${isEmpty} as is_empty
      )
      select * from booked where is_empty
    loop
      delete from ${table} d where d.agency_id = tenant and ${equal(keys, 'd', 'emptied')};
    end loop;`;
}

function functionOf(kept: Kept, event: Event): string {
  const { table, rollups } = kept;
  return `
create or replace function ${table}_${event.name}() returns trigger language plpgsql ${HASHED} as $$
declare
  moment timestamptz := ledger_instant();
  tenant uuid;
  zone text;
  emptied record;
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

export const CELLS_BY_KEY: readonly string[] = TABLES.flatMap((kept) =>
  EVENTS.map((event) => functionOf(kept, event)),
);

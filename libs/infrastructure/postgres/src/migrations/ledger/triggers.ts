import { DAILY_REVERSALS, DAILY_SALES, type Rollup } from './cells';

/* Part of Migration20261121100000_ledger, and as unchangeable. */

/** Any number: tells the locks of rollups from other advisory locks. */
export const ROLLUP_LOCK = 7_405_922;

const SALE_COLUMNS = [
  ...['network', 'order_number', 'link_key', 'state', 'status', 'amount', 'currency', 'commission'],
  ...['commission_currency', 'product_id', 'product_name', 'is_rebill', 'sale_date', 'reversed_amount'],
  ...['reversed_commission', 'has_refund'],
];

const REVERSAL_COLUMNS = [
  ...[
    'network',
    'link_key',
    'kind',
    'amount',
    'currency',
    'commission',
    'commission_currency',
    'reversed_at',
  ],
  ...['observed', 'external_order_id', 'sale_date', 'sale_status', 'sale_tells_amount'],
];

export interface Ledgered {
  readonly table: 'sale' | 'reversal';
  readonly id: string;
  readonly columns: readonly string[];
  readonly rollup: Rollup;
}

export const LEDGERED: readonly Ledgered[] = [
  { table: 'sale', id: 'external_order_id', columns: SALE_COLUMNS, rollup: DAILY_SALES },
  { table: 'reversal', id: 'external_reversal_id', columns: REVERSAL_COLUMNS, rollup: DAILY_REVERSALS },
];

/**
 * Plans are made once a session, often while the tables are still empty: without these the planner may settle for
 * reading a whole table, and keep to it when the table has grown.
 */
export const BY_KEY = `set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan`;

const INSTANT = `
create function ledger_instant() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('tributary.stored_at', true), '')::timestamptz, now())
$$`;

/** A statement of its own after the lock, so that it sees a zone that a rebuild has just changed. */
const ZONE = `
create function ledger_zone(tenant uuid) returns text language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(${ROLLUP_LOCK}, hashtext(tenant::text));
  return (select time_zone from agency where id = tenant);
end $$`;

const sumOf = (column: string) => `d.${column} + c.${column}`;

export function book(
  { table, keys, counts, values, cells }: Rollup,
  summed: Parameters<Rollup['cells']>[0],
): string {
  const changes = values.map((column) => `c.${column} <> 0`).join(' or ');
  const columns = [...keys, 'network', ...values];
  return `
    merge into ${table} d
    using (select * from (${cells(summed)}) c where ${changes}) c
    on d.agency_id = tenant and ${keys.map((key) => `d.${key} = c.${key}`).join(' and ')}
    when matched and ${counts.map((column) => `${sumOf(column)} = 0`).join(' and ')} then delete
    when matched then update set ${values.map((column) => `${column} = ${sumOf(column)}`).join(', ')}
    when not matched then insert (agency_id, ${columns.join(', ')})
      values (tenant, ${columns.map((column) => `c.${column}`).join(', ')});`;
}

const RISE = { rows: 'new_rows r', sign: 1 } as const;
const FALL = { rows: 'old_rows r', sign: -1 } as const;

/** A state that came to be in this very transaction was never seen. An account that is gone needs no history. */
function keepVersions({ table, id, columns }: Ledgered, isRemoved: boolean): string {
  return `
  insert into ${table}_version (agency_id, account_id, ${id}, valid_from, valid_until, is_removed, replaced_by_run,
    last_good_sync_at, ${columns.join(', ')})
  select o.agency_id, o.account_id, o.${id}, o.changed_at, moment, ${isRemoved},
    nullif(current_setting('tributary.run_id', true), '')::uuid, a.last_good_sync_at,
    ${columns.map((column) => `o.${column}`).join(', ')}
  from old_rows o
  join network_account a on a.agency_id = o.agency_id and a.id = o.account_id
  where o.changed_at <> moment;`;
}

/** Changed and removed in one transaction: the version that the change ended is the last. */
const endVersions = ({ table, id }: Ledgered) => `
  update ${table}_version v set is_removed = true
  from old_rows o
  where o.changed_at = moment and v.agency_id = o.agency_id and v.account_id = o.account_id
    and v.${id} = o.${id} and v.valid_until = moment;`;

/** As-of reads trust \`changed_at\`: a state that says the wrong instant would be shown twice, or never. */
const checkInstant = ({ table }: Ledgered) => `
  if exists (select 1 from new_rows n where n.changed_at <> moment) then
    raise exception 'A change of ${table} must set changed_at to ledger_instant()';
  end if;`;

export interface Event {
  readonly name: 'inserted' | 'updated' | 'deleted';
  readonly on: string;
  readonly tables: string;
  readonly source: string;
  readonly summed: Parameters<Rollup['cells']>[0];
  readonly history: (ledgered: Ledgered) => string;
}

export const EVENTS: readonly Event[] = [
  {
    name: 'inserted',
    on: 'insert',
    tables: 'new table as new_rows',
    source: 'new_rows',
    summed: [RISE],
    history: () => '',
  },
  {
    name: 'updated',
    on: 'update',
    tables: 'old table as old_rows new table as new_rows',
    source: 'old_rows',
    summed: [RISE, FALL],
    history: (ledgered) => `${checkInstant(ledgered)}${keepVersions(ledgered, false)}`,
  },
  {
    name: 'deleted',
    on: 'delete',
    tables: 'old table as old_rows',
    source: 'old_rows',
    summed: [FALL],
    history: (ledgered) => `${endVersions(ledgered)}${keepVersions(ledgered, true)}`,
  },
];

function functionOf(ledgered: Ledgered, event: Event): string {
  const { table, rollup } = ledgered;
  return `
create function ${table}_${event.name}() returns trigger language plpgsql ${BY_KEY} as $$
declare
  moment timestamptz := ledger_instant();
  tenant uuid;
  zone text;
begin
  for tenant in select distinct s.agency_id from ${event.source} s order by 1 loop
    zone := ledger_zone(tenant);
    if zone is null then
      delete from ${rollup.table} where agency_id = tenant;
      continue;
    end if;${book(rollup, event.summed)}
  end loop;${event.history(ledgered)}
  return null;
end $$`;
}

const triggerOf = ({ table }: Ledgered, { name, on, tables }: Event) => `
create trigger ${table}_${name} after ${on} on ${table} referencing ${tables}
  for each statement execute function ${table}_${name}()`;

/** A corrected rate keeps what it was; a rate that only changes hands is as old as before. */
const RATES = [
  `
create function exchange_rate_corrected() returns trigger language plpgsql as $$
begin
  if new.per_euro = old.per_euro then
    new.saved_at := old.saved_at;
    return new;
  end if;
  new.saved_at := greatest(clock_timestamp(), old.saved_at + interval '1 microsecond');
  insert into superseded_exchange_rate (currency, day, saved_at, superseded_at, per_euro, source)
  values (old.currency, old.day, old.saved_at, new.saved_at, old.per_euro, old.source);
  return new;
end $$`,
  `
create trigger exchange_rate_corrected before update of per_euro, source on exchange_rate
  for each row execute function exchange_rate_corrected()`,
];

export const TRIGGERS: readonly string[] = [
  INSTANT,
  ZONE,
  ...LEDGERED.flatMap((ledgered) =>
    EVENTS.flatMap((event) => [functionOf(ledgered, event), triggerOf(ledgered, event)]),
  ),
  ...RATES,
];

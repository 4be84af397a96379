import { Migration } from '@mikro-orm/migrations';
import { BY_KEY } from './ledger/triggers';

/** Whoever changes rows, of however many accounts, and by whatever way: none of it depends on the product's care. */
const LEDGER_CHANGED = `
create function ledger_changed() returns trigger language plpgsql ${BY_KEY} as $$
begin
  update network_account a set last_change = nextval('raw_page_sighting_order')
  from (select distinct r.agency_id, r.account_id from changed_rows r) c
  where a.agency_id = c.agency_id and a.id = c.account_id;
  return null;
end $$;`;

/**
 * A sale that is added touches none that is stored. A reversal may be one that a page, which tells all reversals of its
 * sales, does not know.
 */
const TRIGGERS = [
  { table: 'sale', event: 'update', rows: 'old' },
  { table: 'sale', event: 'delete', rows: 'old' },
  { table: 'reversal', event: 'insert', rows: 'new' },
  { table: 'reversal', event: 'update', rows: 'old' },
  { table: 'reversal', event: 'delete', rows: 'old' },
].map(
  ({ table, event, rows }) => `
create trigger ${table}_changed_by_${event} after ${event} on ${table} referencing ${rows} table as changed_rows
  for each statement execute function ledger_changed();`,
);

/** What it takes to know that a page, read again unchanged, would change nothing. */
export class Migration20261129030000_repeated_pages extends Migration {
  override up(): void {
    this.addSql(`alter table "network_account" add column "last_change" bigint not null default 0;`);
    this.addSql(
      `alter table "raw_page_sighting" add column "told" int null, add column "read_by" text null;`,
    );

    // By hand from here.
    for (const sql of [LEDGER_CHANGED, ...TRIGGERS]) this.addSql(sql);
  }
}

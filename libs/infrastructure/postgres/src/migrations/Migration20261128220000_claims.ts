import { Migration } from '@mikro-orm/migrations';
import { directoryFunction } from '../directory/directory-function';

/**
 * In the order of the index alone: however many accounts are due, no more rows are looked at than are asked for. Accounts
 * of a suspended agency wait, however long they are due.
 */
const DUE_ACCOUNTS = directoryFunction({
  name: 'due_accounts',
  parameters: 'at_most int, after_due timestamptz, after_account uuid',
  returns: 'table (agency_id uuid, account_id uuid, network text, due_at timestamptz)',
  mode: 'reads',
  body: `
    select a.agency_id, a.id, a.network, a.next_due_at from public.network_account a
    where not a.is_paused and a.next_due_at <= now() and (a.next_due_at, a.id) > (after_due, after_account)
      and not exists (select 1 from public.agency g where g.id = a.agency_id and g.suspended_at is not null)
    order by a.next_due_at, a.id
    limit at_most`,
});

/** Each claim of an account has a number, and each run the number it was begun under: none for what reads no network. */
export class Migration20261128220000_claims extends Migration {
  override up(): void {
    this.addSql(`alter table "network_account" add column "claim_number" int not null default 0;`);
    this.addSql(`alter table "sync_run" add column "claim_number" int null;`);
    this.addSql(`drop index "network_account_due_index";`);
    this.addSql(
      `create index "network_account_due_index" on "network_account" ("next_due_at", "id") where not "is_paused";`,
    );
    this.addSql(`drop function directory.due_accounts(int);`);
    for (const statement of DUE_ACCOUNTS) this.addSql(statement);
  }
}

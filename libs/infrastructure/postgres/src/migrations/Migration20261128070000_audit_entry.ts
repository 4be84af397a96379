import { Migration } from '@mikro-orm/migrations';
import { belongsToAgency, tenantTable } from './tenant-table';

/** Not even the owner of the table changes what was written; rows leave only together with their whole agency. */
const REFUSE_CHANGES = `
create function "audit_entry_stays"() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' and not exists (select 1 from agency where id = old.agency_id) then
    return old;
  end if;
  raise exception 'The audit trail is only added to' using errcode = 'restrict_violation';
end $$;`;

/** Whoever got hold of the product's login writes no past. */
const NOW_ALONE = `
create function "audit_entry_now"() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  new.at := clock_timestamp();
  return new;
end $$;`;

/** Who did what, when, from where, and what it changed. */
export class Migration20261128070000_audit_entry extends Migration {
  override up(): void {
    this.addSql(
      `create table "audit_entry" ("agency_id" uuid not null, "id" uuid not null default gen_random_uuid(), "at" timestamptz(6) not null default clock_timestamp(), "actor_kind" text not null, "actor_id" uuid null, "actor_label" text not null, "address" text null, "user_agent" text null, "action" text not null, "target_kind" text null, "target_id" text null, "target_label" text null, "outcome" text not null, "reason" text null, "before" jsonb null, "after" jsonb null, primary key ("agency_id", "id"));`,
    );
    this.addSql(`create index "audit_entry_by_time" on "audit_entry" ("agency_id", "at", "id");`);

    // By hand from here.
    this.addSql(belongsToAgency('audit_entry'));
    for (const sql of tenantTable('audit_entry', ['select', 'insert'])) this.addSql(sql);
    this.addSql(REFUSE_CHANGES);
    this.addSql(NOW_ALONE);
    this.addSql(`revoke execute on function "audit_entry_now"() from public;`);
    this.addSql(
      `create trigger "audit_entry_is_of_now" before insert on "audit_entry" for each row execute function "audit_entry_now"();`,
    );
    this.addSql(
      `create trigger "audit_entry_rows_stay" before update or delete on "audit_entry" for each row execute function "audit_entry_stays"();`,
    );
    this.addSql(
      `create trigger "audit_entry_stays_whole" before truncate on "audit_entry" for each statement execute function "audit_entry_stays"();`,
    );
  }
}

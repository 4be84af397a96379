import { Migration } from '@mikro-orm/migrations';

/** Rows set aside can be judged and settle themselves; kept pages can be read once more. */
export class Migration20261121160000_quarantine extends Migration {
  override name = 'Migration20261121160000_quarantine';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "quarantined_row" add "field" text null, add "external_id" text null, add "set_aside_at" timestamptz(6) not null default now(), add "dismissed_at" timestamptz(6) null, add "dismissed_reason" text null, add "dismissed_by" text null;`,
    );
    this.addSql(
      `create index "quarantined_row_external_index" on "quarantined_row" ("agency_id", "external_id", "account_id") where "resolved_at" is null and "external_id" is not null;`,
    );
    // Null for rows of before: then they were told when they last changed.
    this.addSql(`alter table "sale" add "told_at" timestamptz(6) null, add "told_by_run" uuid null;`);
    this.addSql(`alter table "reversal" add "told_at" timestamptz(6) null, add "told_by_run" uuid null;`);
    this.addSql(
      `create table "raw_page_sighting" ("agency_id" uuid not null, "account_id" uuid not null, "hash" text not null, "sighting" bigint not null, "seen_at" timestamptz(6) not null, "reading_began_at" timestamptz(6) not null, primary key ("agency_id", "account_id", "hash"));`,
    );
    this.addSql(
      `create table "renormalised_fact" ("agency_id" uuid not null, "account_id" uuid not null, "run_id" uuid not null, "fact" text not null, "hash" text not null, "sighting" bigint not null, "first_told_at" timestamptz(6) not null, primary key ("agency_id", "account_id", "run_id", "fact"));`,
    );

    // By hand from here. Each re-reading of a page moves its sighting, and nothing else: room for that beside it.
    this.addSql(`alter table "raw_page_sighting" set (fillfactor = 70);`);
    this.addSql(`create sequence "raw_page_sighting_order";`);
    for (const table of ['raw_page_sighting', 'renormalised_fact']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_account_fkey" foreign key ("agency_id", "account_id") references "network_account" ("agency_id", "id") on delete cascade;`,
      );
    }
    this.addSql(`update "quarantined_row" set "set_aside_at" = "first_seen_at";`);
    // When pages of before were read last is not known; when they were read first is the next best.
    this.addSql(
      `insert into "raw_page_sighting" ("agency_id", "account_id", "hash", "sighting", "seen_at", "reading_began_at") select p."agency_id", p."account_id", p."hash", nextval('raw_page_sighting_order'), p."first_seen_at", p."first_seen_at" from (select * from "raw_page" order by "first_seen_at", "hash") p;`,
    );
  }
}

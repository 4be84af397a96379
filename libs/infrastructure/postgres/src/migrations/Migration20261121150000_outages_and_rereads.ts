import { Migration } from '@mikro-orm/migrations';

export class Migration20261121150000_outages_and_rereads extends Migration {
  override name = 'Migration20261121150000_outages_and_rereads';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "network_outage" ("network" text not null, "since" timestamptz(6) not null, "next_probe_at" timestamptz(6) not null, "probe_job_id" text null, "probe_until" timestamptz(6) null, primary key ("network"));`,
    );

    this.addSql(
      `create table "reread_request" ("agency_id" uuid not null, "id" uuid not null, "account_id" uuid not null, "window_from" timestamptz(6) not null, "window_to" timestamptz(6) not null, "triggered_by" text not null, "requested_by" uuid null, "requested_at" timestamptz(6) not null default now(), primary key ("agency_id", "id"));`,
    );
    this.addSql(
      `create index "reread_request_account_index" on "reread_request" ("agency_id", "account_id", "requested_at");`,
    );

    this.addSql(
      `create table "sale_rhythm" ("agency_id" uuid not null, "account_id" uuid not null, "last_sale_at" timestamptz(6) null, "hours_from" timestamptz(6) null, "hours" jsonb null, "counted_at" timestamptz(6) null, primary key ("agency_id", "account_id"));`,
    );

    this.addSql(
      `alter table "network_account" add "failed_at" timestamptz(6) null, add "outage_since" timestamptz(6) null, add "empty_since" timestamptz(6) null, add "empty_message" text null;`,
    );
    this.addSql(
      `create index "network_account_unavailable_index" on "network_account" ("network", "failed_at") where "failure_kind" = 'network-unavailable';`,
    );
    this.addSql(`create index "network_account_network_index" on "network_account" ("network");`);

    this.addSql(`alter table "sync_run" add "warning_kind" text null, add "warning_message" text null;`);

    // By hand from here, as in the first migration.
    for (const table of ['reread_request', 'sale_rhythm']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_account_fkey" foreign key ("agency_id", "account_id") references "network_account" ("agency_id", "id") on delete cascade;`,
      );
    }
  }
}

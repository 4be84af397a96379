import { Migration } from '@mikro-orm/migrations';

export class Migration20261121130000_notifications extends Migration {
  override name = 'Migration20261121130000_notifications';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "booking" ("agency_id" uuid not null, "account_id" uuid not null, "link_key" text not null, "kind" text not null, "external_id" text not null, primary key ("agency_id", "account_id", "link_key", "kind", "external_id"));`,
    );

    this.addSql(
      `create table "notification_endpoint" ("agency_id" uuid not null, "account_id" uuid not null, "secret_hash" text not null, "secrets_sealed" bytea null, "secret_hints" jsonb not null, "address_since" timestamptz(6) not null default clock_timestamp(), "last_received_at" timestamptz(6) null, "refused" int not null default 0, "last_refused_at" timestamptz(6) null, primary key ("agency_id", "account_id"));`,
    );
    this.addSql(
      `alter table "notification_endpoint" add constraint "notification_endpoint_secret_hash_unique" unique ("secret_hash");`,
    );

    this.addSql(
      `create table "received_notification" ("agency_id" uuid not null, "account_id" uuid not null, "hash" text not null, "outcome" text not null, "content" bytea null, "times_received" int not null default 1, "received_at" timestamptz(6) not null default clock_timestamp(), "last_received_at" timestamptz(6) not null default clock_timestamp(), "settled_at" timestamptz(6) null, primary key ("agency_id", "account_id", "hash"));`,
    );
    this.addSql(
      `create index "received_notification_waiting_index" on "received_notification" ("agency_id", "account_id", "received_at") where "outcome" = 'waiting';`,
    );

    // By hand from here, as in the first migration.
    for (const table of ['booking', 'notification_endpoint', 'received_notification']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_account_fkey" foreign key ("agency_id", "account_id") references "network_account" ("agency_id", "id") on delete cascade;`,
      );
    }
  }
}

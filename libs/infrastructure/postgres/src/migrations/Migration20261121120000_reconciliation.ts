import { Migration } from '@mikro-orm/migrations';

export class Migration20261121120000_reconciliation extends Migration {
  override name = 'Migration20261121120000_reconciliation';

  override up(): void | Promise<void> {
    // Until now totals came only with the sales of two networks, whose days are those of New York unless the next hourly
    // reading says otherwise.
    this.addSql(
      `alter table "network_daily_total" add column "zone" text not null default 'America/New_York', add column "reversals" int null;`,
    );
    this.addSql(`alter table "network_daily_total" alter column "zone" drop default;`);
    this.addSql(
      `create table "network_stated_day" ("agency_id" uuid not null, "account_id" uuid not null, "day" date not null, "zone" text not null, "stated_at" timestamptz(6) not null default now(), primary key ("agency_id", "account_id", "day"));`,
    );
    this.addSql(
      `create table "reconciliation" ("agency_id" uuid not null, "account_id" uuid not null, "compared_at" timestamptz(6) not null default now(), "checked_days" int not null, "differing_days" int not null, "failure" text null, primary key ("agency_id", "account_id"));`,
    );

    // By hand, as in the first migration: the schemas hold plain ids, not relations.
    for (const table of ['network_stated_day', 'reconciliation']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_account_fkey" foreign key ("agency_id", "account_id") references "network_account" ("agency_id", "id") on delete cascade;`,
      );
    }
  }
}

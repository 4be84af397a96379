import { Migration } from '@mikro-orm/migrations';
import { belongsToAgency, tenantTable } from './tenant-table';

/** An agency's clients: which accounts and which logins belong to them. */
export class Migration20261128010000_clients extends Migration {
  override up(): void {
    this.addSql(
      `create table "client" ("agency_id" uuid not null, "id" uuid not null, "name" text not null, "created_at" timestamptz(6) not null default now(), primary key ("agency_id", "id"));`,
    );
    this.addSql(`create unique index "client_name_unique" on "client" ("agency_id", lower("name"));`);
    this.addSql(
      `create table "member_client" ("agency_id" uuid not null, "member_id" uuid not null, "client_id" uuid not null, primary key ("agency_id", "member_id", "client_id"));`,
    );
    this.addSql(`alter table "member" add column "figures" text not null default 'money';`);
    this.addSql(`alter table "network_account" add column "client_id" uuid null;`);

    // By hand from here.
    this.addSql(belongsToAgency('client'));
    this.addSql(
      `alter table "member_client" add constraint "member_client_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`,
    );
    this.addSql(
      `alter table "member_client" add constraint "member_client_client_fkey" foreign key ("agency_id", "client_id") references "client" ("agency_id", "id") on delete cascade;`,
    );
    // The accounts of a client that goes stay with the agency.
    this.addSql(
      `alter table "network_account" add constraint "network_account_client_fkey" foreign key ("agency_id", "client_id") references "client" ("agency_id", "id") on delete set null ("client_id");`,
    );
    for (const table of ['client', 'member_client'])
      tenantTable(table).forEach((sql) => {
        this.addSql(sql);
      });
  }
}

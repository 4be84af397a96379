import { Migration } from '@mikro-orm/migrations';

export class Migration20261121140000_imports extends Migration {
  override name = 'Migration20261121140000_imports';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "sales_import" ("agency_id" uuid not null, "id" uuid not null, "account_id" uuid not null, "file_name" text not null, "size" int not null, "hash" text not null, "state" text not null default 'draft', "form" jsonb not null, "headers" jsonb not null, "mapping" jsonb not null, "preview" jsonb null, "created_by" text not null, "created_at" timestamptz(6) not null default clock_timestamp(), "committed_at" timestamptz(6) null, "run_id" uuid null, "counts" jsonb null, "undone_at" timestamptz(6) null, "undone" jsonb null, primary key ("agency_id", "id"));`,
    );
    this.addSql(
      `create index "sales_import_account_index" on "sales_import" ("agency_id", "account_id", "created_at");`,
    );

    this.addSql(
      `create table "sales_import_piece" ("agency_id" uuid not null, "import_id" uuid not null, "number" int not null, "account_id" uuid not null, "content" bytea not null, "created_at" timestamptz(6) not null default clock_timestamp(), primary key ("agency_id", "import_id", "number"));`,
    );

    this.addSql(
      `create table "sales_import_booking" ("agency_id" uuid not null, "import_id" uuid not null, "kind" text not null, "external_id" text not null, "account_id" uuid not null, "link_key" text not null, primary key ("agency_id", "import_id", "kind", "external_id"));`,
    );

    // By hand from here, as in the first migration. Pieces come before their import is known to be whole.
    for (const table of ['sales_import', 'sales_import_piece', 'sales_import_booking']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_account_fkey" foreign key ("agency_id", "account_id") references "network_account" ("agency_id", "id") on delete cascade;`,
      );
    }
  }
}

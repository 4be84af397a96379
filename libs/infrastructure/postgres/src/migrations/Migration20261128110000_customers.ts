import { Migration } from '@mikro-orm/migrations';
import { sealedColumn } from '../sealed/sealed-column';
import { belongsToAgency, tenantTable } from './tenant-table';

/** Who bought, sealed and apart from the sales, and who is never kept again. */
export class Migration20261128110000_customers extends Migration {
  override up(): void {
    this.addSql(
      `create table "sale_customer" ("agency_id" uuid not null, "account_id" uuid not null, "external_order_id" text not null, "person" text not null, "email_sealed" bytea not null, primary key ("agency_id", "account_id", "external_order_id"));`,
    );
    this.addSql(`create index "sale_customer_person_index" on "sale_customer" ("agency_id", "person");`);
    this.addSql(
      `create table "erased_person" ("agency_id" uuid not null, "person" text not null, "erased_at" timestamptz(6) not null default now(), primary key ("agency_id", "person"));`,
    );
    this.addSql(
      `create table "agency_secret" ("agency_id" uuid not null, "name" text not null, "secret_sealed" bytea not null, primary key ("agency_id", "name"));`,
    );

    // By hand from here.
    const byHand = [
      // A sale that goes takes its customer along.
      `alter table "sale_customer" add constraint "sale_customer_sale_fkey" foreign key ("agency_id", "account_id", "external_order_id") references "sale" ("agency_id", "account_id", "external_order_id") on delete cascade;`,
      belongsToAgency('erased_person'),
      belongsToAgency('agency_secret'),
      ...tenantTable('sale_customer'),
      ...tenantTable('erased_person', ['select', 'insert']),
      ...tenantTable('agency_secret', ['select', 'insert', 'update']),
      ...sealedColumn('sale_customer', 'email_sealed'),
      ...sealedColumn('agency_secret', 'secret_sealed'),
    ];
    byHand.forEach((sql) => {
      this.addSql(sql);
    });
  }
}

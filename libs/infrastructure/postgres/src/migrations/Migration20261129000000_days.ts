import { Migration } from '@mikro-orm/migrations';
import { REBUILD } from './days/triggers';
import { belongsToAgency, tenantTable } from './tenant-table';

const TENANT_TABLES = ['day_fold', 'folded_day', 'stale_day'];

/** Days folded in the agency's currency, per network, beside the months. The next migration's triggers mark what changes. */
export class Migration20261129000000_days extends Migration {
  override up(): void {
    this.addSql(
      `create table "day_fold" ("agency_id" uuid not null, "day" date not null, "zone" text not null, "currency" text not null, "rates" bigint not null, "is_whole" boolean not null default true, primary key ("agency_id", "day"));`,
    );
    this.addSql(
      `create table "folded_day" ("agency_id" uuid not null, "clock" text not null, "day" date not null, "network" text not null, "earned" numeric not null, "reversed" numeric not null, "pending" numeric not null, "gross" numeric not null, "refunded_gross" numeric not null, "sales" int not null, "pending_sales" int not null, "gross_known_sales" int not null, "reversed_sales" int not null, "chargeback_sales" int not null, primary key ("agency_id", "clock", "day", "network"));`,
    );
    this.addSql(
      `create table "stale_day" ("agency_id" uuid not null, "day" date not null, "account_id" uuid not null, primary key ("agency_id", "day", "account_id"));`,
    );

    // By hand from here.
    const byHand = [
      ...TENANT_TABLES.map(belongsToAgency),
      ...TENANT_TABLES.flatMap((table) => tenantTable(table)),
      REBUILD,
    ];
    byHand.forEach((sql) => {
      this.addSql(sql);
    });
  }
}

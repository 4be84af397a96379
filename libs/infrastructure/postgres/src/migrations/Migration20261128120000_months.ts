import { Migration } from '@mikro-orm/migrations';
import { FUNCTIONS } from './months/triggers';
import { belongsToAgency, globalTable, tenantTable } from './tenant-table';

const TENANT_TABLES = ['daily_refunds', 'month_fold', 'folded_month', 'stale_month'];

/** Each agency sees its rows alone, and so does who migrates: one after the other, all of them known for this moment. */
const FILL = [
  `alter table "agency" no force row level security;`,
  `do $$ declare tenant uuid; begin
    for tenant in select id from agency order by id loop
      perform set_config('app.agency', tenant::text, true);
      perform rebuild_rollups(tenant);
    end loop;
    perform set_config('app.agency', '', true);
  end $$;`,
  `alter table "agency" force row level security;`,
];

/** Refunds per day of their sale, and months that are over, folded in the agency's currency. */
export class Migration20261128120000_months extends Migration {
  override up(): void {
    this.addSql(
      `create table "daily_refunds" ("agency_id" uuid not null, "sale_day" date not null, "account_id" uuid not null, "currency" text not null, "commission_currency" text not null, "network" text not null, "unlinked_count" int not null default 0, "unlinked_commission" numeric not null default 0, "unlinked_gross" numeric not null default 0, "completed_count" int not null default 0, "completed_commission" numeric not null default 0, "completed_gross" numeric not null default 0, "refunded_count" int not null default 0, "refunded_commission" numeric not null default 0, "refunded_gross" numeric not null default 0, "chargeback_count" int not null default 0, "chargeback_commission" numeric not null default 0, "chargeback_gross" numeric not null default 0, primary key ("agency_id", "sale_day", "account_id", "currency", "commission_currency"));`,
    );
    this.addSql(
      `create table "month_fold" ("agency_id" uuid not null, "month" date not null, "zone" text not null, "currency" text not null, "rates" bigint not null, primary key ("agency_id", "month"));`,
    );
    this.addSql(
      `create table "folded_month" ("agency_id" uuid not null, "clock" text not null, "month" date not null, "account_id" uuid not null, "network" text not null, "earned" numeric not null, "reversed" numeric not null, "pending" numeric not null, "gross" numeric not null, "refunded_gross" numeric not null, "sales" int not null, "pending_sales" int not null, "gross_known_sales" int not null, "reversed_sales" int not null, "chargeback_sales" int not null, primary key ("agency_id", "clock", "month", "account_id"));`,
    );
    this.addSql(
      `create table "stale_month" ("agency_id" uuid not null, "month" date not null, "account_id" uuid not null, primary key ("agency_id", "month", "account_id"));`,
    );
    this.addSql(
      `create table "exchange_rate_month" ("month" date not null, "revision" bigint not null, primary key ("month"));`,
    );

    // By hand from here.
    const byHand = [
      ...['month_fold', 'folded_month', 'stale_month'].map(belongsToAgency),
      `alter table "daily_refunds" set (fillfactor = 70);`,
      ...TENANT_TABLES.flatMap((table) => tenantTable(table)),
      ...globalTable('exchange_rate_month', ['select', 'insert', 'update']),
      ...FUNCTIONS,
      ...FILL,
    ];
    byHand.forEach((sql) => {
      this.addSql(sql);
    });
  }
}

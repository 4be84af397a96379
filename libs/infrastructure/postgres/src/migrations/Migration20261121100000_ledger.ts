import { Migration } from '@mikro-orm/migrations';
import { MAINTENANCE } from './ledger/maintenance';
import { TRIGGERS } from './ledger/triggers';

/** What was before, and what it adds up to: versions of sales and reversals, and their sums per day. */
export class Migration20261121100000_ledger extends Migration {
  override name = 'Migration20261121100000_ledger';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "sale" add "has_refund" boolean not null default false, add "created_by_run" uuid null;`,
    );
    this.addSql(
      `alter table "reversal" add "sale_status" text null, add "sale_tells_amount" boolean not null default true, add "created_by_run" uuid null;`,
    );
    this.addSql(
      `create table "sale_version" ("agency_id" uuid not null, "account_id" uuid not null, "external_order_id" text not null, "valid_from" timestamptz(6) not null, "valid_until" timestamptz(6) not null, "is_removed" boolean not null, "replaced_by_run" uuid null, "last_good_sync_at" timestamptz(6) null, "network" text not null, "order_number" text not null, "link_key" text not null, "state" text not null, "status" text not null, "amount" numeric(19,4) null, "currency" text not null, "commission" numeric(19,4) null, "commission_currency" text not null, "product_id" text null, "product_name" text null, "is_rebill" boolean not null, "sale_date" timestamptz(6) not null, "reversed_amount" numeric(19,4) not null, "reversed_commission" numeric(19,4) not null, "has_refund" boolean not null, primary key ("agency_id", "account_id", "external_order_id", "valid_from")) partition by hash ("agency_id");`,
    );
    this.addSql(
      `create index "sale_version_until_index" on "sale_version" ("agency_id", "valid_until", "account_id", "external_order_id");`,
    );
    this.addSql(
      `create table "reversal_version" ("agency_id" uuid not null, "account_id" uuid not null, "external_reversal_id" text not null, "valid_from" timestamptz(6) not null, "valid_until" timestamptz(6) not null, "is_removed" boolean not null, "replaced_by_run" uuid null, "last_good_sync_at" timestamptz(6) null, "network" text not null, "link_key" text not null, "kind" text not null, "amount" numeric(19,4) null, "currency" text not null, "commission" numeric(19,4) null, "commission_currency" text not null, "reversed_at" timestamptz(6) not null, "observed" boolean not null, "external_order_id" text null, "sale_date" timestamptz(6) null, "sale_status" text null, "sale_tells_amount" boolean not null, primary key ("agency_id", "account_id", "external_reversal_id", "valid_from")) partition by hash ("agency_id");`,
    );
    this.addSql(
      `create index "reversal_version_until_index" on "reversal_version" ("agency_id", "valid_until", "account_id", "external_reversal_id");`,
    );
    this.addSql(
      `create index "reversal_version_order_index" on "reversal_version" ("agency_id", "external_order_id", "account_id");`,
    );
    this.addSql(
      `create table "daily_sales" ("agency_id" uuid not null, "day" date not null, "account_id" uuid not null, "currency" text not null, "commission_currency" text not null, "network" text not null, "pending_count" int not null default 0, "pending_commission" numeric not null default 0, "pending_gross" numeric not null default 0, "pending_gross_known" int not null default 0, "pending_reversed" numeric not null default 0, "completed_count" int not null default 0, "completed_commission" numeric not null default 0, "completed_gross" numeric not null default 0, "completed_gross_known" int not null default 0, "completed_reversed_count" int not null default 0, "refunded_count" int not null default 0, "refunded_commission" numeric not null default 0, "refunded_gross" numeric not null default 0, "refunded_gross_known" int not null default 0, "chargeback_count" int not null default 0, "chargeback_commission" numeric not null default 0, "chargeback_gross" numeric not null default 0, "chargeback_gross_known" int not null default 0, primary key ("agency_id", "day", "account_id", "currency", "commission_currency"));`,
    );
    this.addSql(
      `create table "daily_reversals" ("agency_id" uuid not null, "sale_day" date not null, "event_day" date not null, "account_id" uuid not null, "currency" text not null, "commission_currency" text not null, "network" text not null, "unlinked_count" int not null default 0, "unlinked_commission" numeric not null default 0, "unlinked_gross" numeric not null default 0, "completed_count" int not null default 0, "completed_commission" numeric not null default 0, "completed_gross" numeric not null default 0, "refunded_count" int not null default 0, "refunded_commission" numeric not null default 0, "refunded_gross" numeric not null default 0, "chargeback_count" int not null default 0, "chargeback_commission" numeric not null default 0, "chargeback_gross" numeric not null default 0, primary key ("agency_id", "sale_day", "event_day", "account_id", "currency", "commission_currency"));`,
    );
    this.addSql(
      `create index "daily_reversals_event_index" on "daily_reversals" ("agency_id", "event_day");`,
    );
    this.addSql(
      `create table "superseded_exchange_rate" ("currency" text not null, "day" date not null, "saved_at" timestamptz(6) not null, "superseded_at" timestamptz(6) not null, "per_euro" numeric not null, "source" text not null, primary key ("currency", "day", "saved_at"));`,
    );
    for (const table of ['sale_version', 'reversal_version']) {
      for (let remainder = 0; remainder < 16; remainder += 1) {
        this.addSql(
          `create table "${table}_${remainder}" partition of "${table}" for values with (modulus 16, remainder ${remainder});`,
        );
      }
    }

    // By hand from here. Cells of the open day are updated with every page: room for their next version beside them.
    for (const table of ['daily_sales', 'daily_reversals']) {
      this.addSql(`alter table "${table}" set (fillfactor = 70);`);
    }
    // What a row counts for is told by that row alone. Rows of before learn it here, without a version of their own.
    this.addSql(
      `update "sale" s set "has_refund" = true where exists (select 1 from "reversal" r where r."agency_id" = s."agency_id" and r."account_id" = s."account_id" and r."external_order_id" = s."external_order_id" and r."kind" <> 'void');`,
    );
    this.addSql(
      `update "reversal" r set "sale_status" = s."status", "sale_tells_amount" = s."amount" is not null from "sale" s where s."agency_id" = r."agency_id" and s."account_id" = r."account_id" and s."external_order_id" = r."external_order_id";`,
    );
    for (const statement of [...TRIGGERS, ...MAINTENANCE]) this.addSql(statement);
    this.addSql(`select rebuild_rollups("id") from "agency";`);
  }
}

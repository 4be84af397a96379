import { Migration } from '@mikro-orm/migrations';

/** The platform's own agency, and since when an agency is suspended. */
export class Migration20261128060000_agency_kind extends Migration {
  override up(): void {
    this.addSql(
      `alter table "agency" add column "kind" text not null default 'customer', add column "suspended_at" timestamptz(6) null;`,
    );
    this.addSql(
      `create unique index "agency_platform_unique" on "agency" ("kind") where "kind" = 'platform';`,
    );
  }
}

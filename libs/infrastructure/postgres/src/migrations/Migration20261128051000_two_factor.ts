import { Migration } from '@mikro-orm/migrations';
import { belongsToMember, tenantTable } from './tenant-table';

/** Second factors with their recovery codes, and the agency's wish that everybody has one. */
export class Migration20261128051000_two_factor extends Migration {
  override up(): void {
    this.addSql(
      `create table "second_factor" ("agency_id" uuid not null, "member_id" uuid not null, "sealed_secret" bytea not null, "last_used_step" bigint null, "confirmed_at" timestamptz(6) null, "created_at" timestamptz(6) not null default now(), primary key ("agency_id", "member_id"));`,
    );
    this.addSql(
      `create table "recovery_code" ("agency_id" uuid not null, "member_id" uuid not null, "code_hash" text not null, primary key ("agency_id", "member_id", "code_hash"));`,
    );
    this.addSql(`alter table "agency" add column "requires_two_factor" boolean not null default false;`);

    // By hand from here.
    const byHand = [
      belongsToMember('second_factor'),
      `alter table "recovery_code" add constraint "recovery_code_factor_fkey" foreign key ("agency_id", "member_id") references "second_factor" ("agency_id", "member_id") on delete cascade;`,
      ...tenantTable('second_factor'),
      ...tenantTable('recovery_code'),
    ];
    byHand.forEach((sql) => {
      this.addSql(sql);
    });
  }
}

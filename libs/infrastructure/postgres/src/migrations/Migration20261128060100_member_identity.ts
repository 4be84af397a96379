import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table';

/** Members that sign in at an identity provider, who need no password here. */
export class Migration20261128060100_member_identity extends Migration {
  override up(): void {
    this.addSql(
      `create table "member_identity" ("agency_id" uuid not null, "member_id" uuid not null, "issuer" text not null, "subject" text not null, "linked_at" timestamptz(6) not null default now(), primary key ("agency_id", "member_id", "issuer"));`,
    );
    this.addSql(
      `alter table "member_identity" add constraint "member_identity_subject_unique" unique ("issuer", "subject");`,
    );
    this.addSql(`alter table "member" alter column "password_hash" drop not null;`);

    // By hand from here.
    this.addSql(
      `alter table "member_identity" add constraint "member_identity_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`,
    );
    for (const sql of tenantTable('member_identity', ['select', 'insert', 'delete'])) this.addSql(sql);
  }
}

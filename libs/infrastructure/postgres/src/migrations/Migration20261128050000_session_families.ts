import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table';

/** What a person sees of a session, and ends: the sign-in behind its refresh tokens. */
export class Migration20261128050000_session_families extends Migration {
  override up(): void {
    this.addSql(
      `create table "session_family" ("agency_id" uuid not null, "id" uuid not null, "member_id" uuid not null, "method" text not null, "address" text null, "user_agent" text null, "created_at" timestamptz(6) not null default now(), "last_used_at" timestamptz(6) not null default now(), "ends_at" timestamptz(6) not null, "revoked_at" timestamptz(6) null, primary key ("agency_id", "id"));`,
    );
    this.addSql(`create index "session_family_member_index" on "session_family" ("agency_id", "member_id");`);
    this.addSql(`alter table "refresh_session" drop column "revoked_at";`);

    // By hand from here. Nobody knows where older sessions came from: whoever has one signs in once more.
    this.addSql(`truncate "refresh_session";`);
    this.addSql(
      `alter table "session_family" add constraint "session_family_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`,
    );
    this.addSql(
      `alter table "refresh_session" add constraint "refresh_session_family_fkey" foreign key ("agency_id", "family_id") references "session_family" ("agency_id", "id") on delete cascade;`,
    );
    tenantTable('session_family').forEach((sql) => {
      this.addSql(sql);
    });
  }
}

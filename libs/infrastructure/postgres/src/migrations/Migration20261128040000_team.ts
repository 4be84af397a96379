import { Migration } from '@mikro-orm/migrations';
import { directoryFunction, directoryReads, type DirectoryFunction } from '../directory/directory-function';
import { belongsToAgency, tenantTable } from './tenant-table';

/** Whose links of mails are, before any agency is known. */
const OF_LINKS: readonly DirectoryFunction[] = ['invitation', 'password_reset'].map((table) => ({
  name: `agency_of_${table}`,
  parameters: 'sought_token_hash text',
  returns: 'uuid',
  mode: 'reads',
  body: `select l.agency_id from public.${table} l where l.token_hash = sought_token_hash`,
}));

/** How people come into an agency, and in again when they forgot the password. */
export class Migration20261128040000_team extends Migration {
  override up(): void {
    this.addSql(`alter table "member" add column "last_seen_at" timestamptz(6) null;`);
    this.addSql(
      `create table "invitation" ("agency_id" uuid not null, "id" uuid not null, "email" text not null, "name" text null, "role" text not null, "figures" text not null, "invited_by" text not null, "token_hash" text not null, "created_at" timestamptz(6) not null default clock_timestamp(), "expires_at" timestamptz(6) not null, "mailed_at" timestamptz(6) null, primary key ("agency_id", "id"));`,
    );
    this.addSql(
      `create unique index "invitation_email_unique" on "invitation" ("agency_id", lower("email"));`,
    );
    this.addSql(
      `alter table "invitation" add constraint "invitation_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(
      `create table "invitation_client" ("agency_id" uuid not null, "invitation_id" uuid not null, "client_id" uuid not null, primary key ("agency_id", "invitation_id", "client_id"));`,
    );
    this.addSql(
      `create table "password_reset" ("agency_id" uuid not null, "member_id" uuid not null, "token_hash" text not null, "expires_at" timestamptz(6) not null, primary key ("agency_id", "member_id"));`,
    );
    this.addSql(
      `alter table "password_reset" add constraint "password_reset_token_hash_unique" unique ("token_hash");`,
    );

    // By hand from here.
    this.addSql(belongsToAgency('invitation'));
    this.addSql(
      `alter table "invitation_client" add constraint "invitation_client_invitation_fkey" foreign key ("agency_id", "invitation_id") references "invitation" ("agency_id", "id") on delete cascade;`,
    );
    this.addSql(
      `alter table "invitation_client" add constraint "invitation_client_client_fkey" foreign key ("agency_id", "client_id") references "client" ("agency_id", "id") on delete cascade;`,
    );
    this.addSql(
      `alter table "password_reset" add constraint "password_reset_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`,
    );
    for (const sql of [
      ...['invitation', 'invitation_client', 'password_reset'].flatMap((table) => tenantTable(table)),
      ...['invitation', 'password_reset'].flatMap((table) =>
        directoryReads(table, ['agency_id', 'token_hash']),
      ),
      ...OF_LINKS.flatMap(directoryFunction),
    ])
      this.addSql(sql);
  }
}

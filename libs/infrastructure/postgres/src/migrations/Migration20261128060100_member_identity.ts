import { Migration } from '@mikro-orm/migrations';
import { directoryFunction, directoryReads, type DirectoryFunction } from '../directory/directory-function';
import { belongsToMember, tenantTable } from './tenant-table';

/** The identity provider names a person before any agency is known. */
const MEMBER_BY_IDENTITY: DirectoryFunction = {
  name: 'member_by_identity',
  parameters: 'sought_issuer text, sought_subject text',
  returns: 'table (agency_id uuid, member_id uuid)',
  mode: 'reads',
  body: `
    select i.agency_id, i.member_id from public.member_identity i
    where i.issuer = sought_issuer and i.subject = sought_subject`,
};

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
    this.addSql(belongsToMember('member_identity'));
    for (const sql of [
      ...tenantTable('member_identity', ['select', 'insert', 'delete']),
      ...directoryReads('member_identity', ['agency_id', 'member_id', 'issuer', 'subject']),
      ...directoryFunction(MEMBER_BY_IDENTITY),
    ])
      this.addSql(sql);
  }
}

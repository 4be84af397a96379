import { Migration } from '@mikro-orm/migrations';

/** When each member last looked at what moved. */
export class Migration20261121110000_last_looked extends Migration {
  override name = 'Migration20261121110000_last_looked';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "last_look" ("agency_id" uuid not null, "member_id" uuid not null, "looked_at" timestamptz(6) not null, primary key ("agency_id", "member_id"));`,
    );
    this.addSql(
      `alter table "last_look" add constraint "last_look_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`,
    );
  }
}

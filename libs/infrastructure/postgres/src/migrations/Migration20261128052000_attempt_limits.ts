import { Migration } from '@mikro-orm/migrations';
import { globalTable } from './tenant-table';

/** What limits guessing. No agency: whoever attempts to sign in is nobody yet. */
export class Migration20261128052000_attempt_limits extends Migration {
  override up(): void {
    this.addSql(
      `create unlogged table "attempt_limit" ("subject" text not null, "paid_off_at" timestamptz(6) not null, primary key ("subject"));`,
    );
    this.addSql(
      `create table "remembered_subject" ("subject" text not null, "until" timestamptz(6) not null, primary key ("subject"));`,
    );
    for (const table of ['attempt_limit', 'remembered_subject'])
      globalTable(table, ['select', 'insert', 'update', 'delete']).forEach((sql) => {
        this.addSql(sql);
      });
  }
}

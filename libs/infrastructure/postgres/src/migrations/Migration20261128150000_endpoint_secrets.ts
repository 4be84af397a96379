import { Migration } from '@mikro-orm/migrations';

/**
 * The secret in an address is 256 random bits: nothing has to keep two from being equal. A key over all agencies would
 * keep this table, and the accounts it belongs to, on one server.
 */
export class Migration20261128150000_endpoint_secrets extends Migration {
  override up(): void {
    this.addSql(
      `alter table "notification_endpoint" drop constraint "notification_endpoint_secret_hash_unique";`,
    );
    this.addSql(
      `create index "notification_endpoint_secret_hash_index" on "notification_endpoint" ("secret_hash");`,
    );
  }
}

import { Migration } from '@mikro-orm/migrations';
import { sealedColumn } from '../sealed/sealed-column';

const COLUMNS = [
  ['network_account', 'credentials_sealed'],
  ['notification_endpoint', 'secrets_sealed'],
  ['received_notification', 'content'],
  ['quarantined_row', 'content'],
  ['sales_import_piece', 'content'],
  ['raw_page', 'content'],
  ['second_factor', 'sealed_secret'],
] as const;

/** Which keys the sealed values need can be told without reading them. */
export class Migration20261128090000_sealed_columns extends Migration {
  override up(): void {
    for (const [table, column] of COLUMNS) {
      for (const statement of sealedColumn(table, column)) this.addSql(statement);
    }
  }
}

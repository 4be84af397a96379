import { Migration } from '@mikro-orm/migrations';
import { CELLS_BY_KEY } from './cells-by-key/triggers';

/** Which of the indexes serves whom: see the schema. */
const INDEXES = [
  { table: 'sale', name: 'sale_link_index', columns: ['agency_id', 'link_key', 'account_id'] },
  {
    table: 'sale',
    name: 'sale_date_index',
    columns: ['agency_id', 'sale_date', 'account_id', 'external_order_id'],
  },
  { table: 'reversal', name: 'reversal_link_index', columns: ['agency_id', 'link_key', 'account_id'] },
  {
    table: 'reversal',
    name: 'reversal_order_index',
    columns: ['agency_id', 'external_order_id', 'account_id'],
  },
  { table: 'reversal', name: 'reversal_date_index', columns: ['agency_id', 'reversed_at'] },
  { table: 'reversal', name: 'reversal_sale_date_index', columns: ['agency_id', 'sale_date'] },
];

/** The sums of a day are found by their key when rows are added to them, not by a join. */
export class Migration20261129010000_cells_by_key extends Migration {
  override up(): void {
    for (const { table, name, columns } of INDEXES) {
      const list = columns.map((column) => `"${column}"`).join(', ');
      this.addSql(`drop index "${name}";`);
      this.addSql(`create index "${name}" on "${table}" (${list}) where "${columns[1]}" is not null;`);
    }
    for (const statement of CELLS_BY_KEY) this.addSql(statement);
  }
}

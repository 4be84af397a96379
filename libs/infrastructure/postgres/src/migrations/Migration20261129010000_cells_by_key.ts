import { Migration } from '@mikro-orm/migrations';
import { CELLS_BY_KEY } from './cells-by-key/triggers';

/** The sums of a day are found by their key when rows are added to them, not by a join. */
export class Migration20261129010000_cells_by_key extends Migration {
  override up(): void {
    for (const statement of CELLS_BY_KEY) this.addSql(statement);
  }
}

import { Migration } from '@mikro-orm/migrations';
import { agencyTable, APPLICATION_ROLE, globalTable, tenantPartition, tenantTable } from './tenant-table';

const WRITTEN = [
  ...[
    'member',
    'refresh_session',
    'last_look',
    'network_account',
    'sync_run',
    'reread_request',
    'sale_rhythm',
  ],
  ...['sale', 'reversal', 'daily_sales', 'daily_reversals', 'booking'],
  ...['notification_endpoint', 'received_notification'],
  ...['raw_page', 'raw_page_sighting', 'renormalised_fact', 'quarantined_row'],
  ...['network_daily_total', 'network_stated_day', 'reconciliation'],
  ...['sales_import', 'sales_import_piece', 'sales_import_booking'],
];
/** By triggers, for good; a version that was the last is marked. */
const KEPT = ['sale_version', 'reversal_version'];

const PARTITIONED = ['sale', 'reversal', 'sale_version', 'reversal_version'];
const PARTITIONS = 16;

const CALLED_BY_THE_PRODUCT = [
  'ledger_instant()',
  'ledger_zone(uuid)',
  'rebuild_rollups(uuid)',
  'rollup_differences(uuid)',
];
const TRIGGERS = [
  ...['sale_inserted()', 'sale_updated()', 'sale_deleted()'],
  ...['reversal_inserted()', 'reversal_updated()', 'reversal_deleted()'],
  ...['exchange_rate_corrected()', 'audit_entry_stays()'],
];

/** From here on a transaction sees the rows of the agency that it names, and without a name none. */
export class Migration20261128030000_tenancy extends Migration {
  override up(): void {
    this.run(WRITTEN.flatMap((table) => tenantTable(table)));
    this.run(KEPT.flatMap((table) => tenantTable(table, ['select', 'insert', 'update'])));
    this.run(tenantTable('insight_set', ['select', 'insert']));
    for (const table of PARTITIONED) {
      const partitions = Array.from({ length: PARTITIONS }, (_, number) => `${table}_${number}`);
      this.run(partitions.flatMap(tenantPartition));
    }
    this.run(agencyTable(['select', 'insert', 'update']));
    this.run(globalTable('exchange_rate', ['select', 'insert', 'update']));
    this.run(globalTable('superseded_exchange_rate', ['select', 'insert']));
    this.run(globalTable('network_outage', ['select', 'insert', 'update', 'delete']));
    this.addSql(`grant usage on sequence "raw_page_sighting_order" to ${APPLICATION_ROLE};`);
    // Since when history is kept is told by the migration that began it.
    this.addSql(`grant select ("name", "executed_at") on "mikro_orm_migrations" to ${APPLICATION_ROLE};`);
    // Functions of later migrations are nobody's either, until one grants them.
    this.addSql(`alter default privileges revoke execute on functions from public;`);
    for (const called of [...CALLED_BY_THE_PRODUCT, ...TRIGGERS]) {
      this.addSql(`revoke all on function ${called} from public;`);
    }
    for (const called of CALLED_BY_THE_PRODUCT) {
      this.addSql(`grant execute on function ${called} to ${APPLICATION_ROLE};`);
    }
  }

  private run(statements: readonly string[]): void {
    for (const statement of statements) this.addSql(statement);
  }
}

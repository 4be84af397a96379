import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { SurvivingPostgresDriver } from './lost-connections';
import { MIGRATIONS } from './migrations';
import { keepPlans } from './planned-once';
import { SCHEMAS } from './schemas';

export interface OrmOptions {
  /** Most connections this process opens through it. Dashboards and the sync each have a pool of their own. */
  readonly poolSize?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Every transaction refuses to write. */
  readonly isReadOnly?: boolean;
  /** After so long nobody waits for a statement any more, in milliseconds; for servers that may fall silent. */
  readonly statementDeadlineMs?: number;
}

const CONNECT_DEADLINE_MS = 10_000;

/** Connects on first use; `close()` ends its pool. */
export function createOrm(url: string, options: OrmOptions = {}): MikroORM {
  return new MikroORM({
    driver: SurvivingPostgresDriver,
    clientUrl: url,
    entities: SCHEMAS,
    // Of its own: two ORMs of one name would take each other's transactions for theirs.
    contextName: `tributary ${randomUUID()}`,
    extensions: [Migrator],
    // Both are written by hand in the migrations.
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
    migrations: { migrationsList: MIGRATIONS, snapshot: false, silent: true },
    pool: { min: 0, max: options.poolSize ?? 10 },
    driverOptions: {
      application_name: options.applicationName ?? 'tributary',
      connectionTimeoutMillis: CONNECT_DEADLINE_MS,
      keepAlive: true,
      // Compiling a plan takes longer than any statement of the product runs.
      options: `-c timezone=UTC -c jit=off${options.isReadOnly ? ' -c default_transaction_read_only=on' : ''}`,
      ...(options.statementDeadlineMs !== undefined && { query_timeout: options.statementDeadlineMs }),
      onPoolCreated: keepPlans,
    },
  });
}

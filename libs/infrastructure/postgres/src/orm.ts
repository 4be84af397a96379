import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { beginLate } from './begin-late';
import { SurvivingPostgresDriver } from './lost-connections';
import { MIGRATIONS } from './migrations';
import { keepPlans } from './planned-once';
import { SCHEMAS } from './schemas';
import { waitInLine } from './wait-in-line';

export interface OrmOptions {
  /** Most connections this process opens through it. Dashboards and the sync each have a pool of their own. */
  readonly poolSize?: number;
  /** Whoever wants a connection waits for it as long as it takes: for work in the background. Default: ten seconds. */
  readonly waitsInLine?: boolean;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Every transaction refuses to write. */
  readonly isReadOnly?: boolean;
  /** After so long nobody waits for a statement any more, in milliseconds; for servers that may fall silent. */
  readonly statementDeadlineMs?: number;
}

const CONNECT_DEADLINE_MS = 10_000;

/**
 * A process that stands still in the middle of a transaction keeps what it has locked: the server ends its connection, or
 * nobody could take its accounts over. Between two statements of a transaction nobody waits for anything.
 */
const IDLE_DEADLINE_MS = 15_000;

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
      // Statements that do not wait for each other are on their way together.
      pipeline: true,
      // Compiling a plan takes longer than any statement of the product runs.
      options: [
        '-c timezone=UTC -c jit=off',
        `-c idle_in_transaction_session_timeout=${IDLE_DEADLINE_MS}`,
        ...(options.isReadOnly ? ['-c default_transaction_read_only=on'] : []),
      ].join(' '),
      ...(options.statementDeadlineMs !== undefined && { query_timeout: options.statementDeadlineMs }),
      onPoolCreated: (pool: Parameters<typeof keepPlans>[0] & Parameters<typeof waitInLine>[0]) => {
        keepPlans(pool);
        beginLate(pool);
        if (options.waitsInLine) waitInLine(pool);
      },
    },
  });
}

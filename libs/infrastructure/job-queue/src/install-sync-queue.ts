import { setTimeout as delay } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { NOTIFICATIONS } from './pg-boss-notification-queue';
import { SECOND_READINGS } from './pg-boss-second-reading-queue';
import { SYNCS } from './pg-boss-sync-queue';

const QUEUES = [SYNCS, NOTIFICATIONS, SECOND_READINGS];

/** Any number: of several installations at once, one grants after the other. */
const GRANT_LOCK = 7_405_923;

const LOOK_AGAIN_MS = 500;

/**
 * The migration step of the queue, as the owner of the database: brings its schema and queues up to date and lets a role
 * work with them, who may change no table. Several processes may do so at once.
 */
export async function installSyncQueue(ownerUrl: string, role: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    application_name: 'tributary-migrate',
    max: 1,
    supervise: false,
    schedule: false,
  });
  // Each step below fails by itself; without a listener a fault in the background would end the process.
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const { name, options } of QUEUES) await boss.createQueue(name, options);
    await builtInTheBackground(boss);
    await boss.getDb().executeSql(grantsTo(role));
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** An update builds indexes of a large queue without locking it. Nobody else could: only the owner may. */
async function builtInTheBackground(boss: PgBoss): Promise<void> {
  while ((await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress')) {
    await delay(LOOK_AGAIN_MS);
  }
}

/** One transaction, as all statements sent at once are. */
function grantsTo(role: string): string {
  return `
    select pg_advisory_xact_lock(${GRANT_LOCK});
    grant usage on schema pgboss to "${role}";
    grant select, insert, update, delete on all tables in schema pgboss to "${role}";
    grant execute on all functions in schema pgboss to "${role}";`;
}

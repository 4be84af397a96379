import { installSyncQueue } from '@tributary/job-queue';
import { APPLICATION_ROLE, migrate } from '@tributary/postgres';
import { checkedPart } from './composition/config';

/**
 * The migration job: brings tables and queue up to date as the owner of the database, lets the product's own login in,
 * and ends. Any number may start at once; one migrates.
 */
async function run(): Promise<string> {
  const logins = checkedPart(process.env, 'DATABASE_OWNER_URL', 'DATABASE_URL');
  const { DATABASE_OWNER_URL: owner, DATABASE_URL: application } = logins;
  const names = await migrate({ owner, application });
  await installSyncQueue(owner, APPLICATION_ROLE);
  return names.length > 0 ? `Migrated: ${names.join(', ')}` : 'Nothing to migrate';
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  process.stderr.write(`The migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { installSyncQueue } from '@tributary/job-queue';
import { migrate } from '@tributary/postgres';

const URL_HINT = 'DATABASE_URL is missing: postgres://user:password@host:5432/database';

/** The migration job: brings tables and queue up to date, and ends. Any number may start at once; one migrates. */
async function run(): Promise<string> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error(URL_HINT);
  const names = await migrate(url);
  await installSyncQueue(url);
  return names.length > 0 ? `Migrated: ${names.join(', ')}` : 'Nothing to migrate';
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  process.stderr.write(`The migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

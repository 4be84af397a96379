import { installSyncQueue } from '@tributary/job-queue';
import { migrate } from '@tributary/postgres';

/** The migration job: brings tables and queue up to date, and ends. Any number may start at once; one migrates. */
const url = process.env.DATABASE_URL;
if (url) {
  const names = await migrate(url);
  await installSyncQueue(url);
  process.stdout.write(names.length > 0 ? `Migrated: ${names.join(', ')}\n` : 'Nothing to migrate\n');
} else {
  process.stderr.write('DATABASE_URL is missing: postgres://user:password@host:5432/database\n');
  process.exitCode = 1;
}

import { PoliteHttpClient, RegisteredNetworks } from '@tributary/affiliate-networks';
import { RenormalizeNetwork } from '@tributary/application';
import { PgBossSyncQueue } from '@tributary/job-queue';
import {
  createOrm,
  DatabaseClock,
  PostgresAuditTrail,
  PostgresNetworkAccountDirectory,
} from '@tributary/postgres';
import { parseArgs } from 'node:util';
import { checkedPart } from './composition/config';

const USAGE = 'Usage: DATABASE_URL=… renormalise --network clickbank';

const { values } = parseArgs({ options: { network: { type: 'string' } } });

/**
 * The operator's command after an update that reads a network better: queues every kept page of all of its accounts to be
 * read once more. The workers do it; no network is asked.
 */
async function run(): Promise<string> {
  const { network } = values;
  if (!network) throw new Error(USAGE);
  const { DATABASE_URL: url } = checkedPart(process.env, 'DATABASE_URL');
  const orm = createOrm(url, { poolSize: 1, applicationName: 'tributary-renormalise' });
  const queue = new PgBossSyncQueue(url, { poolSize: 1 });
  try {
    const clock = new DatabaseClock(orm);
    const networks = new RegisteredNetworks({
      http: new PoliteHttpClient({ clock }),
      clock,
      environment: {},
    });
    await queue.start();
    const directory = new PostgresNetworkAccountDirectory(orm);
    const done = await new RenormalizeNetwork({
      ...{ networks, directory, queue: queue.secondReadings, audit: new PostgresAuditTrail(orm) },
    }).run(network);
    const others = done.accounts - done.queued;
    return `Queued ${done.queued} of ${done.accounts} accounts.${others > 0 ? ` ${others} were queued already.` : ''}`;
  } finally {
    await queue.stop(0);
    await orm.close();
  }
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

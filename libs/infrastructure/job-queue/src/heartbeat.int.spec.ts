import type { SyncRequest } from '@tributary/ports';
import { setTimeout as delay } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { RunningSync } from './pg-boss-sync-queue';
import { QueueDatabase, requests, until } from './testing/queue-database';

const PATIENCE_MS = 60_000;

// What a heartbeat decides shows only after longer than one lasts: these wait at the same time, each in a database of its own.
describe('the heartbeat of a job', () => {
  it.concurrent(
    'keeps a job alive that it got again while its own earlier work on it had not ended',
    () =>
      inDatabase(async (database) => {
        const queue = await database.startQueue();
        const [request] = requests(1) as [SyncRequest];
        await queue.enqueue(request);
        const gates: PromiseWithResolvers<undefined>[] = [];
        queue.startSyncWorker({
          concurrency: 2,
          handler: async () => {
            const gate = Promise.withResolvers<undefined>();
            gates.push(gate);
            await gate.promise;
          },
        });
        await until(() => gates.length === 1);
        // As supervision finds it when the process was frozen.
        await database.execute(
          `update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'`,
        );
        await until(() => gates.length === 2, 15_000);
        gates[0]?.resolve(undefined);
        await delay(25_000);
        expect(gates).toHaveLength(2);
        gates[1]?.resolve(undefined);
      }),
    PATIENCE_MS,
  );

  it.concurrent(
    'gives the job of a dead worker to another one, but not the long job of a living one',
    () =>
      inDatabase(async (database) => {
        const [orphan, long] = requests(2) as [SyncRequest, SyncRequest];
        const queue = await database.startQueue();
        await queue.enqueue(orphan);
        const dead = new PgBoss({ connectionString: database.ownerUrl, supervise: false, schedule: false });
        await dead.start();
        const [taken] = await dead.fetch('sync');
        await dead.stop({ graceful: false });
        await queue.enqueue(long);
        const delivered: RunningSync[] = [];
        let isLongDone = false;
        queue.startSyncWorker({
          concurrency: 4,
          handler: async (sync) => {
            delivered.push(sync);
            if (sync.request.accountId !== long.accountId) return;
            await delay(25_000);
            isLongDone = true;
          },
        });
        await until(() => isLongDone && delivered.length >= 2, 35_000);
        expect(delivered).toHaveLength(2);
        expect(delivered[0]?.request).toEqual(long);
        expect(delivered[1]).toMatchObject({ id: taken?.id, request: orphan });
      }),
    PATIENCE_MS,
  );
});

async function inDatabase(story: (database: QueueDatabase) => Promise<void>): Promise<void> {
  const database = await QueueDatabase.create();
  try {
    await story(database);
  } finally {
    await database.stopQueues();
    await database.drop();
  }
}

import type { SecondReadingRequest, SyncRequest } from '@tributary/ports';
import { setTimeout as delay } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { PgBossSyncQueue, RunningSync } from './pg-boss-sync-queue';
import { QueueDatabase, requests, until } from './testing/queue-database';

let database: QueueDatabase;
const aQueue = (): Promise<PgBossSyncQueue> => database.startQueue();

beforeAll(async () => {
  database = await QueueDatabase.create();
}, 20_000);
afterEach(() => database.stopQueues());
afterAll(() => database.drop());

describe('PgBossSyncQueue', () => {
  it('makes one job an account, however often it is asked', async () => {
    const queue = await aQueue();
    const accounts = requests(20);
    const first = await Promise.all(accounts.map((request) => queue.enqueue(request)));
    const second = await Promise.all(accounts.map((request) => queue.enqueue(request)));
    expect(first).toEqual(Array.from({ length: 20 }, () => true));
    expect(second).toEqual(Array.from({ length: 20 }, () => false));
    const done: string[] = [];
    queue.startSyncWorker({
      concurrency: 4,
      handler: ({ request }) => Promise.resolve(void done.push(request.accountId)),
    });
    await until(() => done.length >= 20);
    await delay(700);
    expect(done.toSorted()).toEqual(accounts.map((request) => request.accountId).toSorted());
  });

  it('queues many in one step, each account once, and hands over the first of every agency first', async () => {
    const queue = await aQueue();
    const [big, small] = [requests(5), requests(1)];
    const turnsOf = (list: readonly SyncRequest[]) => list.map((request, turn) => ({ request, turn }));
    expect(await queue.enqueueAll([])).toBe(0);
    expect(await queue.enqueueAll(turnsOf(big))).toBe(5);
    expect(await queue.enqueueAll([...turnsOf(big), ...turnsOf(small)])).toBe(1);
    const done: string[] = [];
    queue.startSyncWorker({
      concurrency: 1,
      handler: ({ request }) => Promise.resolve(void done.push(request.accountId)),
    });
    await until(() => done.length >= 6);
    const [first, ...others] = big.map(({ accountId }) => accountId);
    expect(done).toEqual([first, small[0]?.accountId, ...others]);
  });

  it('refuses an account that is being synced and takes it again afterwards', async () => {
    const queue = await aQueue();
    const [request] = requests(1) as [SyncRequest];
    const gate = Promise.withResolvers<undefined>();
    const started: RunningSync[] = [];
    queue.startSyncWorker({
      concurrency: 2,
      handler: async (sync) => {
        started.push(sync);
        await gate.promise;
      },
    });
    await queue.enqueue(request);
    await until(() => started.length === 1);
    expect(started[0]?.request).toEqual(request);
    expect(await queue.enqueue(request)).toBe(false);
    gate.resolve(undefined);
    let isQueued = false;
    await until(() => {
      void queue.enqueue(request).then((answer) => (isQueued ||= answer));
      return isQueued;
    });
    await until(() => started.length === 2);
    expect(started[1]?.id).not.toBe(started[0]?.id);
  });

  it('shares the work between two processes, each within its own limit', async () => {
    const [one, two] = [await aQueue(), await aQueue()];
    const accounts = requests(40);
    await Promise.all(accounts.map((request) => one.enqueue(request)));
    const counts = [one, two].map((queue) => {
      const count = { now: 0, most: 0, total: 0 };
      queue.startSyncWorker({
        concurrency: 5,
        handler: async () => {
          count.most = Math.max(count.most, ++count.now);
          await delay(50);
          count.now--;
          count.total++;
        },
      });
      return count;
    });
    await until(() => counts.reduce((sum, count) => sum + count.total, 0) >= 40);
    expect(counts.map((count) => count.most)).toEqual([5, 5]);
    expect(counts.every((count) => count.total >= 5)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count.total, 0)).toBe(40);
  });

  it('delivers a job again, under the same id, when its handler throws', async () => {
    const queue = await aQueue();
    const [request] = requests(1) as [SyncRequest];
    const deliveries: string[] = [];
    await queue.enqueue(request);
    queue.startSyncWorker({
      concurrency: 1,
      handler: ({ id }) => {
        deliveries.push(id);
        return deliveries.length < 2 ? Promise.reject(new Error('secret of a customer')) : Promise.resolve();
      },
    });
    await until(() => deliveries.length === 2);
    expect(new Set(deliveries).size).toBe(1);
    expect(database.errors.map((error) => error.message)).toEqual(['secret of a customer']);
    const boss = new PgBoss({ connectionString: database.ownerUrl, supervise: false, schedule: false });
    await boss.start();
    const [job] = await boss.findJobs('sync', { id: deliveries[0] ?? '' });
    await boss.stop({ graceful: false });
    expect(JSON.stringify(job)).not.toContain('secret');
  });

  it('lets running jobs end when it stops, and takes no new ones', async () => {
    const queue = await aQueue();
    const [first, second] = requests(2) as [SyncRequest, SyncRequest];
    const ended: string[] = [];
    await queue.enqueue(first);
    await queue.enqueue(second);
    let started = 0;
    queue.startSyncWorker({
      concurrency: 1,
      handler: async ({ request, signal }) => {
        started++;
        await delay(400);
        if (!signal.aborted) ended.push(request.accountId);
      },
    });
    await until(() => started === 1);
    await queue.stop(5_000);
    expect(ended).toHaveLength(1);
    expect(started).toBe(1);
  });

  it('aborts what outlasts the grace and gives it back to the queue', async () => {
    const [queue, other] = [await aQueue(), await aQueue()];
    const [request] = requests(1) as [SyncRequest];
    await queue.enqueue(request);
    let isRunning = false;
    queue.startSyncWorker({
      concurrency: 1,
      handler: async ({ signal }) => {
        isRunning = true;
        await delay(60_000, null, { signal });
      },
    });
    await until(() => isRunning);
    await queue.stop(50);
    const delivered: SyncRequest[] = [];
    other.startSyncWorker({
      concurrency: 1,
      handler: (sync) => Promise.resolve(void delivered.push(sync.request)),
    });
    await until(() => delivered.length > 0);
    expect(delivered).toContainEqual(request);
  });
});

describe('PgBossNotificationQueue', () => {
  it('runs one job an account, apart from its sync, and takes the account again afterwards', async () => {
    const queue = await aQueue();
    const [request] = requests(1) as [SyncRequest];
    await queue.enqueue(request);
    const taken: unknown[] = [];
    let isFailing = true;
    queue.notifications.startWorker({
      concurrency: 2,
      handler: ({ request: account }) => {
        taken.push(account);
        if (!isFailing) return Promise.resolve();
        isFailing = false;
        return Promise.reject(new Error('the database is away'));
      },
    });
    await Promise.all([1, 2, 3].map(() => queue.notifications.enqueue(request)));
    await until(() => taken.length === 2);
    const { agencyId, accountId } = request;
    expect(taken).toEqual([
      { agencyId, accountId },
      { agencyId, accountId },
    ]);
    // What arrives in the instant a job ends is refused with it: as in life, it is asked for again.
    while (taken.length === 2) {
      await queue.notifications.enqueue(request);
      await delay(100);
    }
    expect(database.errors.map(({ message }) => message)).toEqual(['the database is away']);
  });
});

describe('PgBossSecondReadingQueue', () => {
  function asked(kind: 'replay' | 'raw-pages', [account] = requests(1)): SecondReadingRequest {
    const key = { agencyId: account?.agencyId ?? '', accountId: account?.accountId ?? '' };
    return kind === 'replay' ? { ...key, kind, rowIds: ['a'], reason: null } : { ...key, kind };
  }

  it('makes one job an account and kind, and hands it over as it was asked for', async () => {
    const queue = await aQueue();
    const account = requests(1);
    const [replay, pages] = [asked('replay', account), asked('raw-pages', account)];
    const answers: boolean[] = [];
    for (const one of [pages, replay, replay, pages]) answers.push(await queue.secondReadings.enqueue(one));
    expect(answers).toEqual([true, true, false, false]);
    const done: SecondReadingRequest[] = [];
    queue.secondReadings.startWorker({
      concurrency: 1,
      handler: ({ request }) => Promise.resolve(void done.push(request)),
    });
    await until(() => done.length === 2);
    // A person waits for the replay.
    expect(done).toEqual([replay, pages]);
  });

  it('gives what a stopping process could not finish to another one', async () => {
    const [queue, other] = [await aQueue(), await aQueue()];
    const pages = asked('raw-pages');
    await queue.secondReadings.enqueue(pages);
    let isRunning = false;
    queue.secondReadings.startWorker({
      concurrency: 1,
      handler: async ({ signal }) => {
        isRunning = true;
        await delay(60_000, null, { signal });
      },
    });
    await until(() => isRunning);
    await queue.stop(50);
    const delivered: SecondReadingRequest[] = [];
    other.secondReadings.startWorker({
      concurrency: 1,
      handler: ({ request }) => Promise.resolve(void delivered.push(request)),
    });
    await until(() => delivered.length > 0);
    expect(delivered).toEqual([pages]);
  });
});

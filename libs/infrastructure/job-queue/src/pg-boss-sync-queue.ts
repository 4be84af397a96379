import { type QueuedTurn, SyncQueue, type SyncRequest } from '@tributary/ports';
import { PgBoss } from 'pg-boss';
import { PgBossNotificationQueue } from './pg-boss-notification-queue';
import { PgBossSecondReadingQueue } from './pg-boss-second-reading-queue';
import { QueueWorker, type QueueWorkerOptions, type RunningJob } from './queue-worker';

export type RunningSync = RunningJob<SyncRequest>;
export type SyncWorkerOptions = QueueWorkerOptions<SyncRequest>;

export interface SyncQueueOptions {
  /** Most connections of the queue's own pool. */
  readonly poolSize?: number;
  /** Told of faults in the background (a lost connection): the queue goes on by itself. */
  readonly onError?: (error: Error) => void;
}

const QUEUE = 'sync';

/**
 * A worker that was killed stops its heartbeat; whoever supervises next gives its jobs to another one, within about
 * twenty seconds and the supervision interval. Shorter, and workers that are only busy are taken for dead.
 */
const HEARTBEAT_SECONDS = 20;
const SUPERVISE_SECONDS = 2;

const JOBS = {
  policy: 'exclusive',
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: 4 * 3_600,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 3_600,
} as const;

/** What a person waits for goes before the hourly reading. */
const PRIORITY = { schedule: 0, external: 1, postback: 1, import: 1, connect: 2, manual: 2 } as const;

export const SYNCS = { name: QUEUE, options: JOBS } as const;

/** Jobs in Postgres by pg-boss. Policy `exclusive` with the account's id as key: one job an account, queued or running. */
export class PgBossSyncQueue extends SyncQueue {
  /** On the same connections; opens and stops with this one. */
  readonly notifications: PgBossNotificationQueue;
  readonly secondReadings: PgBossSecondReadingQueue;
  private readonly boss: PgBoss;
  private readonly workers: QueueWorker<SyncRequest>[] = [];
  private readonly onError: (error: Error) => void;

  constructor(url: string, options: SyncQueueOptions = {}) {
    super();
    this.onError = options.onError ?? (() => undefined);
    this.boss = new PgBoss({
      connectionString: url,
      application_name: 'tributary-queue',
      max: options.poolSize ?? 4,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      // The check of heartbeats is part of monitoring: left at its minute, dead workers are found a minute late.
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      schedule: false,
      // Its login changes no table: see `installSyncQueue`.
      migrate: false,
    });
    this.boss.on('error', this.onError);
    this.notifications = new PgBossNotificationQueue(this.boss, this.onError);
    this.secondReadings = new PgBossSecondReadingQueue(this.boss, this.onError);
  }

  /** @throws {Error} when nobody has installed the queue, or an older version of it. */
  async start(): Promise<void> {
    await this.boss.start();
  }

  async enqueue(request: SyncRequest): Promise<boolean> {
    const job = await this.boss.send(QUEUE, request, {
      singletonKey: request.accountId,
      priority: PRIORITY[request.trigger],
    });
    return job !== null;
  }

  /** One statement, however many. A turn lowers the priority, so that the first of every agency come first. */
  async enqueueAll(turns: readonly QueuedTurn[]): Promise<number> {
    if (turns.length === 0) return 0;
    const jobs = turns.map(({ request, turn }) => ({
      data: request,
      singletonKey: request.accountId,
      priority: PRIORITY[request.trigger] - turn,
    }));
    const ids = await this.boss.insert(QUEUE, jobs, { returnId: true });
    return ids?.length ?? 0;
  }

  /** Takes jobs until `stop`. A handler that throws gets its job again, on any worker, after a growing pause. */
  startSyncWorker(options: SyncWorkerOptions): void {
    const source = { boss: this.boss, queue: QUEUE, heartbeatSeconds: HEARTBEAT_SECONDS };
    const worker = new QueueWorker(source, options, this.onError);
    this.workers.push(worker);
    worker.start();
  }

  /**
   * Takes no more jobs and lets the running ones end. Those still running after the grace are aborted and go back
   * to the queue.
   */
  async stop(graceMs = 20_000): Promise<void> {
    const workers = this.workers.map((worker) => worker.stop(graceMs));
    await Promise.all([...workers, this.notifications.stop(graceMs), this.secondReadings.stop(graceMs)]);
    await this.boss.stop({ graceful: false });
  }
}

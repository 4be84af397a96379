import { type AccountKey, NotificationQueue } from '@tributary/ports';
import type { PgBoss } from 'pg-boss';
import { QueueWorker, type QueueWorkerOptions } from './queue-worker';

const QUEUE = 'notifications';
const HEARTBEAT_SECONDS = 10;

const JOBS = {
  policy: 'exclusive',
  retryLimit: 3,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 3_600,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 3_600,
} as const;

export const NOTIFICATIONS = { name: QUEUE, options: JOBS } as const;

/** Jobs in Postgres by pg-boss: one an account, queued or running. What comes while one ends is found by the schedule. */
export class PgBossNotificationQueue extends NotificationQueue {
  private readonly workers: QueueWorker<AccountKey>[] = [];

  constructor(
    private readonly boss: PgBoss,
    private readonly onError: (error: Error) => void,
  ) {
    super();
  }

  async enqueue({ agencyId, accountId }: AccountKey): Promise<void> {
    await this.boss.send(QUEUE, { agencyId, accountId }, { singletonKey: accountId });
  }

  /** Takes jobs until `stop`. A handler that throws gets its job again, on any worker, after a growing pause. */
  startWorker(options: QueueWorkerOptions<AccountKey>): void {
    const source = { boss: this.boss, queue: QUEUE, heartbeatSeconds: HEARTBEAT_SECONDS };
    const worker = new QueueWorker(source, options, this.onError);
    this.workers.push(worker);
    worker.start();
  }

  async stop(graceMs: number): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop(graceMs)));
  }
}

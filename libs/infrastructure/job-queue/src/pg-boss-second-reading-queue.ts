import { SecondReadingQueue, type SecondReadingRequest } from '@tributary/ports';
import type { PgBoss } from 'pg-boss';
import { QueueWorker, type QueueWorkerOptions } from './queue-worker';

const QUEUE = 'second-readings';
const HEARTBEAT_SECONDS = 10;

const JOBS = {
  policy: 'exclusive',
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
  // Years of pages of a busy account take their time.
  expireInSeconds: 12 * 3_600,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 3_600,
} as const;

/** A person waits for the rows; the pages may take all night. */
const PRIORITY = { replay: 1, 'raw-pages': 0 } as const;

export const SECOND_READINGS = { name: QUEUE, options: JOBS } as const;

/** Jobs in Postgres by pg-boss: one an account and kind, queued or running. */
export class PgBossSecondReadingQueue extends SecondReadingQueue {
  private readonly workers: QueueWorker<SecondReadingRequest>[] = [];

  constructor(
    private readonly boss: PgBoss,
    private readonly onError: (error: Error) => void,
  ) {
    super();
  }

  async enqueue(request: SecondReadingRequest): Promise<boolean> {
    const job = await this.boss.send(QUEUE, request, {
      singletonKey: `${request.kind} ${request.accountId}`,
      priority: PRIORITY[request.kind],
    });
    return job !== null;
  }

  /** Takes jobs until `stop`. A handler that throws gets its job again, on any worker, after a growing pause. */
  startWorker(options: QueueWorkerOptions<SecondReadingRequest>): void {
    const source = { boss: this.boss, queue: QUEUE, heartbeatSeconds: HEARTBEAT_SECONDS };
    const worker = new QueueWorker(source, options, this.onError);
    this.workers.push(worker);
    worker.start();
  }

  async stop(graceMs: number): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop(graceMs)));
  }
}

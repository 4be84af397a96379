import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import { EndedJobs, type JobSource } from './ended-jobs';

/** One delivery of a job. A repeated delivery has the same id. */
export interface RunningJob<Request> {
  readonly id: string;
  readonly request: Request;
  /** Aborts when the process has to end before the work is done. */
  readonly signal: AbortSignal;
}

export interface QueueWorkerOptions<Request> {
  /** Most jobs at a time in this process. */
  readonly concurrency: number;
  readonly handler: (job: RunningJob<Request>) => Promise<void>;
}

const POLL_MS = 500;
/** While it is full: time for several jobs to end, so that their places are filled by one query. */
const GATHER_MS = 20;
const ABORT_DEADLINE_MS = 5_000;

/**
 * Fills its free places with one query each time. pg-boss' own workers poll once per place, which at hundreds of
 * places is hundreds of idle queries a second.
 */
export class QueueWorker<Request extends object> {
  private readonly running = new Map<string, { readonly job: Job<Request>; readonly done: Promise<void> }>();
  private readonly abortion = new AbortController();
  private readonly stopping = new AbortController();
  /** Resolved by whichever job ends next, or by the end of the process. (A race of all that run would be heard by each.) */
  private aPlaceIsFree = Promise.withResolvers<undefined>();
  private heartbeat: NodeJS.Timeout | null = null;
  private loop: Promise<void> | null = null;
  private readonly ended: EndedJobs<Request>;

  constructor(
    private readonly source: JobSource,
    private readonly options: QueueWorkerOptions<Request>,
    private readonly onError: (error: Error) => void,
  ) {
    this.ended = new EndedJobs(source);
  }

  start(): void {
    const every = (this.source.heartbeatSeconds * 1_000) / 4;
    this.heartbeat ??= setInterval(() => void this.beat(), every);
    this.loop ??= this.takeJobs();
  }

  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.aPlaceIsFree.resolve(undefined);
    await this.loop;
    await this.settled(graceMs);
    if (this.running.size > 0) {
      this.abortion.abort(new Error('The process is ending'));
      await this.settled(ABORT_DEADLINE_MS);
    }
    if (this.heartbeat) clearInterval(this.heartbeat);
    await Promise.all([...this.running.values()].map(({ job }) => this.giveBack(job, 'The process ended')));
  }

  private async takeJobs(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const free = this.options.concurrency - this.running.size;
      const taken = free > 0 ? await this.take(free) : 0;
      if (taken < free) await this.pause(POLL_MS);
      else await this.untilAPlaceIsFree();
    }
  }

  private async take(free: number): Promise<number> {
    const { boss, queue } = this.source;
    try {
      const jobs = await boss.fetch<Request>(queue, { batchSize: free });
      for (const job of jobs) this.running.set(deliveryOf(job), { job, done: this.work(job) });
      return jobs.length;
    } catch (error) {
      this.report(error);
      return 0;
    }
  }

  private async untilAPlaceIsFree(): Promise<void> {
    if (!this.stopping.signal.aborted && this.running.size >= this.options.concurrency) {
      this.aPlaceIsFree = Promise.withResolvers();
      await this.aPlaceIsFree.promise;
    }
    await this.pause(GATHER_MS);
  }

  private async work(job: Job<Request>): Promise<void> {
    try {
      await this.options.handler({ id: job.id, request: job.data, signal: this.abortion.signal });
      await this.ended.complete(job);
    } catch (error) {
      // The class only: what the handler's error says may be confidential, and the job table is not.
      await this.giveBack(job, error instanceof Error ? error.name : 'unknown');
      this.report(error);
    } finally {
      this.running.delete(deliveryOf(job));
      this.aPlaceIsFree.resolve(undefined);
    }
  }

  private async giveBack(job: Job<Request>, reason: string): Promise<void> {
    await this.source.boss.fail(this.source.queue, job, { reason }).catch((error: unknown) => {
      this.report(error);
    });
  }

  private async beat(): Promise<void> {
    const jobs = [...this.running.values()].map(({ job }) => job);
    if (jobs.length === 0) return;
    await this.source.boss.touch(this.source.queue, jobs).catch((error: unknown) => {
      this.report(error);
    });
  }

  private async settled(deadlineMs: number): Promise<void> {
    const all = Promise.all([...this.running.values()].map(({ done }) => done));
    const deadline = new AbortController();
    await Promise.race([all, delay(deadlineMs, null, { signal: deadline.signal }).catch(() => null)]);
    deadline.abort();
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, null, { signal: this.stopping.signal }).catch(() => null);
  }

  private report(error: unknown): void {
    this.onError(error instanceof Error ? error : new Error('The queue failed', { cause: error }));
  }
}

/**
 * One delivery of a job. A process that was frozen for longer than its heartbeat may get a job once more while its
 * earlier work on it has not noticed yet: the end of that is not the end of the newer one.
 */
function deliveryOf({ id, retryCount }: Job): string {
  return `${id} ${retryCount}`;
}

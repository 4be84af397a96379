import { setTimeout as delay } from 'node:timers/promises';
import type { Job, PgBoss } from 'pg-boss';

export interface JobSource {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly heartbeatSeconds: number;
}

/** So long ends are gathered: hundreds of jobs a second end with a few statements. */
const GATHER_MS = 20;

/** Tells the queue which jobs have ended well, many at a time. */
export class EndedJobs<Request extends object> {
  private gathered: Job<Request>[] = [];
  private telling: Promise<void> | null = null;

  constructor(private readonly source: JobSource) {}

  /** @throws what the queue throws: the job will be delivered again. */
  complete(job: Job<Request>): Promise<void> {
    this.gathered.push(job);
    this.telling ??= delay(GATHER_MS).then(() => this.tell());
    return this.telling;
  }

  private async tell(): Promise<void> {
    const jobs = this.gathered;
    this.gathered = [];
    this.telling = null;
    await this.source.boss.complete(this.source.queue, jobs);
  }
}

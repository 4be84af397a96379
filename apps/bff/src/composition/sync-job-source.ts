import type { SyncJob } from '@tributary/application';

/** Hands jobs of the queue to a handler, one account at a time, many accounts side by side. */
export abstract class SyncJobSource {
  abstract start(handle: (job: SyncJob) => Promise<void>): void;
  /** Takes no new jobs and waits for the running ones; those that take too long are aborted and go back to the queue. */
  abstract stop(): Promise<void>;
}

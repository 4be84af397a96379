import type { RunningJob } from '@tributary/job-queue';
import type { SecondReadingRequest } from '@tributary/ports';

export type SecondReadingJob = Pick<RunningJob<SecondReadingRequest>, 'request' | 'signal'>;

/** Hands requests to read again what was read before to a handler, a few at a time. It ends with the queue. */
export abstract class SecondReadingJobSource {
  abstract start(handle: (job: SecondReadingJob) => Promise<void>): void;
}

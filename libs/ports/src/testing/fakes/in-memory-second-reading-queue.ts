import { SecondReadingQueue, type SecondReadingRequest } from '../../second-reading-queue';

/** Holds one request an account and kind until it is taken. */
export class InMemorySecondReadingQueue extends SecondReadingQueue {
  readonly requests: SecondReadingRequest[] = [];

  enqueue(request: SecondReadingRequest): Promise<boolean> {
    const isKnown = this.requests.some(
      ({ accountId, kind }) => accountId === request.accountId && kind === request.kind,
    );
    if (!isKnown) this.requests.push(request);
    return Promise.resolve(!isKnown);
  }

  /** What waited, now taken by a worker. */
  take(): readonly SecondReadingRequest[] {
    return this.requests.splice(0);
  }
}

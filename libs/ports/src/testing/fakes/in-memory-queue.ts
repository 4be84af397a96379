import { SyncQueue, type SyncRequest } from '../../sync-queue';

/** Holds every account once until it is taken. */
export class InMemorySyncQueue extends SyncQueue {
  readonly requests: SyncRequest[] = [];

  enqueue(request: SyncRequest): Promise<boolean> {
    const isKnown = this.requests.some(
      ({ agencyId, accountId }) => agencyId === request.agencyId && accountId === request.accountId,
    );
    if (!isKnown) this.requests.push(request);
    return Promise.resolve(!isKnown);
  }

  /** What waited, now taken by a worker. */
  take(): readonly SyncRequest[] {
    return this.requests.splice(0);
  }
}

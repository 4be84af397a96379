import { type QueuedTurn, SyncQueue, type SyncRequest } from '../../sync-queue';

/** Holds every account once until it is taken. */
export class InMemorySyncQueue extends SyncQueue {
  readonly requests: SyncRequest[] = [];
  private readonly turns = new WeakMap<SyncRequest, number>();

  enqueue(request: SyncRequest): Promise<boolean> {
    const isKnown = this.requests.some(
      ({ agencyId, accountId }) => agencyId === request.agencyId && accountId === request.accountId,
    );
    if (!isKnown) this.requests.push(request);
    return Promise.resolve(!isKnown);
  }

  async enqueueAll(turns: readonly QueuedTurn[]): Promise<number> {
    const answers = await Promise.all(turns.map(({ request }) => this.enqueue(request)));
    const queued = turns.filter((_, index) => answers[index]);
    for (const { request, turn } of queued) this.turns.set(request, turn);
    const turnOf = (request: SyncRequest) => this.turns.get(request) ?? 0;
    this.requests.sort((one, other) => turnOf(one) - turnOf(other));
    return queued.length;
  }

  /** What waited, now taken by a worker. */
  take(): readonly SyncRequest[] {
    return this.requests.splice(0);
  }
}

import {
  RereadRequestRepository,
  type NewRereadRequest,
  type RereadRequest,
} from '../../reread-request-repository';
import type { AccountKey } from '../../sale-repository';

export class InMemoryRereadRequestRepository extends RereadRequestRepository {
  private readonly pending = new Map<string, readonly RereadRequest[]>();

  add(key: AccountKey, request: NewRereadRequest): Promise<void> {
    const all = this.pendingOf(key);
    const met = all.filter(({ window }) => isTouching(window, request.window));
    const merged = met.reduce<NewRereadRequest>(union, request);
    const kept = all.filter((one) => !met.includes(one));
    const added = { ...merged, id: crypto.randomUUID() };
    // What waited longest among the merged keeps its place in the order.
    const place = met[0] ? all.indexOf(met[0]) : kept.length;
    this.pending.set(keyOf(key), kept.toSpliced(place, 0, added));
    return Promise.resolve();
  }

  listPending(key: AccountKey): Promise<readonly RereadRequest[]> {
    return Promise.resolve(this.pendingOf(key));
  }

  complete(key: AccountKey, ids: readonly string[]): Promise<void> {
    this.pending.set(
      keyOf(key),
      this.pendingOf(key).filter(({ id }) => !ids.includes(id)),
    );
    return Promise.resolve();
  }

  private pendingOf(key: AccountKey): readonly RereadRequest[] {
    return this.pending.get(keyOf(key)) ?? [];
  }
}

function isTouching(a: RereadRequest['window'], b: RereadRequest['window']): boolean {
  return a.from.getTime() <= b.to.getTime() && a.to.getTime() >= b.from.getTime();
}

function union(a: NewRereadRequest, b: NewRereadRequest): NewRereadRequest {
  const from = new Date(Math.min(a.window.from.getTime(), b.window.from.getTime()));
  const to = new Date(Math.max(a.window.to.getTime(), b.window.to.getTime()));
  const isManual = a.trigger === 'manual' || b.trigger === 'manual';
  return {
    window: { from, to },
    trigger: isManual ? 'manual' : 'postback',
    requestedBy: a.requestedBy ?? b.requestedBy,
  };
}

function keyOf({ agencyId, accountId }: AccountKey): string {
  return `${agencyId} ${accountId}`;
}

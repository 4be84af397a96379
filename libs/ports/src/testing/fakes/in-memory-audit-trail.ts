import {
  type AuditEntry,
  type AuditFilter,
  AuditReader,
  AuditTrail,
  type RecordedAuditEntry,
} from '../../audit-trail';
import type { Clock } from '../../clock';
import { SettableClock } from './settable-clock';

export class InMemoryAuditTrail extends AuditTrail {
  readonly recorded: RecordedAuditEntry[] = [];
  /** Set while nothing can be written. */
  isBroken = false;
  private readonly written: AuditEntry[] = [];

  constructor(private readonly clock: Clock = new SettableClock('2026-03-20T00:00:00Z', 1)) {
    super();
  }

  /** Oldest first. */
  get entries(): readonly AuditEntry[] {
    return this.written;
  }

  /** As if nothing had happened yet. */
  clear(): void {
    this.written.length = 0;
    this.recorded.length = 0;
  }

  record(entry: AuditEntry): Promise<void> {
    if (this.isBroken) return Promise.reject(new Error('The trail cannot be written'));
    const reason = entry.reason ?? null;
    this.written.push(entry);
    this.recorded.push({ ...entry, reason, id: crypto.randomUUID(), at: this.clock.now() });
    return Promise.resolve();
  }
}

export class InMemoryAuditReader extends AuditReader {
  constructor(private readonly trail: InMemoryAuditTrail) {
    super();
  }

  list(
    agencyId: string,
    filter: AuditFilter,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<readonly RecordedAuditEntry[]> {
    const newestFirst = this.trail.recorded.filter((entry) => entry.agencyId === agencyId).toReversed();
    const first = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1 || Infinity;
    const rest = newestFirst.slice(first).filter((entry) => matches(entry, filter));
    return Promise.resolve(rest.slice(0, limit));
  }

  async countUpTo(agencyId: string, filter: AuditFilter, most: number): Promise<number> {
    return (await this.list(agencyId, filter, { limit: most, after: null })).length;
  }
}

function matches(entry: RecordedAuditEntry, { memberId, groups, target, from, until }: AuditFilter): boolean {
  const [group = ''] = entry.action.split('.');
  const isAsked = groups.length === 0 || groups.includes(group);
  const isTheirs = memberId === null || entry.actor.id === memberId;
  return isAsked && isTheirs && isOf(entry, target) && isWithin(entry.at, { from, until });
}

function isOf({ target }: RecordedAuditEntry, wanted: AuditFilter['target']): boolean {
  if (wanted === null) return true;
  return target?.kind === wanted.kind && (wanted.id === null || target.id === wanted.id);
}

function isWithin(at: Date, { from, until }: Pick<AuditFilter, 'from' | 'until'>): boolean {
  return (from === null || at >= from) && (until === null || at < until);
}

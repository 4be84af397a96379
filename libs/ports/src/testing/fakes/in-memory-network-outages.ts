import {
  CATCH_UP_MS,
  NEEDS_A_PERSON,
  PROBE_EVERY_MS,
  PROBE_LEASE_MS,
  spreadDelay,
  type NetworkAccount,
  type NetworkEvidence,
  type NetworkId,
  type SyncErrorKind,
} from '@tributary/domain';
import { NetworkOutageRepository, type Admission, type NetworkVisit } from '../../network-outage-repository';
import type { Claimed } from '../../claim';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage, StoredAccount } from './in-memory-storage';

interface Outage {
  readonly since: Date;
  readonly nextProbeAt: number;
  readonly probe: { readonly jobId: string; readonly until: number } | null;
}

const OWN_TIME: readonly SyncErrorKind[] = [...NEEDS_A_PERSON, 'rate-limited'];
const PUT_OFF_SPREAD_MS = 60_000;

export class InMemoryNetworkOutageRepository extends NetworkOutageRepository {
  readonly outages = new Map<NetworkId, Outage>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  admit(visit: NetworkVisit): Promise<Admission> {
    const outage = this.outages.get(visit.network);
    if (!outage) return Promise.resolve('free');
    if (!this.mayProbe(outage, visit)) {
      this.putOff(visit, outage);
      return Promise.resolve('put-off');
    }
    const now = this.now();
    const probe = { jobId: visit.jobId, until: now + PROBE_LEASE_MS };
    this.outages.set(visit.network, { ...outage, nextProbeAt: now + PROBE_EVERY_MS, probe });
    return Promise.resolve('probe');
  }

  endProbe(visit: NetworkVisit): Promise<void> {
    const outage = this.outages.get(visit.network);
    if (outage?.probe?.jobId !== visit.jobId) return Promise.resolve();
    const ended = { ...outage, nextProbeAt: this.now() + PROBE_EVERY_MS, probe: null };
    this.outages.set(visit.network, ended);
    const failure = this.storage.account(visit)?.account.lastFailure;
    if (!failure || !OWN_TIME.includes(failure.kind)) this.putOff(visit, ended);
    return Promise.resolve();
  }

  evidence(network: NetworkId): Promise<NetworkEvidence> {
    const active = this.accountsOf(network).filter(({ account }) => !account.isPaused);
    const good = active.flatMap(({ account }) => account.lastGoodSyncAt?.getTime() ?? []);
    return Promise.resolve({
      accounts: active.filter(({ account }) => !needsAPerson(account)).length,
      lastGoodAt: good.length > 0 ? new Date(Math.max(...good)) : null,
      unansweredAt: active.filter(isUnanswered).flatMap(({ failedAt }) => failedAt ?? []),
    });
  }

  open(network: NetworkId, since: Date): Promise<void> {
    const known = this.outages.get(network);
    const opened = { since, nextProbeAt: this.now() + PROBE_EVERY_MS, probe: null };
    const outage = known ? { ...known, since: known.since < since ? known.since : since } : opened;
    this.outages.set(network, outage);
    const isNew = ({ account, failedAt }: StoredAccount) =>
      !account.isPaused && account.outageSince === null && failedAt !== null && failedAt >= outage.since;
    const unanswered = this.accountsOf(network).filter((stored) => isUnanswered(stored) && isNew(stored));
    for (const { account } of unanswered) this.putOff(keyOf(account), outage);
    return Promise.resolve();
  }

  close(answered: AccountKey & { readonly network: NetworkId }): Promise<void> {
    if (!this.outages.delete(answered.network)) return Promise.resolve();
    for (const { account } of this.accountsOf(answered.network)) {
      if (account.outageSince === null) continue;
      const soon = this.now() + spreadDelay(account.id, CATCH_UP_MS);
      const due = Math.min(account.nextDueAt.getTime(), soon);
      const isAnswered = account.id === answered.accountId;
      const nextDueAt = isAnswered ? account.nextDueAt : new Date(due);
      this.change(keyOf(account), { outageSince: null, nextDueAt });
    }
    return Promise.resolve();
  }

  private mayProbe({ nextProbeAt, probe }: Outage, visit: NetworkVisit): boolean {
    const stored = this.storage.account(visit);
    if (!stored || needsAPerson(stored.account)) return false;
    if (probe?.jobId === visit.jobId) return true;
    return nextProbeAt <= this.now() && (probe === null || probe.until <= this.now());
  }

  private putOff(key: Claimed, { since, nextProbeAt }: Outage): void {
    if (key.claim !== undefined && this.storage.account(key)?.claimNumber !== key.claim) return;
    const start = Math.max(nextProbeAt, this.now());
    const nextDueAt = new Date(start + spreadDelay(key.accountId, PUT_OFF_SPREAD_MS));
    const outageSince = this.storage.account(key)?.account.outageSince ?? since;
    this.change(key, { outageSince, nextDueAt });
    this.storage.changeAccount(key, (stored) => ({ ...stored, claimedJobId: null }));
  }

  private change(key: AccountKey, change: Partial<NetworkAccount>): void {
    this.storage.changeAccount(key, ({ account, ...stored }) => ({
      ...stored,
      account: { ...account, ...change },
    }));
  }

  private accountsOf(network: NetworkId): readonly StoredAccount[] {
    return [...this.storage.accounts.values()].filter(({ account }) => account.network === network);
  }

  private now(): number {
    return this.storage.clock.now().getTime();
  }
}

function keyOf({ agencyId, id }: NetworkAccount): AccountKey {
  return { agencyId, accountId: id };
}

function needsAPerson({ lastFailure }: NetworkAccount): boolean {
  return lastFailure !== null && NEEDS_A_PERSON.includes(lastFailure.kind);
}

function isUnanswered({ account }: StoredAccount): boolean {
  return account.lastFailure?.kind === 'network-unavailable';
}

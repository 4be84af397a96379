import type { LastFailure, NetworkAccount } from '@tributary/domain';
import { SyncAccountRepository, type DueAccount, type OpenAccount } from '../../network-account-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemorySyncAccountRepository extends SyncAccountRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  listDue(limit: number): Promise<readonly DueAccount[]> {
    const accounts = [...this.storage.accounts.values()].map(({ account }) => account);
    const due = accounts
      .filter((account) => this.isAtWork(account) && this.isDue(account))
      .sort((a, b) => a.nextDueAt.getTime() - b.nextDueAt.getTime() || (a.id < b.id ? -1 : 1));
    const turns = [...Map.groupBy(due, ({ agencyId }) => agencyId).values()].flatMap((ofAgency) =>
      ofAgency.map((account, turn) => ({ account, turn })),
    );
    const inTurns = turns
      .toSorted((a, b) => a.turn - b.turn || due.indexOf(a.account) - due.indexOf(b.account))
      .map(({ account: { agencyId, id, network } }) => ({ agencyId, accountId: id, network }));
    return Promise.resolve(inTurns.slice(0, limit));
  }

  claim(
    key: AccountKey,
    job: { readonly jobId: string; readonly force: boolean; readonly nextDueAt: Date },
  ): Promise<OpenAccount | null> {
    const stored = this.storage.account(key);
    if (!stored || !this.isAtWork(stored.account)) return Promise.resolve(null);
    const mayRun = job.force || this.isDue(stored.account) || stored.claimedJobId === job.jobId;
    if (!mayRun) return Promise.resolve(null);
    const account = { ...stored.account, nextDueAt: job.nextDueAt };
    this.storage.changeAccount(key, () => ({ ...stored, account, claimedJobId: job.jobId }));
    return Promise.resolve({ account, sealedCredentials: stored.sealedCredentials });
  }

  open(key: AccountKey): Promise<OpenAccount | null> {
    const stored = this.storage.account(key);
    if (!stored || !this.isAtWork(stored.account)) return Promise.resolve(null);
    return Promise.resolve({ account: stored.account, sealedCredentials: stored.sealedCredentials });
  }

  markGood(key: AccountKey, reading = { hasRows: false }): Promise<void> {
    const now = this.storage.clock.now();
    this.storage.changeAccount(key, ({ account, ...stored }) => ({
      ...stored,
      account: {
        ...account,
        lastGoodSyncAt: now,
        lastFailure: null,
        outageSince: null,
        emptyAnswer: reading.hasRows ? null : account.emptyAnswer,
      },
      claimedJobId: null,
      failedAt: null,
    }));
    return Promise.resolve();
  }

  markFailed(
    key: AccountKey,
    failure: Pick<LastFailure, 'kind' | 'message'> & { readonly retryAt: Date | null },
  ): Promise<void> {
    const now = this.storage.clock.now();
    this.storage.changeAccount(key, (stored) => {
      const { lastFailure: before, nextDueAt } = stored.account;
      const { kind, message, retryAt } = failure;
      const lastFailure = {
        kind,
        message,
        since: before?.since ?? now,
        attempts: (before?.attempts ?? 0) + 1,
      };
      return {
        ...stored,
        account: { ...stored.account, lastFailure, nextDueAt: retryAt ?? nextDueAt },
        failedAt: now,
      };
    });
    return Promise.resolve();
  }

  private isAtWork({ agencyId, isPaused }: NetworkAccount): boolean {
    return !isPaused && !this.storage.suspendedAgencies.has(agencyId);
  }

  private isDue(account: NetworkAccount): boolean {
    return account.nextDueAt.getTime() <= this.storage.clock.now().getTime();
  }
}

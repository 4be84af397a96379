import type { LastFailure, NetworkAccount } from '@tributary/domain';
import { SyncAccountRepository, type DueAccounts, type OpenAccount } from '../../network-account-repository';
import type { Claimed } from '../../claim';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemorySyncAccountRepository extends SyncAccountRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  listDue(limit: number, after = '0'): Promise<DueAccounts> {
    const due = [...this.storage.accounts.values()]
      .map(({ account }) => account)
      .filter((account) => this.isAtWork(account) && this.isDue(account))
      .sort((a, b) => a.nextDueAt.getTime() - b.nextDueAt.getTime() || (a.id < b.id ? -1 : 1))
      .map(({ agencyId, id, network }) => ({ agencyId, accountId: id, network }));
    const end = Number(after) + limit;
    const next = end < due.length ? String(end) : null;
    return Promise.resolve({ accounts: due.slice(Number(after), end), next });
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
    const claim = stored.claimNumber + 1;
    this.storage.changeAccount(key, () => ({
      ...{ ...stored, account, claimedJobId: job.jobId, claimNumber: claim },
    }));
    return Promise.resolve({ account, sealedCredentials: stored.sealedCredentials, claim });
  }

  open({ claim, ...key }: Claimed): Promise<OpenAccount | null> {
    const stored = this.storage.account(key);
    if (!stored || !this.isAtWork(stored.account)) return Promise.resolve(null);
    if (claim !== undefined && claim !== stored.claimNumber) return Promise.resolve(null);
    const claimNumber = claim ?? stored.claimNumber + 1;
    this.storage.changeAccount(key, () => ({ ...stored, claimNumber }));
    const { account, sealedCredentials } = stored;
    return Promise.resolve({ account, sealedCredentials, claim: claimNumber });
  }

  async markFailed(
    key: Claimed,
    failure: Pick<LastFailure, 'kind' | 'message'> & { readonly retryAt: Date | null },
  ): Promise<void> {
    await Promise.resolve();
    this.storage.refuseLate(key);
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
  }

  private isAtWork({ agencyId, isPaused }: NetworkAccount): boolean {
    return !isPaused && !this.storage.suspendedAgencies.has(agencyId);
  }

  private isDue(account: NetworkAccount): boolean {
    return account.nextDueAt.getTime() <= this.storage.clock.now().getTime();
  }
}

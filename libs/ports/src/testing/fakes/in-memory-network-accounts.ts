import type { NetworkAccount } from '@tributary/domain';
import {
  AccountAlreadyConnected,
  NetworkAccountRepository,
  type NewNetworkAccount,
} from '../../network-account-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemoryNetworkAccountRepository extends NetworkAccountRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  async add(added: NewNetworkAccount): Promise<void> {
    await Promise.resolve();
    this.refuseTwin(added, added.id);
    const { sealedCredentials, ...account } = added;
    this.storage.addAccount({
      account: {
        ...account,
        isPaused: false,
        history: { checkpoint: null, lastWarmAt: null, lastColdAt: null },
        lastGoodSyncAt: null,
        lastFailure: null,
        outageSince: null,
        emptyAnswer: null,
        createdAt: this.storage.clock.now(),
      },
      sealedCredentials,
      claimedJobId: null,
      claimNumber: 0,
      failedAt: null,
    });
  }

  find(key: AccountKey): Promise<NetworkAccount | null> {
    return Promise.resolve(this.storage.account(key)?.account ?? null);
  }

  listOf(agencyId: string): Promise<readonly NetworkAccount[]> {
    const accounts = [...this.storage.accounts.values()].map(({ account }) => account);
    return Promise.resolve(
      accounts
        .filter((account) => account.agencyId === agencyId)
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)),
    );
  }

  setPaused(key: AccountKey, isPaused: boolean): Promise<void> {
    this.storage.changeAccount(key, (stored) => ({ ...stored, account: { ...stored.account, isPaused } }));
    return Promise.resolve();
  }

  async replaceCredentials(
    key: AccountKey,
    change: Pick<NewNetworkAccount, 'sealedCredentials' | 'credentialHints' | 'identityHash'>,
  ): Promise<void> {
    const account = await this.find(key);
    if (!account) return;
    this.refuseTwin({ ...account, identityHash: change.identityHash }, account.id);
    const { credentialHints, identityHash, sealedCredentials } = change;
    this.storage.changeAccount(key, (stored) => ({
      ...stored,
      account: {
        ...stored.account,
        credentialHints,
        identityHash,
        lastFailure: null,
        nextDueAt: this.storage.clock.now(),
      },
      sealedCredentials,
      claimedJobId: null,
      failedAt: null,
    }));
  }

  private refuseTwin(
    wanted: Pick<NetworkAccount, 'agencyId' | 'network' | 'identityHash'>,
    ownId: string,
  ): void {
    const twin = [...this.storage.accounts.values()].find(
      ({ account }) =>
        account.agencyId === wanted.agencyId &&
        account.network === wanted.network &&
        account.identityHash === wanted.identityHash &&
        account.id !== ownId,
    );
    if (twin) throw new AccountAlreadyConnected(twin.account.id, twin.account.label);
  }
}

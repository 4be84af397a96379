import type { NetworkId } from '@tributary/domain';
import { NetworkAccountDirectory } from '../../network-account-directory';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemoryNetworkAccountDirectory extends NetworkAccountDirectory {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  accountsOf(network: NetworkId): Promise<readonly AccountKey[]> {
    const accounts = [...this.storage.accounts.values()].map(({ account }) => account);
    const found = accounts.filter((account) => account.network === network);
    return Promise.resolve(found.map(({ agencyId, id }) => ({ agencyId, accountId: id })));
  }
}

import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import { type AccountKey, NetworkAccountDirectory } from '@tributary/ports';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

const ACCOUNTS = new Statement<AccountKey>(
  'select agency_id as "agencyId", account_id as "accountId" from directory.accounts_of_network($1)',
);

export class PostgresNetworkAccountDirectory extends NetworkAccountDirectory {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  accountsOf(network: NetworkId): Promise<readonly AccountKey[]> {
    return ACCOUNTS.run(inNoAgency(this.orm), [network]);
  }
}

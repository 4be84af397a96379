import type { NetworkAccount } from '@tributary/domain';
import type { NetworkAccountRepository } from '@tributary/ports';

/** The agency's account that is the same account at the same network, if it is connected already. */
export async function findTwin(
  accounts: NetworkAccountRepository,
  owner: Pick<NetworkAccount, 'agencyId' | 'network'>,
  identityHash: string,
): Promise<NetworkAccount | null> {
  const connected = await accounts.listOf(owner.agencyId);
  const isTwin = (account: NetworkAccount) =>
    account.network === owner.network && account.identityHash === identityHash;
  return connected.find(isTwin) ?? null;
}

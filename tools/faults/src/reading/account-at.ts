import { type AccountOptions, DEMO_ACCOUNTS, type NetworkId } from '@tributary/network-simulator';

/** The first account a network has. */
export function accountAt(network: NetworkId): AccountOptions {
  const account = DEMO_ACCOUNTS.find((each) => each.network === network);
  if (!account) throw new RangeError(`No account of ${network}`);
  return account;
}

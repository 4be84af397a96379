import type { NetworkId } from '@tributary/domain';
import type { AccountKey } from './sale-repository';

/** Connected accounts of all agencies, for who operates the installation. No request of a member reaches it. */
export abstract class NetworkAccountDirectory {
  abstract accountsOf(network: NetworkId): Promise<readonly AccountKey[]>;
}

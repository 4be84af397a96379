import type { NetworkCatalog, NetworkOverview, PlatformDirectory } from '@tributary/ports';

const NO_ACCOUNTS = { waiting: 0, fresh: 0, late: 0, needsAttention: 0, paused: 0 };

/** How each network fares over all agencies, in the order of the catalog; those that nobody connected as well. */
export class ReadNetworkHealth {
  constructor(
    private readonly directory: PlatformDirectory,
    private readonly networks: NetworkCatalog,
  ) {}

  async run(): Promise<readonly NetworkOverview[]> {
    const found = new Map((await this.directory.networks()).map((one) => [one.network, one]));
    return this.networks.list().map(({ id: network }) => {
      const quiet = { network, accounts: NO_ACCOUNTS, rateLimited: 0, limitedUntil: null, outage: null };
      return found.get(network) ?? quiet;
    });
  }
}

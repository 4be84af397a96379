import type { NetworkAccountDirectory, NetworkCatalog, SecondReadingQueue } from '@tributary/ports';
import { Refusal } from '../refusal';

/** After an update of a network's mapping: has every kept page of all of its accounts read once more. */
export class RenormalizeNetwork {
  constructor(
    private readonly networks: NetworkCatalog,
    private readonly directory: NetworkAccountDirectory,
    private readonly queue: SecondReadingQueue,
  ) {}

  /** @throws {Refusal} `unknown-network`, naming the known ones. */
  async run(id: string): Promise<{ readonly accounts: number; readonly queued: number }> {
    const network = this.networks.find(id);
    if (!network) {
      const known = this.networks.list().map((one) => one.id);
      throw new Refusal('unknown-network', `There is no network "${id}". Known are: ${known.join(', ')}.`);
    }
    const accounts = await this.directory.accountsOf(network.id);
    let queued = 0;
    for (const account of accounts) {
      if (await this.queue.enqueue({ ...account, kind: 'raw-pages' })) queued += 1;
    }
    return { accounts: accounts.length, queued };
  }
}

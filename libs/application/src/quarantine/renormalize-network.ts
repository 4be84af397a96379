import type {
  AccountKey,
  AuditTrail,
  NetworkAccountDirectory,
  NetworkCatalog,
  SecondReadingQueue,
} from '@tributary/ports';
import { operator, unaskedEntry } from '../audit/unasked-entry';
import { Refusal } from '../refusal';

/** After an update of a network's mapping: has every kept page of all of its accounts read once more. */
export class RenormalizeNetwork {
  constructor(
    private readonly ports: {
      readonly networks: NetworkCatalog;
      readonly directory: NetworkAccountDirectory;
      readonly queue: SecondReadingQueue;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `unknown-network`, naming the known ones. */
  async run(id: string): Promise<{ readonly accounts: number; readonly queued: number }> {
    const { networks, directory, queue } = this.ports;
    const network = networks.find(id);
    if (!network) {
      const known = networks.list().map((one) => one.id);
      throw new Refusal('unknown-network', `There is no network "${id}". Known are: ${known.join(', ')}.`);
    }
    const accounts = await directory.accountsOf(network.id);
    let queued = 0;
    for (const account of accounts) {
      if (!(await queue.enqueue({ ...account, kind: 'raw-pages' }))) continue;
      queued += 1;
      await this.record(account);
    }
    return { accounts: accounts.length, queued };
  }

  private async record({ agencyId, accountId }: AccountKey): Promise<void> {
    const target = { kind: 'network-account', id: accountId, label: null };
    const what = { action: 'network-account.renormalise', target };
    await this.ports.audit.record(unaskedEntry(agencyId, operator('renormalise'), what));
  }
}

import type { NetworkAccount } from '@tributary/domain';
import type {
  Clock,
  NetworkAccountRepository,
  NetworkCatalog,
  NetworkGateway,
  QuarantineRepository,
  RawPageRepository,
  Renormalisation,
  SalePage,
  SaleRepository,
  SyncProgressChannel,
  SyncRun,
  SyncRunRepository,
} from '@tributary/ports';
import { RunProgress } from '../sync/run-progress';

export interface SecondReadingPorts {
  readonly accounts: NetworkAccountRepository;
  readonly quarantine: QuarantineRepository;
  readonly rawPages: RawPageRepository;
  readonly sales: SaleRepository;
  readonly runs: SyncRunRepository;
  readonly networks: NetworkCatalog;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

/** What is read once more: a page without what the account and the run say about it. */
export type OlderContent = Partial<SalePage> & { readonly toldAt: Date };

const FAILED = 'Tributary could not finish reading again. What was read is stored; the rest is tried again.';

/**
 * A run over what was read before, without asking the network. It shows like a sync: in the run log and as progress.
 * The checkpoint stays, and nothing that was told later is undone.
 */
export class SecondReading {
  private constructor(
    private readonly ports: SecondReadingPorts,
    readonly work: Renormalisation & { readonly beganAt: Date },
    private readonly progress: RunProgress,
  ) {}

  static async begin(
    ports: SecondReadingPorts,
    { agencyId, id, network, backfillFrom }: NetworkAccount,
    tier: 'replay' | 'raw-pages',
  ): Promise<SecondReading> {
    const account = { agencyId, accountId: id, network };
    const beganAt = ports.clock.now();
    const window = { from: backfillFrom, to: beganAt };
    const runId = await ports.runs.begin(account, { trigger: 'manual', tier, window });
    const progress = new RunProgress(ports.progress, ports.clock, { ...account, runId });
    await progress.tell('running', 0);
    return new SecondReading(ports, { ...account, runId, beganAt }, progress);
  }

  get account(): SalePage['account'] {
    const { agencyId, accountId, network } = this.work;
    return { agencyId, accountId, network };
  }

  get gateway(): NetworkGateway {
    return this.ports.networks.gateway(this.work.network);
  }

  async store(content: OlderContent): Promise<void> {
    const counts = await this.ports.sales.storePage({
      ...{ account: this.account, runId: this.work.runId, rawPages: [], sales: [], reversals: [] },
      ...{ completeLinkKeys: [], neverPaid: [], dailyTotals: [], quarantined: [] },
      ...{ checkpoint: null, completedTier: null },
      ...content,
    });
    this.progress.count(counts);
  }

  /** @param share of the work that is done, 0 to 1. */
  async reached(share: number): Promise<void> {
    await this.progress.tell('running', share);
  }

  /** Does the work and ends the run by its outcome. @throws {unknown} whatever the work threw. */
  async finishAfter(work: () => Promise<void>): Promise<SyncRun> {
    try {
      await work();
    } catch (error) {
      await this.end({ kind: 'internal', message: FAILED });
      throw error;
    }
    return this.end(null);
  }

  private async end(failure: Parameters<SyncRunRepository['finish']>[2]): Promise<SyncRun> {
    const run = await this.ports.runs.finish(this.account, this.work.runId, failure);
    await this.progress.tell(run.outcome, failure ? null : 1);
    return run;
  }
}

import { accountHealth, type AccountHealth, type NetworkAccount, type SaleRhythm } from '@tributary/domain';
import type {
  Clock,
  NetworkAccountRepository,
  NetworkCatalog,
  QuarantineRepository,
  ReconciliationRepository,
  ReconciliationResult,
  SaleRhythmRepository,
  SyncRun,
  SyncRunRepository,
} from '@tributary/ports';
import { reconciliationSummary, type ReconciliationSummary } from '../reconciliation/reconciliation-state';
import { Refusal } from '../refusal';
import { noticesOf, type AccountNotice } from './account-notices';

const RUNS_SHOWN = 24;

export interface NetworkAccountState {
  readonly account: NetworkAccount;
  readonly health: AccountHealth;
  /** Newest first. */
  readonly recentRuns: readonly SyncRun[];
  /** Rows that could not be read and are in no figure. */
  readonly quarantinedRows: number;
  readonly reconciliation: ReconciliationSummary;
  readonly notices: readonly AccountNotice[];
}

export interface ListNetworkAccountsPorts {
  readonly accounts: NetworkAccountRepository;
  readonly runs: SyncRunRepository;
  readonly quarantine: QuarantineRepository;
  readonly reconciliation: ReconciliationRepository;
  readonly rhythms: SaleRhythmRepository;
  readonly networks: NetworkCatalog;
  readonly clock: Clock;
}

/** By account id. */
interface AgencyCounts {
  readonly quarantined: ReadonlyMap<string, number>;
  readonly compared: ReadonlyMap<string, ReconciliationResult>;
  readonly rhythms: ReadonlyMap<string, SaleRhythm>;
}

/** Reads the connections of an agency with their health and last runs. */
export class ListNetworkAccounts {
  constructor(private readonly ports: ListNetworkAccountsPorts) {}

  async run(agencyId: string): Promise<readonly NetworkAccountState[]> {
    const accounts = await this.ports.accounts.listOf(agencyId);
    const counts = await this.countsOf(agencyId);
    return Promise.all(accounts.map((account) => this.stateOf(account, counts)));
  }

  /** @throws {Refusal} `not-found` */
  async one(agencyId: string, accountId: string): Promise<NetworkAccountState> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return this.stateOf(account, await this.countsOf(agencyId));
  }

  private async countsOf(agencyId: string): Promise<AgencyCounts> {
    const quarantined = await this.ports.quarantine.countOpen(agencyId);
    const compared = await this.ports.reconciliation.results(agencyId);
    const rhythms = await this.ports.rhythms.listOf(agencyId);
    return { quarantined, compared, rhythms: new Map(rhythms.map((one) => [one.accountId, one])) };
  }

  private async stateOf(
    account: NetworkAccount,
    { quarantined, compared, rhythms }: AgencyCounts,
  ): Promise<NetworkAccountState> {
    const network = this.ports.networks.find(account.network);
    const filter = { accountId: account.id, limit: RUNS_SHOWN };
    const health = accountHealth(account, this.ports.clock.now());
    const networkName = network?.name ?? account.network;
    return {
      account,
      health,
      recentRuns: await this.ports.runs.listRuns(account.agencyId, filter),
      quarantinedRows: quarantined.get(account.id) ?? 0,
      reconciliation: reconciliationSummary(network, compared.get(account.id)),
      notices: noticesOf({ account, health, networkName, rhythm: rhythms.get(account.id) ?? null }),
    };
  }
}

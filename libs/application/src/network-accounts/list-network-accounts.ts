import { accountHealth, type AccountHealth, type NetworkAccount } from '@tributary/domain';
import type {
  Clock,
  NetworkAccountRepository,
  QuarantineRepository,
  SyncRun,
  SyncRunRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';

const RUNS_SHOWN = 24;

export interface NetworkAccountState {
  readonly account: NetworkAccount;
  readonly health: AccountHealth;
  /** Newest first. */
  readonly recentRuns: readonly SyncRun[];
  /** Rows that could not be read and are in no figure. */
  readonly quarantinedRows: number;
}

export interface ListNetworkAccountsPorts {
  readonly accounts: NetworkAccountRepository;
  readonly runs: SyncRunRepository;
  readonly quarantine: QuarantineRepository;
  readonly clock: Clock;
}

/** Reads the connections of an agency with their health and last runs. */
export class ListNetworkAccounts {
  constructor(private readonly ports: ListNetworkAccountsPorts) {}

  async run(agencyId: string): Promise<readonly NetworkAccountState[]> {
    const accounts = await this.ports.accounts.listOf(agencyId);
    const quarantined = await this.ports.quarantine.countOpen(agencyId);
    return Promise.all(accounts.map((account) => this.stateOf(account, quarantined)));
  }

  /** @throws {Refusal} `not-found` */
  async one(agencyId: string, accountId: string): Promise<NetworkAccountState> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return this.stateOf(account, await this.ports.quarantine.countOpen(agencyId));
  }

  private async stateOf(
    account: NetworkAccount,
    quarantined: ReadonlyMap<string, number>,
  ): Promise<NetworkAccountState> {
    const filter = { accountId: account.id, limit: RUNS_SHOWN };
    return {
      account,
      health: accountHealth(account, this.ports.clock.now()),
      recentRuns: await this.ports.runs.listRuns(account.agencyId, filter),
      quarantinedRows: quarantined.get(account.id) ?? 0,
    };
  }
}

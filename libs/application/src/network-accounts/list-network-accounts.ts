import { accountHealth, type AccountHealth, type NetworkAccount } from '@tributary/domain';
import type { Clock, NetworkAccountRepository, SyncRun, SyncRunRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

const RUNS_SHOWN = 24;

export interface NetworkAccountState {
  readonly account: NetworkAccount;
  readonly health: AccountHealth;
  /** Newest first. */
  readonly recentRuns: readonly SyncRun[];
}

/** Reads the connections of an agency with their health and last runs. */
export class ListNetworkAccounts {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly runs: SyncRunRepository,
    private readonly clock: Clock,
  ) {}

  async run(agencyId: string): Promise<readonly NetworkAccountState[]> {
    const accounts = await this.accounts.listOf(agencyId);
    return Promise.all(accounts.map((account) => this.stateOf(account)));
  }

  /** @throws {Refusal} `not-found` */
  async one(agencyId: string, accountId: string): Promise<NetworkAccountState> {
    const account = await this.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return this.stateOf(account);
  }

  private async stateOf(account: NetworkAccount): Promise<NetworkAccountState> {
    const filter = { accountId: account.id, limit: RUNS_SHOWN };
    return {
      account,
      health: accountHealth(account, this.clock.now()),
      recentRuns: await this.runs.listRuns(account.agencyId, filter),
    };
  }
}

import type { NetworkAccount } from '@tributary/domain';
import type { ClientAccounts, NetworkAccountRepository } from '@tributary/ports';
import { NO_SUCH_CLIENT } from '../clients/known-client';
import { Refusal } from '../refusal';

/** What is left out stays as it is. */
export interface NetworkAccountChange {
  /** A paused account keeps its sales and is not read. */
  readonly isPaused?: boolean;
  /** null gives the account back to the agency. */
  readonly clientId?: string | null;
}

/** Pauses or resumes an account, and says whose it is. */
export class ChangeNetworkAccount {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly clients: ClientAccounts,
  ) {}

  /** @throws {Refusal} `not-found` for the account or the client, `invalid-input` when there is nothing to change. */
  async run(agencyId: string, accountId: string, change: NetworkAccountChange): Promise<NetworkAccount> {
    const { isPaused, clientId } = change;
    if (isPaused === undefined && clientId === undefined) {
      throw new Refusal('invalid-input', 'Say what to change: isPaused, clientId, or both.');
    }
    const key = { agencyId, accountId };
    if (!(await this.accounts.find(key))) throw new Refusal('not-found', 'There is no such connection.');
    if (clientId !== undefined && !(await this.clients.assign(key, clientId))) {
      throw new Refusal('not-found', NO_SUCH_CLIENT, [{ field: 'clientId', message: NO_SUCH_CLIENT }]);
    }
    if (isPaused !== undefined) await this.accounts.setPaused(key, isPaused);
    const account = await this.accounts.find(key);
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return account;
  }
}

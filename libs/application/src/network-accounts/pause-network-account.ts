import type { NetworkAccount } from '@tributary/domain';
import type { NetworkAccountRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/** Pauses or resumes an account. A paused account keeps its sales and is not read. */
export class PauseNetworkAccount {
  constructor(private readonly accounts: NetworkAccountRepository) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, accountId: string, isPaused: boolean): Promise<NetworkAccount> {
    const key = { agencyId, accountId };
    await this.accounts.setPaused(key, isPaused);
    const account = await this.accounts.find(key);
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return account;
  }
}

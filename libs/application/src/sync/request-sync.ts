import type { NetworkAccountRepository, SyncQueue } from '@tributary/ports';
import { Refusal } from '../refusal';

/** "Sync now" for one account or for all of an agency. Paused accounts stay paused. */
export class RequestSync {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly queue: SyncQueue,
  ) {}

  /**
   * @returns how many accounts were queued.
   * @throws {Refusal} `not-found` for an unknown account, `invalid-input` for a paused one.
   */
  async run(agencyId: string, accountId: string | null): Promise<number> {
    const accounts =
      accountId === null ? await this.accounts.listOf(agencyId) : [await this.one(agencyId, accountId)];
    const active = accounts.filter((account) => !account.isPaused);
    const answers = await Promise.all(
      active.map((account) => this.queue.enqueue({ agencyId, accountId: account.id, trigger: 'manual' })),
    );
    return answers.filter(Boolean).length;
  }

  private async one(agencyId: string, accountId: string) {
    const account = await this.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    if (account.isPaused) {
      throw new Refusal('invalid-input', `${account.label} is paused. Resume it first, then sync.`);
    }
    return account;
  }
}

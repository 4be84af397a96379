import type { QueuedTurn, SyncAccountRepository, SyncQueue } from '@tributary/ports';

const BATCH = 5000;

/** Puts every account whose hour has come into the queue. Cheap and safe to run anywhere, any number of times. */
export class EnqueueDueAccounts {
  constructor(
    private readonly accounts: SyncAccountRepository,
    private readonly queue: SyncQueue,
    private readonly batch = BATCH,
  ) {}

  /** @returns how many accounts were queued; those queued or running already are not counted. */
  async run(trigger: 'schedule' | 'external'): Promise<number> {
    const turns = new Map<string, number>();
    let queued = 0;
    let after: string | undefined;
    do {
      const { accounts, next } = await this.accounts.listDue(this.batch, after);
      const taken = accounts.map(({ agencyId, accountId }): QueuedTurn => {
        const turn = turns.get(agencyId) ?? 0;
        turns.set(agencyId, turn + 1);
        return { request: { agencyId, accountId, trigger }, turn };
      });
      queued += await this.queue.enqueueAll(taken);
      after = next ?? undefined;
    } while (after !== undefined);
    return queued;
  }
}

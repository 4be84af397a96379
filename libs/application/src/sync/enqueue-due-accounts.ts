import type { SyncAccountRepository, SyncQueue } from '@tributary/ports';

const BATCH = 5000;

/** Puts every account whose hour has come into the queue. Cheap and safe to run anywhere, any number of times. */
export class EnqueueDueAccounts {
  constructor(
    private readonly accounts: SyncAccountRepository,
    private readonly queue: SyncQueue,
  ) {}

  /** @returns how many accounts were queued; those queued or running already are not counted. */
  async run(trigger: 'schedule' | 'external'): Promise<number> {
    const due = await this.accounts.listDue(BATCH);
    let queued = 0;
    for (const { agencyId, accountId } of due) {
      if (await this.queue.enqueue({ agencyId, accountId, trigger })) queued += 1;
    }
    return queued;
  }
}

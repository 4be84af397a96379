import type { NotificationQueue, NotificationRepository } from '@tributary/ports';

const BATCH = 5000;

/** Queues accounts whose notifications were stored and not applied: a process ended in between, or a pause did. */
export class EnqueueWaitingNotifications {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly queue: NotificationQueue,
  ) {}

  /** @returns how many accounts have something waiting. */
  async run(): Promise<number> {
    const waiting = await this.notifications.accountsWaiting(BATCH);
    for (const account of waiting) await this.queue.enqueue(account);
    return waiting.length;
  }
}

import type { AccountKey } from '@tributary/ports';

/** Hands accounts with new notifications to a handler, one job an account at a time. It ends with the queue. */
export abstract class NotificationJobSource {
  abstract start(handle: (account: AccountKey) => Promise<void>): void;
}

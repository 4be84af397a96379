import type { NetworkAccount, SyncWindow } from '@tributary/domain';
import {
  CiphertextUnreadable,
  type AccountKey,
  type Clock,
  type CredentialCipher,
  type NetworkAccountRepository,
  type NetworkCatalog,
  type NotificationOutcome,
  type NotificationRepository,
  type RereadRequestRepository,
  type SaleRepository,
  type SyncProgressChannel,
  type SyncQueue,
  type SyncRun,
  type SyncRunRepository,
  type WaitingNotification,
} from '@tributary/ports';
import { BookingRun } from './booking-run';
import { openContent, type OpenedNotification } from './sealed-content';

const AT_ONCE = 200;

export interface ApplyNotificationsPorts {
  readonly accounts: NetworkAccountRepository;
  readonly notifications: NotificationRepository;
  readonly sales: SaleRepository;
  readonly runs: SyncRunRepository;
  readonly rereads: RereadRequestRepository;
  readonly queue: SyncQueue;
  readonly networks: NetworkCatalog;
  readonly cipher: CredentialCipher;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

type Settled = Exclude<NotificationOutcome, 'waiting'>;

/**
 * Applies what waits for one account: bookings are stored under a run of their own, hints become requests to read again.
 * Each step may be repeated: what was stored before it broke off is stored again without a change.
 */
export class ApplyNotifications {
  constructor(private readonly ports: ApplyNotificationsPorts) {}

  /**
   * What comes for a paused account waits until it is taken up again.
   * @returns the run the bookings were stored under, or null when there were none.
   * @throws {unknown} whatever our own side threw, after recording it in the run: what was not applied still waits.
   */
  async run({ agencyId, accountId }: AccountKey): Promise<SyncRun | null> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account || account.isPaused) return null;
    const bookings = new BookingRun(this.ports, account);
    try {
      let batch = await this.next(account);
      while (batch.length > 0) {
        await this.apply(account, bookings, batch);
        batch = await this.next(account);
      }
    } catch (error) {
      await bookings.finish({
        kind: 'internal',
        message: 'Tributary could not store what the network sent. It is kept and tried again.',
      });
      throw error;
    }
    return bookings.finish(null);
  }

  /** Those that no configured key opens are passed over and go on waiting: the key may come back. */
  private async next(account: NetworkAccount): Promise<readonly OpenedNotification[]> {
    const key = keyOf(account);
    for (let limit = AT_ONCE; ; limit *= 2) {
      const waiting = await this.ports.notifications.listWaiting(key, limit);
      const opened = waiting.flatMap((one) => this.opened(account, one));
      if (opened.length > 0 || waiting.length < limit) return opened;
    }
  }

  private opened(account: NetworkAccount, { hash, sealed }: WaitingNotification): OpenedNotification[] {
    const owner = { ...keyOf(account), network: account.network };
    try {
      return [{ hash, content: openContent(this.ports.cipher, owner, sealed) }];
    } catch (error) {
      if (error instanceof CiphertextUnreadable) return [];
      throw error;
    }
  }

  private async apply(
    account: NetworkAccount,
    bookings: BookingRun,
    batch: readonly OpenedNotification[],
  ): Promise<void> {
    const hints = batch.filter(({ content }) => content.kind === 'hint');
    const others = batch.filter(({ content }) => content.kind !== 'hint');
    if (hints.length > 0) await this.readAgain(account, hints);
    if (others.length === 0) return;
    const keptAside = await bookings.store(others);
    await this.settle(
      account,
      others.filter((one) => !keptAside.has(one.hash)),
      'booked',
    );
    await this.settle(
      account,
      others.filter((one) => keptAside.has(one.hash)),
      'kept-aside',
    );
  }

  private async readAgain(account: NetworkAccount, hints: readonly OpenedNotification[]): Promise<void> {
    const key = keyOf(account);
    const periods = hints.flatMap(({ content }) => (content.kind === 'hint' ? content.periods : []));
    for (const window of periods) {
      const request = { window: this.untilNow(window), trigger: 'postback', requestedBy: null } as const;
      await this.ports.rereads.add(key, request);
    }
    await this.ports.queue.enqueue({ ...key, trigger: 'postback' });
    await this.settle(account, hints, 'read-again');
  }

  /** What is yet to come is read by the hourly runs. A network's clock may be ahead of ours. */
  private untilNow(window: SyncWindow): SyncWindow {
    const now = this.ports.clock.now();
    return window.from < now && window.to > now ? { ...window, to: now } : window;
  }

  private async settle(
    account: NetworkAccount,
    applied: readonly OpenedNotification[],
    outcome: Settled,
  ): Promise<void> {
    if (applied.length === 0) return;
    const hashes = applied.map(({ hash }) => hash);
    await this.ports.notifications.settle(keyOf(account), hashes, outcome);
  }
}

function keyOf({ agencyId, id }: NetworkAccount): AccountKey {
  return { agencyId, accountId: id };
}

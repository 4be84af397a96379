import {
  NotificationEndpointRepository,
  NotificationQueue,
  NotificationRepository,
  type NewNotification,
  type NotificationEndpoint,
  type NotificationOutcome,
  type WaitingNotification,
} from '../../notification-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage } from './in-memory-storage';

interface StoredEndpoint extends NotificationEndpoint {
  readonly secretHash: string;
}

interface StoredNotification {
  readonly account: AccountKey;
  readonly hash: string;
  readonly sealed: Uint8Array | null;
  readonly outcome: NotificationOutcome;
  readonly receivedAt: Date;
  readonly timesReceived: number;
}

const NEW_ENDPOINT = {
  secretHash: '',
  sealedSecrets: null,
  secretHints: {},
  addressSince: new Date(0),
  lastReceivedAt: null,
};

/** What both repositories share, as the Postgres ones share a database. */
export class InMemoryNotificationStorage {
  readonly endpoints = new Map<string, StoredEndpoint>();
  readonly notifications = new Map<string, StoredNotification>();

  constructor(readonly storage: InMemoryStorage) {}
}

export class InMemoryNotificationEndpointRepository extends NotificationEndpointRepository {
  constructor(private readonly shared: InMemoryNotificationStorage) {
    super();
  }

  async save(
    account: AccountKey,
    change: Parameters<NotificationEndpointRepository['save']>[1],
  ): Promise<void> {
    await Promise.resolve();
    const { storage, endpoints } = this.shared;
    const owner = storage.account(account);
    if (!owner) throw new RangeError('The address belongs to an account that does not exist');
    const known = endpoints.get(keyOf(account));
    if (!known && change.secretHash === null) throw new RangeError('A new address needs a secret');
    const { agencyId, accountId } = account;
    const before = known ?? { ...NEW_ENDPOINT, agencyId, accountId, network: owner.account.network };
    endpoints.set(keyOf(account), {
      ...{ ...before, refused: 0, lastRefusedAt: null },
      ...(change.secrets && { sealedSecrets: change.secrets.sealed, secretHints: change.secrets.hints }),
      ...(change.secretHash !== null && { secretHash: change.secretHash, addressSince: storage.clock.now() }),
    });
  }

  find(account: AccountKey): Promise<NotificationEndpoint | null> {
    return Promise.resolve(told(this.shared.endpoints.get(keyOf(account))));
  }

  findBySecret(secretHash: string): Promise<NotificationEndpoint | null> {
    const found = [...this.shared.endpoints.values()].find((one) => one.secretHash === secretHash);
    return Promise.resolve(told(found));
  }

  countRefused(account: AccountKey): Promise<void> {
    const before = this.shared.endpoints.get(keyOf(account));
    if (before) {
      const lastRefusedAt = this.shared.storage.clock.now();
      this.shared.endpoints.set(keyOf(account), { ...before, refused: before.refused + 1, lastRefusedAt });
    }
    return Promise.resolve();
  }

  remove(account: AccountKey): Promise<void> {
    this.shared.endpoints.delete(keyOf(account));
    return Promise.resolve();
  }
}

export class InMemoryNotificationRepository extends NotificationRepository {
  constructor(private readonly shared: InMemoryNotificationStorage) {
    super();
  }

  async receive(account: AccountKey, { hash, outcome, sealed }: NewNotification): Promise<boolean> {
    await Promise.resolve();
    const { endpoints, notifications, storage } = this.shared;
    const receivedAt = storage.clock.now();
    const endpoint = endpoints.get(keyOf(account));
    if (endpoint) endpoints.set(keyOf(account), { ...endpoint, lastReceivedAt: receivedAt });
    const id = `${keyOf(account)} ${hash}`;
    const before = notifications.get(id);
    notifications.set(
      id,
      before
        ? { ...before, timesReceived: before.timesReceived + 1 }
        : { account, hash, outcome, sealed, receivedAt, timesReceived: 1 },
    );
    return before === undefined;
  }

  listWaiting(account: AccountKey, limit: number): Promise<readonly WaitingNotification[]> {
    const waiting = this.of(account).flatMap(({ outcome, hash, sealed, receivedAt }) =>
      outcome === 'waiting' && sealed ? [{ hash, sealed, receivedAt }] : [],
    );
    return Promise.resolve(
      waiting.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()).slice(0, limit),
    );
  }

  accountsWaiting(limit: number): Promise<readonly AccountKey[]> {
    const { notifications, storage } = this.shared;
    const accounts = new Map(
      [...notifications.values()]
        .filter(({ outcome }) => outcome === 'waiting')
        .filter(({ account }) => storage.account(account)?.account.isPaused === false)
        .map(({ account: { agencyId, accountId } }) => [
          keyOf({ agencyId, accountId }),
          { agencyId, accountId },
        ]),
    );
    return Promise.resolve([...accounts.values()].slice(0, limit));
  }

  settle(
    account: AccountKey,
    hashes: readonly string[],
    outcome: Exclude<NotificationOutcome, 'waiting'>,
  ): Promise<void> {
    for (const hash of hashes) {
      const id = `${keyOf(account)} ${hash}`;
      const before = this.shared.notifications.get(id);
      if (before?.outcome === 'waiting')
        this.shared.notifications.set(id, { ...before, outcome, sealed: null });
    }
    return Promise.resolve();
  }

  tally(account: AccountKey): Promise<ReadonlyMap<NotificationOutcome, number>> {
    const groups = Map.groupBy(this.of(account), ({ outcome }) => outcome);
    return Promise.resolve(new Map([...groups].map(([outcome, of]) => [outcome, of.length])));
  }

  private of(account: AccountKey): StoredNotification[] {
    return [...this.shared.notifications.values()].filter((one) => keyOf(one.account) === keyOf(account));
  }
}

/** Holds every account once until it is taken. */
export class InMemoryNotificationQueue extends NotificationQueue {
  private readonly accounts = new Map<string, AccountKey>();

  enqueue({ agencyId, accountId }: AccountKey): Promise<void> {
    this.accounts.set(keyOf({ agencyId, accountId }), { agencyId, accountId });
    return Promise.resolve();
  }

  /** What waited, now taken by a worker. */
  take(): readonly AccountKey[] {
    const taken = [...this.accounts.values()];
    this.accounts.clear();
    return taken;
  }
}

function told(stored: StoredEndpoint | undefined): NotificationEndpoint | null {
  if (!stored) return null;
  const { secretHash: _, ...endpoint } = stored;
  return endpoint;
}

function keyOf({ agencyId, accountId }: AccountKey): string {
  return `${agencyId} ${accountId}`;
}

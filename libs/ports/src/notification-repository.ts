import type { NetworkId } from '@tributary/domain';
import type { AccountKey } from './sale-repository';

/** What came of a notification. `waiting` is not applied yet. */
export const NOTIFICATION_OUTCOMES = ['waiting', 'booked', 'read-again', 'ignored', 'kept-aside'] as const;
export type NotificationOutcome = (typeof NOTIFICATION_OUTCOMES)[number];

export interface NotificationEndpoint extends AccountKey {
  readonly network: NetworkId;
  /** null where the network signs nothing. */
  readonly sealedSecrets: Uint8Array | null;
  /** Secret field name → its last four characters, for recognition only. */
  readonly secretHints: Readonly<Record<string, string>>;
  /** When the address got its present secret. */
  readonly addressSince: Date;
  readonly lastReceivedAt: Date | null;
  /** Notifications with a wrong or missing signature, since the address or the secrets were last changed. */
  readonly refused: number;
  readonly lastRefusedAt: Date | null;
}

/** The address of an account that its network sends to. Its path secret is stored as a hash only. */
export abstract class NotificationEndpointRepository {
  /**
   * Creates the account's address or changes it: null keeps what is stored. Counting of refusals begins anew.
   * @throws {RangeError} for an account that does not exist, and for a new address without a secret hash.
   */
  abstract save(
    account: AccountKey,
    change: {
      /** SHA-256 of the path secret; a former one is forgotten. */
      readonly secretHash: string | null;
      readonly secrets: {
        readonly sealed: Uint8Array;
        readonly hints: Readonly<Record<string, string>>;
      } | null;
    },
  ): Promise<void>;
  abstract find(account: AccountKey): Promise<NotificationEndpoint | null>;
  /** Of any agency: whoever knows the secret may send. */
  abstract findBySecret(secretHash: string): Promise<NotificationEndpoint | null>;
  abstract countRefused(account: AccountKey): Promise<void>;
  /** What was received stays. */
  abstract remove(account: AccountKey): Promise<void>;
}

export interface NewNotification {
  /** Hash of its meaning: the same notification has one, however often it is sent. */
  readonly hash: string;
  /** `ignored` ones are only counted. */
  readonly outcome: 'waiting' | 'ignored';
  /** What was read of it, sealed; null for ignored ones. */
  readonly sealed: Uint8Array | null;
}

export interface WaitingNotification {
  readonly hash: string;
  readonly sealed: Uint8Array;
  /** Of the first time it was sent. */
  readonly receivedAt: Date;
}

/** Everything that was received, each once. */
export abstract class NotificationRepository {
  /** Durable when it returns. @returns false for one that was received before: it is only counted. */
  abstract receive(account: AccountKey, notification: NewNotification): Promise<boolean>;
  /** First received first. */
  abstract listWaiting(account: AccountKey, limit: number): Promise<readonly WaitingNotification[]>;
  /** Active accounts of all agencies with notifications that wait. */
  abstract accountsWaiting(limit: number): Promise<readonly AccountKey[]>;
  /** Notes what came of notifications that waited, and forgets what they held: it is stored elsewhere now. */
  abstract settle(
    account: AccountKey,
    hashes: readonly string[],
    outcome: Exclude<NotificationOutcome, 'waiting'>,
  ): Promise<void>;
  /** How many there are of each outcome; those without one are missing. Repeated ones count once. */
  abstract tally(account: AccountKey): Promise<ReadonlyMap<NotificationOutcome, number>>;
}

/** Hands accounts with new notifications to a worker. */
export abstract class NotificationQueue {
  /** One job an account at a time. It takes what comes while it runs; what comes as it ends is found by the schedule. */
  abstract enqueue(account: AccountKey): Promise<void>;
}

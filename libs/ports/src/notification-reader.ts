import type { SyncWindow } from '@tributary/domain';
import type { CredentialField } from './network-catalog';
import type { RawRow } from './network-gateway';

/** What a network sent to our address, as it came. Names of headers are in lower case. */
export interface NotificationRequest {
  readonly method: 'GET' | 'POST';
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Credentials of the notifications, by the names of {@link NotificationDescription.secretFields}. */
export type NotificationSecrets = Readonly<Record<string, string>>;

interface Told {
  /**
   * The same text whenever the network sends the same notification again, and another one for every other: built from
   * what it tells, without the attempt or the time of arrival. Only its hash is kept.
   */
  readonly meaning: string;
}

/**
 * What a notification says. Only a `booking` counts by itself; a `hint` is read again over the API before anything
 * counts. `unreadable` is genuine and cannot be read without guessing: it goes to quarantine.
 */
export type ReadNotification = Told &
  (
    | {
        readonly kind: 'booking';
        /** Rows for the network's `normalizeSale`, without customers' data where the row is useful without. */
        readonly rows: readonly RawRow[];
      }
    | {
        readonly kind: 'hint';
        /** What to read again; by the sale's date where the network changes rows in place. */
        readonly periods: readonly SyncWindow[];
      }
    | { readonly kind: 'ignored'; readonly reason: string }
    | { readonly kind: 'unreadable'; readonly reason: string; readonly row: RawRow }
  );

/** The notification is not signed, or not by the network: nothing of it is kept. Never says which part was wrong. */
export class NotificationRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotificationRefused';
  }
}

/** An address a person enters at the network: the account's own, with this behind it. */
export interface NotificationAddress {
  /** What the network sends there, in the network's words. */
  readonly label: string;
  /** With the network's macros, for example `?event=sale&orderid={ORDERID}`; empty where the address is enough. */
  readonly query: string;
}

/** How a network sends by itself, for the person who sets it up. */
export interface NotificationDescription {
  /** Whether what is sent counts by itself, or only says what to read again over the API. */
  readonly effect: 'counts' | 'hint';
  /** What the network calls it, as a heading: "Postbacks". */
  readonly name: string;
  /** What it does for the figures, one or two sentences. */
  readonly summary: string;
  /** What a person does at the network, one step a line. */
  readonly steps: readonly string[];
  readonly addresses: readonly NotificationAddress[];
  /** What the reader needs to trust what comes; empty where nothing is signed. */
  readonly secretFields: readonly CredentialField[];
  /** Sentences about what these notifications cannot tell. */
  readonly limitations: readonly string[];
}

/** Reads what one network sends by itself. */
export interface NotificationReader {
  readonly description: NotificationDescription;
  /**
   * Pure.
   * @param receivedAt when it arrived: the date of what the network does not date.
   * @throws {NotificationRefused} for a wrong or missing signature.
   */
  read(request: NotificationRequest, secrets: NotificationSecrets, receivedAt: Date): ReadNotification;
}

import type { CredentialFieldDescription } from './networks';
import type { InstantText } from './primitives';

/** Whether what a network sends counts by itself, or only says what to read again over its API. */
export type NotificationEffect = 'counts' | 'hint';

/** What came of everything that was received, each notification once. */
export interface NotificationCounts {
  /** Received and not applied yet. */
  readonly waiting: number;
  /** Counted by themselves. */
  readonly booked: number;
  /** Led to a reading over the API. */
  readonly readAgain: number;
  /** No money moved by them: tests, visits of a checkout. */
  readonly ignored: number;
  /** Could not be read; they are with the rows kept aside. */
  readonly keptAside: number;
}

/** `GET /api/v1/network-accounts/:id/notifications`; `POST` to it creates or changes, `DELETE` takes the address away. */
export interface NotificationSetupView {
  readonly effect: NotificationEffect;
  /** What the network calls it: "Postbacks". */
  readonly name: string;
  readonly summary: string;
  /** What a person does at the network. */
  readonly steps: readonly string[];
  readonly limitations: readonly string[];
  /** What has to be known of the network to trust what comes; may be empty. */
  readonly credentialFields: readonly CredentialFieldDescription[];
  readonly isSetUp: boolean;
  /** Field name → last four characters. */
  readonly credentialHints: Readonly<Record<string, string>>;
  /** What to enter at the network; empty while it is not set up. The secret part is `•••` unless the address is new. */
  readonly addresses: readonly { readonly label: string; readonly url: string }[];
  /** The addresses are complete: copy them now, they are not shown again. */
  readonly isAddressShown: boolean;
  /** false when the addresses lead to this machine only, so that no network can reach them. */
  readonly isReachable: boolean;
  readonly addressSince: InstantText | null;
  readonly lastReceivedAt: InstantText | null;
  /** Notifications with a wrong or missing signature since the last change. */
  readonly refused: number;
  readonly lastRefusedAt: InstantText | null;
  readonly counts: NotificationCounts;
}

/** `POST /api/v1/network-accounts/:id/notifications` answers `NotificationSetupView`. */
export interface SetUpNotificationsRequest {
  /** All fields of the description. Left out, those that are stored stay. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Replaces the address: the former one is refused from now on. */
  readonly replacesAddress?: boolean;
}

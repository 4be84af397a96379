import type { DayText, InstantText, NetworkCode } from './primitives';
import type { ReconciliationSummaryView } from './reconciliation';

export type AccountHealth = 'waiting' | 'backfilling' | 'fresh' | 'late' | 'needs-attention' | 'paused';
export type SyncErrorKind =
  | 'credentials-rejected'
  | 'permission-missing'
  | 'rate-limited'
  | 'network-unavailable'
  | 'unexpected-response'
  | 'credentials-unreadable'
  | 'internal';
export type RunTrigger = 'schedule' | 'manual' | 'external' | 'connect' | 'postback' | 'import';

export type RunTier =
  'backfill' | 'hot' | 'warm' | 'cold' | 'period' | 'replay' | 'raw-pages' | 'postback' | 'import';
export type RunOutcome = 'running' | 'ok' | 'partial' | 'failed';

export interface SyncCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly quarantined: number;
}

/** `GET /api/v1/network-accounts/:id/runs?limit=` answers `SyncRunView[]`, newest first. */
export interface SyncRunView extends SyncCounts {
  readonly id: string;
  readonly trigger: RunTrigger;
  /**
   * What was read: a tier of the hourly re-reading, a `period` somebody asked for, or, without asking the network,
   * the quarantine (`replay`), every kept page (`raw-pages`), what the network sent by itself, or a file.
   */
  readonly tier: RunTier;
  readonly outcome: RunOutcome;
  readonly windowFrom: InstantText;
  readonly windowTo: InstantText;
  readonly startedAt: InstantText;
  readonly finishedAt: InstantText | null;
  readonly durationMs: number | null;
  readonly pages: number;
  readonly errorKind: SyncErrorKind | null;
  readonly errorMessage: string | null;
  /** What is odd about a run that ended well: an answer without a row where sales are stored. Nothing was deleted. */
  readonly warning: { readonly kind: 'empty-answer'; readonly message: string } | null;
}

/** Something about a connection that a person should know although nothing is broken at it. */
export interface AccountNotice {
  /**
   * `network-outage`: its network answers nobody. `empty-answer`: no row came where sales are stored. `quiet`: no sale
   * for longer than is usual for the account, which answers well.
   */
  readonly kind: 'network-outage' | 'empty-answer' | 'quiet';
  readonly since: InstantText;
  readonly message: string;
  readonly nextStep: string;
}

/** `GET /api/v1/network-accounts` answers `NetworkAccountView[]`; `GET /api/v1/network-accounts/:id` one. */
export interface NetworkAccountView {
  readonly id: string;
  readonly network: NetworkCode;
  readonly label: string;
  /** The client it belongs to; null for the agency's own. */
  readonly clientId: string | null;
  readonly health: AccountHealth;
  readonly isPaused: boolean;
  readonly backfillFrom: DayText;
  readonly lastGoodSyncAt: InstantText | null;
  readonly nextSyncAt: InstantText;
  /** While backfilling: everything before this instant is read. */
  readonly readUntil: InstantText | null;
  readonly failure: {
    readonly kind: SyncErrorKind;
    readonly message: string;
    readonly since: InstantText;
    readonly attempts: number;
  } | null;
  /** Field name → last four characters. */
  readonly credentialHints: Readonly<Record<string, string>>;
  /** Newest first, at most 24. */
  readonly recentRuns: readonly SyncRunView[];
  /** Rows that could not be read, are kept aside and are in no figure. */
  readonly quarantinedRows: number;
  readonly reconciliation: ReconciliationSummaryView;
  /**
   * Since when its network answers nobody, while the account waits because of that; then `nextSyncAt` is its next try.
   * One account at a time asks the network meanwhile.
   */
  readonly outageSince: InstantText | null;
  readonly notices: readonly AccountNotice[];
}

/** `POST /api/v1/network-accounts/test` answers `CredentialCheckView`; 422 with the network's words when refused. */
export interface CredentialCheckRequest {
  readonly network: NetworkCode;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface CredentialCheckView {
  readonly summary: string;
  readonly suggestedLabel: string | null;
  /** Set when the same network account is connected already. */
  readonly alreadyConnected: { readonly id: string; readonly label: string } | null;
}

/** `POST /api/v1/network-accounts` tests the key again, seals it, saves, starts the first sync; answers 201 `NetworkAccountView`. */
export interface ConnectNetworkRequest extends CredentialCheckRequest {
  readonly label: string;
  /** The client whose account it is; left out or null for the agency's own. */
  readonly clientId?: string | null;
  /** First day to read sales of, at most five years back. */
  readonly backfillFrom: DayText;
}

/** `PATCH /api/v1/network-accounts/:id` answers `NetworkAccountView`. What is left out stays as it is. */
export interface ChangeNetworkAccountRequest {
  readonly isPaused?: boolean;
  /** null gives it back to the agency. */
  readonly clientId?: string | null;
}

/** `PUT /api/v1/network-accounts/:id/credentials` tests, then replaces; answers `NetworkAccountView`. */
export interface ReplaceCredentialsRequest {
  readonly credentials: Readonly<Record<string, string>>;
}

/** `POST /api/v1/network-accounts/:id/sync` answers 202. `POST /api/v1/network-accounts/sync` queues all of the agency. */
export interface SyncQueuedView {
  /** Accounts that were queued; those queued or running already are not counted. */
  readonly queued: number;
}

/**
 * `POST /api/v1/network-accounts/:id/rereads` has the network asked again for the days of a period; answers 202
 * `SyncQueuedView`. With `queued: 0` the account is queued or read already, and that job reads the period too.
 */
export interface RereadPeriodRequest {
  /** Both days are read whole. At most five years back, not in the future. */
  readonly from: DayText;
  readonly until: DayText;
}

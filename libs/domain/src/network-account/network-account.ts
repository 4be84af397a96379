import type { NetworkId } from './network-id';
import type { RereadHistory } from './sync-window';

/** The class of the error that ended a run; the caller decides by it, never by text. */
export const SYNC_ERROR_KINDS = [
  'credentials-rejected',
  'permission-missing',
  'rate-limited',
  'network-unavailable',
  'unexpected-response',
  'credentials-unreadable',
  'internal',
] as const;
export type SyncErrorKind = (typeof SYNC_ERROR_KINDS)[number];

/** Errors that a person has to solve: time alone does not. */
export const NEEDS_A_PERSON: readonly SyncErrorKind[] = [
  'credentials-rejected',
  'permission-missing',
  'credentials-unreadable',
];

export interface LastFailure {
  readonly kind: SyncErrorKind;
  /** For a person, redacted: the network's own words where it sent any. */
  readonly message: string;
  /** First failure since the last good sync. */
  readonly since: Date;
  readonly attempts: number;
}

/** One login at one network. Its credentials are not part of it: only the sync and the cipher see those. */
export interface NetworkAccount {
  readonly id: string;
  readonly agencyId: string;
  readonly network: NetworkId;
  readonly label: string;
  /** Whose sales it brings; null for the agency's own. */
  readonly clientId: string | null;
  readonly isPaused: boolean;
  readonly backfillFrom: Date;
  readonly history: RereadHistory;
  readonly lastGoodSyncAt: Date | null;
  readonly nextDueAt: Date;
  readonly lastFailure: LastFailure | null;
  /** Since when its network answers nobody, while the account is put off because of that. */
  readonly outageSince: Date | null;
  /** Set while the newest readings brought no row where sales are stored. The message is for a person. */
  readonly emptyAnswer: { readonly since: Date; readonly message: string } | null;
  /** Credential field name → its last four characters, for recognition only. */
  readonly credentialHints: Readonly<Record<string, string>>;
  /** SHA-256 of what identifies the account at its network: the same account is never connected twice. */
  readonly identityHash: string;
  readonly createdAt: Date;
}

export const ACCOUNT_HEALTHS = [
  'waiting',
  'backfilling',
  'fresh',
  'late',
  'needs-attention',
  'paused',
] as const;
export type AccountHealth = (typeof ACCOUNT_HEALTHS)[number];

/** An hourly account that is 90 minutes old missed a run. */
export const LATE_AFTER_MS = 90 * 60_000;

/**
 * The state shown for an account. A late account is named, never hidden: one run that did not end well is enough, and
 * so is being put off, because in both cases the figures lack what should have been read by now.
 */
export function accountHealth(account: NetworkAccount, now: Date): AccountHealth {
  const { isPaused, lastFailure, outageSince } = account;
  if (isPaused) return 'paused';
  if (lastFailure && NEEDS_A_PERSON.includes(lastFailure.kind)) return 'needs-attention';
  return lastFailure || outageSince ? 'late' : healthByAge(account, now);
}

/** Of an account whose newest run, if there was one, ended well. */
function healthByAge({ history, lastGoodSyncAt }: NetworkAccount, now: Date): AccountHealth {
  if (history.lastColdAt === null) return history.checkpoint === null ? 'waiting' : 'backfilling';
  const age = now.getTime() - (lastGoodSyncAt?.getTime() ?? 0);
  return age > LATE_AFTER_MS ? 'late' : 'fresh';
}

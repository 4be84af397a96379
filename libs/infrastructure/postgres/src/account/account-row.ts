import type { LastFailure, NetworkAccount, NetworkId, SyncErrorKind } from '@tributary/domain';
import { instant, instantOrNull } from '../statement';

/** Everything of an account but its sealed credentials, named as in {@link AccountRow}. */
export const ACCOUNT_COLUMNS = `id, agency_id as "agencyId", network, label, client_id as "clientId", is_paused as "isPaused",
  backfill_from as "backfillFrom", checkpoint, last_warm_at as "lastWarmAt", last_cold_at as "lastColdAt",
  last_good_sync_at as "lastGoodSyncAt", next_due_at as "nextDueAt", failure_kind as "failureKind",
  failure_message as "failureMessage", failure_since as "failureSince", failure_attempts as "failureAttempts",
  outage_since as "outageSince", empty_since as "emptySince", empty_message as "emptyMessage",
  credential_hints as "credentialHints", identity_hash as "identityHash", created_at as "createdAt"`;

export interface AccountRow {
  readonly id: string;
  readonly agencyId: string;
  readonly network: NetworkId;
  readonly label: string;
  readonly clientId: string | null;
  readonly isPaused: boolean;
  readonly backfillFrom: string;
  readonly checkpoint: string | null;
  readonly lastWarmAt: string | null;
  readonly lastColdAt: string | null;
  readonly lastGoodSyncAt: string | null;
  readonly nextDueAt: string;
  readonly failureKind: SyncErrorKind | null;
  readonly failureMessage: string | null;
  readonly failureSince: string | null;
  readonly failureAttempts: number;
  readonly outageSince: string | null;
  readonly emptySince: string | null;
  readonly emptyMessage: string | null;
  readonly credentialHints: Readonly<Record<string, string>>;
  readonly identityHash: string;
  readonly createdAt: string;
}

export function toAccount(row: AccountRow): NetworkAccount {
  return {
    id: row.id,
    agencyId: row.agencyId,
    network: row.network,
    label: row.label,
    clientId: row.clientId,
    isPaused: row.isPaused,
    backfillFrom: instant(row.backfillFrom),
    history: {
      checkpoint: instantOrNull(row.checkpoint),
      lastWarmAt: instantOrNull(row.lastWarmAt),
      lastColdAt: instantOrNull(row.lastColdAt),
    },
    lastGoodSyncAt: instantOrNull(row.lastGoodSyncAt),
    nextDueAt: instant(row.nextDueAt),
    lastFailure: toFailure(row),
    outageSince: instantOrNull(row.outageSince),
    emptyAnswer: toEmptyAnswer(row),
    credentialHints: row.credentialHints,
    identityHash: row.identityHash,
    createdAt: instant(row.createdAt),
  };
}

function toFailure(row: AccountRow): LastFailure | null {
  const { failureKind: kind, failureMessage: message, failureSince: since } = row;
  if (kind === null || message === null || since === null) return null;
  return { kind, message, since: instant(since), attempts: row.failureAttempts };
}

function toEmptyAnswer({ emptySince, emptyMessage }: AccountRow): NetworkAccount['emptyAnswer'] {
  if (emptySince === null || emptyMessage === null) return null;
  return { since: instant(emptySince), message: emptyMessage };
}

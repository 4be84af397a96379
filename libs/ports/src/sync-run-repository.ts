import type { NetworkId, RereadTier, SyncErrorKind, SyncWindow } from '@tributary/domain';
import type { AccountKey, StoredCounts } from './sale-repository';

export type RunTrigger = 'schedule' | 'manual' | 'external' | 'connect';
/** `replay` asks the network for nothing: it reads the rows of the quarantine again. */
export type RunTier = RereadTier | 'replay';
export type RunOutcome = 'running' | 'ok' | 'partial' | 'failed';

export interface SyncRun extends StoredCounts {
  readonly id: string;
  readonly accountId: string;
  readonly network: NetworkId;
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
  /** Of a replay: the account's whole history, for its rows may be of any time. */
  readonly window: SyncWindow;
  readonly outcome: RunOutcome;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly pages: number;
  readonly errorKind: SyncErrorKind | null;
  /** For a person, redacted. */
  readonly errorMessage: string | null;
}

export abstract class SyncRunRepository {
  /**
   * Also ends runs of the same account that a killed worker left open: they become `failed`.
   * A replay ends only replays and a reading only readings, for both may run at the same time.
   */
  abstract begin(
    account: AccountKey & { readonly network: NetworkId },
    run: { readonly trigger: RunTrigger; readonly tier: RunTier; readonly window: SyncWindow },
  ): Promise<string>;
  /** `partial` when pages were stored before the error, `failed` when none was. Counts are kept by `storePage`. */
  abstract finish(
    account: AccountKey,
    runId: string,
    error: { readonly kind: SyncErrorKind; readonly message: string } | null,
  ): Promise<SyncRun>;
  /** Newest first. */
  abstract listRuns(
    agencyId: string,
    filter: { readonly accountId: string | null; readonly limit: number },
  ): Promise<readonly SyncRun[]>;
}

import type { LastFailure, NetworkId, RereadTier, SyncErrorKind, SyncWindow } from '@tributary/domain';
import type { Claimed } from './claim';
import type { AccountKey, StoredCounts } from './sale-repository';

export type RunTrigger = 'schedule' | 'manual' | 'external' | 'connect' | 'postback' | 'import';

/**
 * What a run read. `period` reads a span of time again that somebody, or a hint of the network, asked for. The others
 * ask the network for nothing: `replay` reads the rows of the quarantine again, `raw-pages` every kept page,
 * `postback` what the network sent by itself, `import` a file.
 */
export const RUN_TIERS = [
  'backfill',
  'hot',
  'warm',
  'cold',
  'period',
  'replay',
  'raw-pages',
  'postback',
  'import',
] as const;
export type RunTier = (typeof RUN_TIERS)[number];

const READINGS: readonly (RereadTier | RunTier)[] = ['backfill', 'hot', 'warm', 'cold', 'period'];

/** The tiers of which an account has at most one run at a time: it is read by one worker, and each other work by one. */
export function tiersBeside(tier: RunTier): readonly RunTier[] {
  return READINGS.includes(tier) ? RUN_TIERS.filter((one) => READINGS.includes(one)) : [tier];
}

/** Runs that store what pages of the network tell: the readings, and those that read kept rows and pages once more. */
export const RUNS_OF_PAGES: readonly RunTier[] = [...tiersBeside('hot'), 'replay', 'raw-pages'];

export type RunOutcome = 'running' | 'ok' | 'partial' | 'failed';

/** What is odd about a run that ended well. */
export interface RunWarning {
  readonly kind: 'empty-answer';
  /** For a person, redacted. */
  readonly message: string;
}

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
  readonly warning: RunWarning | null;
}

/** How far the readings of an account had come at a moment, as its runs tell it. */
export interface ReadingState {
  readonly accountId: string;
  /** When the last good hourly reading ended; null before the first. */
  readonly lastGoodAt: Date | null;
  /** What is before it was read. Until the first reading is done, where that one started. */
  readonly readUntil: Date | null;
  /** When the last reading of the whole history ended; null before the first. */
  readonly wholeAt: Date | null;
  /** Of the failures since the last good reading, without those of our own side. */
  readonly failure: LastFailure | null;
}

export abstract class SyncRunRepository {
  /**
   * Also ends runs of the same account that a killed worker left open: they become `failed`.
   * A run ends only those of {@link tiersBeside} its tier, for the others may run at the same time.
   * A run of a claim is written, noted upon and ended under that claim only.
   * @throws {ClaimLost} when somebody has claimed the account since.
   */
  abstract begin(
    account: Claimed & { readonly network: NetworkId },
    run: { readonly trigger: RunTrigger; readonly tier: RunTier; readonly window: SyncWindow },
  ): Promise<string>;
  /**
   * Notes on a running run what should not be taken for granted, and on its account as `emptyAnswer`, since the first
   * such run. The run may end well all the same.
   * @throws {ClaimLost} when somebody has claimed the account since.
   */
  abstract warn(account: AccountKey, runId: string, warning: RunWarning): Promise<void>;
  /**
   * `partial` when pages were stored before the error, `failed` when none was. Counts are kept by `storePage`.
   * @throws {ClaimLost} when somebody has claimed the account since.
   */
  abstract finish(
    account: AccountKey,
    runId: string,
    error: { readonly kind: SyncErrorKind; readonly message: string } | null,
  ): Promise<SyncRun>;
  /**
   * Ends a run of the hourly reading well and gives the claim back: clears the account's failure and the mark of an outage,
   * and dates the good sync by the database's clock. One transaction.
   * @param reading that had rows clears the account's `emptyAnswer` too.
   * @throws {ClaimLost} when somebody has claimed the account since.
   */
  abstract finishReading(
    account: AccountKey,
    runId: string,
    reading: { readonly hasRows: boolean },
  ): Promise<SyncRun>;
  /** Newest first. */
  abstract listRuns(
    agencyId: string,
    filter: { readonly accountId: string | null; readonly limit: number },
  ): Promise<readonly SyncRun[]>;
  /** One for each account of which a reading had begun by then. */
  abstract readingsAsOf(agencyId: string, at: Date): Promise<readonly ReadingState[]>;
}

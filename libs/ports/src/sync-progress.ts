import type { NetworkId } from '@tributary/domain';
import type { AccountKey, StoredCounts } from './sale-repository';
import type { RunOutcome } from './sync-run-repository';

/** What a running sync tells, for the agency it belongs to. */
export interface SyncProgressEvent extends AccountKey, StoredCounts {
  readonly network: NetworkId;
  readonly runId: string;
  readonly outcome: RunOutcome;
  readonly pages: number;
  /** Share of the window's time span that has been read, 0 to 1. */
  readonly progress: number;
  readonly at: Date;
}

/** Carries progress from the process that syncs to every process that serves the agency. */
export abstract class SyncProgressChannel {
  abstract publish(event: SyncProgressEvent): Promise<void>;
  /** Events of one agency only. @returns a function that ends the subscription. */
  abstract subscribe(agencyId: string, listener: (event: SyncProgressEvent) => void): () => void;
}

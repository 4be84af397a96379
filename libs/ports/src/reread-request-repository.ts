import type { SyncWindow } from '@tributary/domain';
import type { AccountKey } from './sale-repository';
import type { RunTrigger } from './sync-run-repository';

export interface NewRereadRequest {
  readonly window: SyncWindow;
  /** A person asked, or the network hinted at a change by itself. */
  readonly trigger: Extract<RunTrigger, 'manual' | 'postback'>;
  /** Id of the member who asked; null when nobody did. */
  readonly requestedBy: string | null;
}

export interface RereadRequest extends NewRereadRequest {
  readonly id: string;
}

/** Spans of time that are to be read again at the network, on top of the hourly reading. */
export abstract class RereadRequestRepository {
  /**
   * Merges with pending requests of the account whose windows overlap or touch it: the merged request has a new id, so
   * that a reading of an old one that is under way completes nothing that was asked for meanwhile. One that a person
   * asked for stays theirs.
   */
  abstract add(key: AccountKey, request: NewRereadRequest): Promise<void>;
  /** Longest waiting first. */
  abstract listPending(key: AccountKey): Promise<readonly RereadRequest[]>;
  /** Ids that are not pending (any more) are passed over. */
  abstract complete(key: AccountKey, ids: readonly string[]): Promise<void>;
}

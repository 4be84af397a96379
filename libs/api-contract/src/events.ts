import type { RunOutcome, SyncCounts } from './network-accounts';
import type { InstantText, NetworkCode } from './primitives';

/** `GET /api/v1/events` (server-sent, `text/event-stream`), event name `sync-progress`. */
export interface SyncProgressMessage extends SyncCounts {
  readonly accountId: string;
  readonly network: NetworkCode;
  readonly runId: string;
  readonly outcome: RunOutcome;
  readonly pages: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly at: InstantText;
}

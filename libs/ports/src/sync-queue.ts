import type { AccountKey } from './sale-repository';
import type { RunTrigger } from './sync-run-repository';

export interface SyncRequest extends AccountKey {
  readonly trigger: RunTrigger;
  /** Reads only what was asked to be read again, unless the account is due anyway. */
  readonly rereadsOnly?: boolean;
}

/** A request of many that are queued at once. */
export interface QueuedTurn {
  readonly request: SyncRequest;
  /** How many of the same agency were queued before it at once: 0 for the first. */
  readonly turn: number;
}

export abstract class SyncQueue {
  /** One job an account at a time: an account already queued or running is not queued again. @returns whether it was queued. */
  abstract enqueue(request: SyncRequest): Promise<boolean>;
  /**
   * The same for many, in one step. Lower turns are taken first, whenever they were queued: so an agency with thousands
   * of accounts keeps no other one waiting. @returns how many were queued.
   */
  abstract enqueueAll(turns: readonly QueuedTurn[]): Promise<number>;
}

import type { AccountKey } from './sale-repository';
import type { RunTrigger } from './sync-run-repository';

export interface SyncRequest extends AccountKey {
  readonly trigger: RunTrigger;
  /** Reads only what was asked to be read again, unless the account is due anyway. */
  readonly rereadsOnly?: boolean;
}

export abstract class SyncQueue {
  /** One job an account at a time: an account already queued or running is not queued again. @returns whether it was queued. */
  abstract enqueue(request: SyncRequest): Promise<boolean>;
}

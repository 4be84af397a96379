import { Clock, IdentifierFactory, type QueuedTurn, SyncProgressChannel, SyncQueue } from '@tributary/ports';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** The time of a world that does not move by itself. */
export class HeldClock extends Clock {
  constructor(public instant: number) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }
}

/** Time that passes only when someone sleeps, and then at once: pauses and paces cost nothing. */
export class SleeplessTimer {
  private time = 0;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.time += milliseconds;
    return Promise.resolve();
  }
}

export class RandomIdentifiers extends IdentifierFactory {
  id(): string {
    return randomUUID();
  }

  token(): string {
    return randomBytes(32).toString('base64url');
  }

  fingerprint(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  fraction(): number {
    return 0.5;
  }
}

/** Nobody takes what is queued: the bench runs its syncs itself. */
export class NoQueue extends SyncQueue {
  enqueue(): Promise<boolean> {
    return Promise.resolve(true);
  }

  enqueueAll(turns: readonly QueuedTurn[]): Promise<number> {
    return Promise.resolve(turns.length);
  }
}

/** Nobody watches. */
export class NoProgress extends SyncProgressChannel {
  publish(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(): () => void {
    return () => undefined;
  }
}

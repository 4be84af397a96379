import type { Timer } from '../http/timer';

/** Time that only passes when someone sleeps, and then at once. Remembers the sleeps, in milliseconds. */
export class InstantTimer implements Timer {
  readonly sleeps: number[] = [];
  private time = 0;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
}

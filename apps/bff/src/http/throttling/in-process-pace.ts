import type { AttemptLimit } from '@tributary/ports';

const CALLS_BETWEEN_SWEEPS = 10_000;

/**
 * Counts requests of this process. A subject is one number, however much it asks: when the last of its requests is paid
 * off. So a flood costs no memory, and the budget comes back evenly instead of all at once.
 */
export class InProcessPace {
  private readonly paidOffAt = new Map<string, number>();
  private calls = 0;

  /** @returns null when one more is taken, else the milliseconds until it would be. */
  take({ subject, burst, refillMs }: AttemptLimit, now = performance.now()): number | null {
    this.sweepNowAndThen(now);
    const at = Math.max(now, this.paidOffAt.get(subject) ?? 0) + refillMs;
    const wait = at - now - burst * refillMs;
    if (wait > 0) return wait;
    this.paidOffAt.set(subject, at);
    return null;
  }

  /** Of how many subjects something is known. */
  get size(): number {
    return this.paidOffAt.size;
  }

  private sweepNowAndThen(now: number): void {
    this.calls += 1;
    if (this.calls % CALLS_BETWEEN_SWEEPS !== 0) return;
    for (const [subject, at] of this.paidOffAt) if (at <= now) this.paidOffAt.delete(subject);
  }
}

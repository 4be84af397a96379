import { type AttemptLimit, AttemptLimiter } from '../../attempt-limiter';
import type { Clock } from '../../clock';

const DAY = 86_400_000;

/** Keeps for each subject when its last attempt is paid off, as the storage does. */
export class InMemoryAttemptLimiter extends AttemptLimiter {
  readonly paidOffAt = new Map<string, number>();
  private readonly remembered = new Map<string, number>();

  constructor(private readonly clock: Clock) {
    super();
  }

  take(limits: readonly AttemptLimit[]): Promise<number | null> {
    const now = this.clock.now().getTime();
    const next = limits.map((limit) => ({ ...limit, at: this.owed(limit, now) + limit.refillMs }));
    const waits = next.map(({ at, burst, refillMs }) => at - now - burst * refillMs);
    const longest = Math.max(0, ...waits);
    if (longest > 0) return Promise.resolve(longest);
    for (const { subject, at } of next) this.paidOffAt.set(subject, at);
    return Promise.resolve(null);
  }

  giveBack(limits: readonly AttemptLimit[]): Promise<void> {
    const now = this.clock.now().getTime();
    for (const limit of limits) this.paidOffAt.set(limit.subject, this.owed(limit, now) - limit.refillMs);
    return Promise.resolve();
  }

  remember(subject: string, days: number): Promise<void> {
    this.remembered.set(subject, this.clock.now().getTime() + days * DAY);
    return Promise.resolve();
  }

  isRemembered(subject: string): Promise<boolean> {
    return Promise.resolve((this.remembered.get(subject) ?? 0) > this.clock.now().getTime());
  }

  forgetOld(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const known of [this.paidOffAt, this.remembered]) {
      for (const [subject, until] of known) if (until <= now) known.delete(subject);
    }
    return Promise.resolve();
  }

  private owed({ subject }: AttemptLimit, now: number): number {
    return Math.max(now, this.paidOffAt.get(subject) ?? 0);
  }
}

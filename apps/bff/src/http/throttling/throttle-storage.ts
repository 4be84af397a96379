import type { ThrottlerStorage } from '@nestjs/throttler';
import type { AttemptAllowance } from '@tributary/application';
import type { AttemptLimiter, IdentifierFactory } from '@tributary/ports';
import { InProcessPace } from './in-process-pace';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Guessing is counted for all processes together; how much somebody asks, in each process for itself. */
export type Throttler = 'address' | 'member' | 'guesses-of-address' | 'guesses-of-email';

const IN_PROCESS: readonly string[] = ['address', 'member'] satisfies Throttler[];

export class ThrottleStorage implements ThrottlerStorage {
  private readonly pace = new InProcessPace();

  constructor(
    private readonly attempts: AttemptLimiter,
    private readonly identifiers: IdentifierFactory,
    private readonly allowance: AttemptAllowance,
  ) {}

  /** So many in `ttl` milliseconds, and as many at once. */
  async increment(
    key: string,
    ttl: number,
    ...rest: [limit: number, block: number, name: string]
  ): Promise<Counted> {
    const [limit, , name] = rest;
    const burst = limit * this.allowance.factor;
    const counted = { subject: this.identifiers.fingerprint(key), burst, refillMs: ttl / burst };
    const wait = IN_PROCESS.includes(name) ? this.pace.take(counted) : await this.attempts.take([counted]);
    const seconds = Math.ceil((wait ?? 0) / 1000);
    return { totalHits: 1, timeToExpire: 0, isBlocked: wait !== null, timeToBlockExpire: seconds };
  }
}

import type { AttemptLimiter } from '@tributary/ports';

/** What was counted is worth keeping until it is paid off, and a place where somebody signed in for half a year. */
export class ForgetOldAttempts {
  constructor(private readonly attempts: AttemptLimiter) {}

  run(): Promise<void> {
    return this.attempts.forgetOld();
  }
}

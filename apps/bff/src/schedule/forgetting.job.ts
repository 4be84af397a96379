import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ForgetEndedSessions, ForgetOldAttempts } from '@tributary/application';
import { outlive } from './outlive';

/** Between the hours in which people work; any number of schedulers may run it. */
const NIGHTLY = '0 10 4 * * *';
/** A flood of guesses leaves a row for each guessed account. */
const HOURLY = '0 25 * * * *';

/** Removes what is kept around signing in, once it says nothing any more. */
@Injectable()
export class ForgettingJob {
  private readonly logger = new Logger(ForgettingJob.name);

  constructor(
    private readonly sessions: ForgetEndedSessions,
    private readonly attempts: ForgetOldAttempts,
  ) {}

  @Cron(NIGHTLY, { waitForCompletion: true })
  async forgetSessions(): Promise<void> {
    await this.attempt('Ended sessions', () => this.sessions.run());
  }

  @Cron(HOURLY, { waitForCompletion: true })
  async forgetAttempts(): Promise<void> {
    await this.attempt('Old attempts', () => this.attempts.run());
  }

  private attempt(what: string, forget: () => Promise<unknown>): Promise<void> {
    return outlive(this.logger, `${what} could not be removed; the next time tries again`, forget);
  }
}

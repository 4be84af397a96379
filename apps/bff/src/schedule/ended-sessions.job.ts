import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ForgetEndedSessions } from '@tributary/application';

/** Between the hours in which people work; any number of schedulers may run it. */
const NIGHTLY = '0 10 4 * * *';

/** Addresses and devices of sessions that are long over go. */
@Injectable()
export class EndedSessionsJob {
  private readonly logger = new Logger(EndedSessionsJob.name);

  constructor(private readonly forget: ForgetEndedSessions) {}

  @Cron(NIGHTLY, { waitForCompletion: true })
  async run(): Promise<void> {
    try {
      await this.forget.run();
    } catch (error) {
      this.logger.error('Ended sessions could not be removed; the next night tries again', error);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CleanErasedPersons, ForgetOldPersonalData } from '@tributary/application';
import { outlive } from './outlive';

const EVERY_MINUTE = '30 * * * * *';
const NIGHTLY = '0 40 3 * * *';

/** Erased persons leave what is kept of networks' answers, and what was kept for long enough goes. */
@Injectable()
export class PersonalDataJob {
  private readonly logger = new Logger(PersonalDataJob.name);

  constructor(
    private readonly cleaning: CleanErasedPersons,
    private readonly forgetting: ForgetOldPersonalData,
  ) {}

  @Cron(EVERY_MINUTE, { waitForCompletion: true })
  async clean(): Promise<void> {
    const failure = 'Kept answers could not be cleaned of erased persons; the next minute tries again';
    await outlive(this.logger, failure, async () => {
      for (const [agencyId, answers] of await this.cleaning.run()) {
        this.logger.log({ event: 'erased persons were taken out of kept answers', agencyId, answers });
      }
    });
  }

  @Cron(NIGHTLY, { waitForCompletion: true })
  async forget(): Promise<void> {
    const failure = 'Old personal data could not be removed; the next night tries again';
    await outlive(this.logger, failure, () => this.forgetting.run());
  }
}

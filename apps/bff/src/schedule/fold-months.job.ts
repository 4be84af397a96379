import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { FoldMonths } from '@tributary/application';

/** Apart from the full minutes at which networks are read. */
const EVERY_FIVE_MINUTES = '35 */5 * * * *';

/** Until a month is folded its days are added up instead: dashboards are as right, and slower. */
@Injectable()
export class FoldMonthsJob {
  private readonly logger = new Logger(FoldMonthsJob.name);

  constructor(private readonly fold: FoldMonths) {}

  @Cron(EVERY_FIVE_MINUTES, { waitForCompletion: true })
  async run(): Promise<void> {
    try {
      await this.fold.run();
    } catch (error) {
      this.logger.error('Months could not be folded; the next time tries again', error);
    }
  }
}

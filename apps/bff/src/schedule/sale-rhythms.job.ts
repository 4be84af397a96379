import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CountSaleRhythms } from '@tributary/application';

/** Apart from the full minutes at which networks are read. */
const EVERY_QUARTER = '50 */15 * * * *';

/** What is not counted yet leaves an account without a word about its silence: nothing else waits for it. */
@Injectable()
export class SaleRhythmsJob {
  private readonly logger = new Logger(SaleRhythmsJob.name);

  constructor(private readonly rhythms: CountSaleRhythms) {}

  @Cron(EVERY_QUARTER, { waitForCompletion: true })
  async run(): Promise<void> {
    try {
      await this.rhythms.run();
    } catch (error) {
      this.logger.error('Sales could not be counted by hour; the next time tries again', error);
    }
  }
}

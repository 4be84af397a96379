import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CountSaleRhythms } from '@tributary/application';
import { outlive } from './outlive';

/** Apart from the full minutes at which networks are read. */
const EVERY_QUARTER = '50 */15 * * * *';

/** What is not counted yet leaves an account without a word about its silence: nothing else waits for it. */
@Injectable()
export class SaleRhythmsJob {
  private readonly logger = new Logger(SaleRhythmsJob.name);

  constructor(private readonly rhythms: CountSaleRhythms) {}

  @Cron(EVERY_QUARTER, { waitForCompletion: true })
  async run(): Promise<void> {
    const failure = 'Sales could not be counted by hour; the next time tries again';
    await outlive(this.logger, failure, () => this.rhythms.run());
  }
}

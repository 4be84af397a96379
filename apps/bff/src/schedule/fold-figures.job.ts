import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { FoldFigures } from '@tributary/application';
import { outlive } from './outlive';

/** Apart from the full minutes at which networks are read. */
const EVERY_FIVE_MINUTES = '35 */5 * * * *';

/** What is not folded is added up from its parts: dashboards are as right, and slower. */
@Injectable()
export class FoldFiguresJob {
  private readonly logger = new Logger(FoldFiguresJob.name);

  constructor(private readonly fold: FoldFigures) {}

  @Cron(EVERY_FIVE_MINUTES, { waitForCompletion: true })
  async run(): Promise<void> {
    const failure = 'Figures could not be folded; the next time tries again';
    await outlive(this.logger, failure, () => this.fold.run());
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { EnqueueDueAccounts } from '@tributary/application';
import { outlive } from './outlive';

/**
 * Looks every minute which accounts have their hour and queues them, nothing else. Each account has a minute of its
 * own, so the load is spread; any number of schedulers may run, because an account is queued only once.
 */
@Injectable()
export class HourlySyncJob {
  private readonly logger = new Logger(HourlySyncJob.name);

  constructor(private readonly enqueue: EnqueueDueAccounts) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async run(): Promise<void> {
    const failure = 'Due accounts could not be queued; the next minute tries again';
    await outlive(this.logger, failure, async () => {
      const queued = await this.enqueue.run('schedule');
      if (queued > 0) this.logger.log(`Queued ${queued} due accounts`);
    });
  }
}

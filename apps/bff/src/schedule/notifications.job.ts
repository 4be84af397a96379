import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { EnqueueWaitingNotifications } from '@tributary/application';
import { outlive } from './outlive';

/** Looks every minute for notifications that were stored and not applied, and queues their accounts again. */
@Injectable()
export class NotificationsJob {
  private readonly logger = new Logger(NotificationsJob.name);

  constructor(private readonly leftovers: EnqueueWaitingNotifications) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async run(): Promise<void> {
    const failure = 'Waiting notifications could not be queued; the next minute tries again';
    await outlive(this.logger, failure, async () => {
      const accounts = await this.leftovers.run();
      if (accounts > 0) this.logger.log(`Notifications of ${accounts} accounts waited`);
    });
  }
}

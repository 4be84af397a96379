import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { RefreshExchangeRates } from '@tributary/application';

/** The European Central Bank publishes about 16:00 Central European Time on working days. */
const AFTER_PUBLICATION = '0 15,45 16,17 * * *';

/** Keeps reference rates up to date: at start, and each day after they are published. */
@Injectable()
export class ExchangeRatesJob implements OnApplicationBootstrap {
  private readonly logger = new Logger(ExchangeRatesJob.name);

  constructor(private readonly refresh: RefreshExchangeRates) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  @Cron(AFTER_PUBLICATION, { timeZone: 'Europe/Berlin', waitForCompletion: true })
  async run(): Promise<void> {
    try {
      const stored = await this.refresh.run();
      this.logger.log(`Stored ${stored} exchange rates`);
    } catch (error) {
      this.logger.warn(
        `Exchange rates could not be read; figures keep the rates they have: ${String(error)}`,
      );
    }
  }
}

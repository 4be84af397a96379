import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ApplyNotifications, WriteInsights } from '@tributary/application';
import type { AccountKey } from '@tributary/ports';
import { NotificationJobSource } from '../composition/notification-job-source';
import { SyncMetrics } from '../operations/sync-metrics';

/** What a job about new notifications sets in motion. */
export class NotificationUseCases {
  constructor(
    readonly apply: ApplyNotifications,
    readonly insights: WriteInsights,
  ) {}
}

/** Applies what networks sent, counts the run, and has insights written when figures may have moved. */
@Injectable()
export class NotificationWorkerJob implements OnApplicationBootstrap {
  private readonly logger = new Logger(NotificationWorkerJob.name);

  constructor(
    private readonly jobs: NotificationJobSource,
    private readonly useCases: NotificationUseCases,
    private readonly metrics: SyncMetrics,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.start((account) => this.handle(account));
  }

  private async handle(account: AccountKey): Promise<void> {
    const run = await this.useCases.apply.run(account);
    if (!run) return;
    this.metrics.count(run);
    const { network, accountId, tier, outcome, created, changed, unchanged, quarantined } = run;
    this.logger.log({ network, accountId, tier, outcome, created, changed, unchanged, quarantined });
    if (created + changed > 0) await this.writeInsights(account.agencyId);
  }

  private async writeInsights(agencyId: string): Promise<void> {
    try {
      await this.useCases.insights.run(agencyId);
    } catch (error) {
      // Insights are a gloss on figures that are stored already.
      this.logger.error('Insights could not be written', error);
    }
  }
}

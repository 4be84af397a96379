import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RenormalizeAccount, ReplayQuarantine, WriteInsights } from '@tributary/application';
import type { SyncRun } from '@tributary/ports';
import { type SecondReadingJob, SecondReadingJobSource } from '../composition/second-reading-job-source';

/** What a request to read again sets in motion. */
export class SecondReadingUseCases {
  constructor(
    readonly replay: ReplayQuarantine,
    readonly renormalize: RenormalizeAccount,
    readonly insights: WriteInsights,
  ) {}
}

/** Reads again what was read before, and has insights written when figures may have moved. */
@Injectable()
export class SecondReadingWorkerJob implements OnApplicationBootstrap {
  private readonly logger = new Logger(SecondReadingWorkerJob.name);

  constructor(
    private readonly jobs: SecondReadingJobSource,
    private readonly useCases: SecondReadingUseCases,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.start((job) => this.handle(job));
  }

  private async handle(job: SecondReadingJob): Promise<void> {
    const run = await this.run(job);
    if (!run) return;
    const { network, accountId, tier, outcome, pages, created, changed, unchanged, quarantined } = run;
    this.logger.log({ network, accountId, tier, outcome, pages, created, changed, unchanged, quarantined });
    if (created + changed > 0) await this.writeInsights(job.request.agencyId);
  }

  private run({ request, signal }: SecondReadingJob): Promise<SyncRun | null> {
    return request.kind === 'replay'
      ? this.useCases.replay.run(request, signal)
      : this.useCases.renormalize.run(request, signal);
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

import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { SyncJob } from '@tributary/application';
import type { SyncRun } from '@tributary/ports';
import { SyncJobSource } from '../composition/sync-job-source';
import { SyncMetrics } from '../operations/sync-metrics';
import { SyncUseCases } from './sync-use-cases';

/** Consumes sync jobs: runs the use case, counts its runs, and has insights written when figures may have moved. */
@Injectable()
export class SyncWorkerJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SyncWorkerJob.name);

  constructor(
    private readonly jobs: SyncJobSource,
    private readonly useCases: SyncUseCases,
    private readonly metrics: SyncMetrics,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.start((job) => this.handle(job));
  }

  /** No new claims; the page in hand is stored, the rest of the window goes back to the queue. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.jobs.stop();
    await this.useCases.insights.stop();
  }

  private async handle(job: SyncJob): Promise<void> {
    const runs = await this.useCases.sync.run(job);
    for (const run of runs) {
      this.metrics.count(run);
      this.logger.log(summary(run));
      this.warnOfTampering(run);
    }
    if (runs.some(mayMoveFigures)) this.useCases.insights.changed(job.request.agencyId);
  }

  /** The key of the installation was changed, or somebody wrote to the database past the product. */
  private warnOfTampering({ errorKind, network, accountId }: SyncRun): void {
    if (errorKind !== 'credentials-unreadable') return;
    this.logger.error({ securityEvent: 'sealed credentials do not open', network, accountId });
  }
}

function mayMoveFigures({ created, changed, outcome }: SyncRun): boolean {
  return created + changed > 0 || outcome !== 'ok';
}

function summary(run: SyncRun): Record<string, unknown> {
  const { network, accountId, tier, outcome, pages, created, changed, unchanged, quarantined, errorKind } =
    run;
  const durationMs = run.finishedAt ? run.finishedAt.getTime() - run.startedAt.getTime() : null;
  return {
    network,
    accountId,
    tier,
    outcome,
    pages,
    created,
    changed,
    unchanged,
    quarantined,
    errorKind,
    durationMs,
  };
}

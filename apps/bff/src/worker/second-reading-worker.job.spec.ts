import { Logger } from '@nestjs/common';
import { RenormalizeAccount, ReplayQuarantine, WriteInsights } from '@tributary/application';
import { networkId } from '@tributary/domain';
import type { SyncRun } from '@tributary/ports';
import { type SecondReadingJob, SecondReadingJobSource } from '../composition/second-reading-job-source';
import { SecondReadingUseCases, SecondReadingWorkerJob } from './second-reading-worker.job';

const NO_PORTS = {} as never;
const KEY = { agencyId: 'agency-1', accountId: 'account-1' };
const { signal } = new AbortController();
const REPLAY: SecondReadingJob = { request: { ...KEY, kind: 'replay', rowIds: ['a'], reason: null }, signal };
const PAGES: SecondReadingJob = { request: { ...KEY, kind: 'raw-pages' }, signal };
const UNCHANGED: SyncRun = {
  ...{ id: 'run-1', accountId: 'account-1', network: networkId('jvzoo'), trigger: 'manual', tier: 'replay' },
  window: { from: new Date('2026-03-13T00:00:00Z'), to: new Date('2026-03-14T00:00:00Z') },
  ...{ outcome: 'ok', startedAt: new Date('2026-03-14T00:00:00Z'), finishedAt: null },
  ...{ pages: 1, created: 0, changed: 0, unchanged: 5, quarantined: 1 },
  ...{ errorKind: null, errorMessage: null, warning: null },
};

class Replay extends ReplayQuarantine {
  readonly requests: unknown[] = [];
  answer: SyncRun | null | Error = UNCHANGED;

  override run(...request: Parameters<ReplayQuarantine['run']>): Promise<SyncRun | null> {
    this.requests.push(request);
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

class Renormalize extends RenormalizeAccount {
  readonly requests: unknown[] = [];

  override run(...request: Parameters<RenormalizeAccount['run']>): Promise<SyncRun | null> {
    this.requests.push(request);
    return Promise.resolve({ ...UNCHANGED, tier: 'raw-pages', changed: 2 });
  }
}

class Insights extends WriteInsights {
  readonly agencies: string[] = [];
  failure: Error | null = null;

  override run(agencyId: string): Promise<number> {
    this.agencies.push(agencyId);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(1);
  }
}

class Jobs extends SecondReadingJobSource {
  handle: (job: SecondReadingJob) => Promise<void> = () => Promise.reject(new Error('not started'));

  start(handle: (job: SecondReadingJob) => Promise<void>): void {
    this.handle = handle;
  }
}

describe('SecondReadingWorkerJob', () => {
  let replay: Replay;
  let renormalize: Renormalize;
  let insights: Insights;
  let jobs: Jobs;

  beforeEach(() => {
    const ignore = () => undefined;
    Logger.overrideLogger({ log: ignore, warn: ignore, error: ignore });
    replay = new Replay(NO_PORTS);
    renormalize = new Renormalize(NO_PORTS);
    insights = new Insights(NO_PORTS);
    jobs = new Jobs();
    const useCases = new SecondReadingUseCases(replay, renormalize, insights);
    new SecondReadingWorkerJob(jobs, useCases).onApplicationBootstrap();
  });

  it('hands each kind to its use case, with the signal of the process', async () => {
    await jobs.handle(REPLAY);
    await jobs.handle(PAGES);
    expect(replay.requests).toEqual([[REPLAY.request, signal]]);
    expect(renormalize.requests).toEqual([[PAGES.request, signal]]);
  });

  it('has insights written only when figures moved', async () => {
    await jobs.handle(REPLAY);
    expect(insights.agencies).toEqual([]);
    await jobs.handle(PAGES);
    expect(insights.agencies).toEqual(['agency-1']);
    replay.answer = null;
    await jobs.handle(REPLAY);
    expect(insights.agencies).toHaveLength(1);
  });

  it('does not do the work again because insights cannot be written', async () => {
    insights.failure = new Error('the model is away');
    await expect(jobs.handle(PAGES)).resolves.toBeUndefined();
  });

  it('leaves an error of our own to the queue, which tries again', async () => {
    replay.answer = new Error('the database is away');
    await expect(jobs.handle(REPLAY)).rejects.toThrow('the database is away');
  });
});

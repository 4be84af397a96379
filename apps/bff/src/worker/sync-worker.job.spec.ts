import { Logger } from '@nestjs/common';
import { SyncAccount, WriteInsights, type SyncJob } from '@tributary/application';
import { networkId } from '@tributary/domain';
import type { SyncRun } from '@tributary/ports';
import { Registry } from 'prom-client';
import { SyncJobSource } from '../composition/sync-job-source';
import { SyncMetrics } from '../operations/sync-metrics';
import { InsightsOnceQuiet } from './insights-once-quiet';
import { SyncUseCases } from './sync-use-cases';
import { SyncWorkerJob } from './sync-worker.job';

const NO_PORTS = {} as never;
const JOB: SyncJob = {
  id: 'job-1',
  request: { agencyId: 'agency-1', accountId: 'account-1', trigger: 'schedule' },
  signal: new AbortController().signal,
};
const UNCHANGED: SyncRun = {
  id: 'run-1',
  accountId: 'account-1',
  network: networkId('jvzoo'),
  trigger: 'schedule',
  tier: 'hot',
  window: { from: new Date('2026-03-13T00:00:00Z'), to: new Date('2026-03-14T00:00:00Z') },
  outcome: 'ok',
  startedAt: new Date('2026-03-14T00:00:00Z'),
  finishedAt: new Date('2026-03-14T00:00:02Z'),
  pages: 1,
  created: 0,
  changed: 0,
  unchanged: 5,
  quarantined: 0,
  errorKind: null,
  errorMessage: null,
  warning: null,
};

class Sync extends SyncAccount {
  answer: readonly SyncRun[] | Error = [];
  readonly jobs: SyncJob[] = [];

  constructor() {
    super(NO_PORTS);
  }

  override run(job: SyncJob): Promise<readonly SyncRun[]> {
    this.jobs.push(job);
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

class Insights extends WriteInsights {
  readonly agencies: string[] = [];

  constructor() {
    super(NO_PORTS);
  }

  override run(agencyId: string): Promise<number> {
    this.agencies.push(agencyId);
    return Promise.resolve(1);
  }
}

class Jobs extends SyncJobSource {
  handle: (job: SyncJob) => Promise<void> = () => Promise.reject(new Error('not started'));
  isStopped = false;

  start(handle: (job: SyncJob) => Promise<void>): void {
    this.handle = handle;
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }
}

describe('SyncWorkerJob', () => {
  let sync: Sync;
  let insights: Insights;
  let quiet: InsightsOnceQuiet;
  let jobs: Jobs;
  let registry: Registry;
  let worker: SyncWorkerJob;
  const logged: unknown[] = [];

  beforeEach(() => {
    logged.length = 0;
    const ignore = () => undefined;
    Logger.overrideLogger({ log: ignore, warn: ignore, error: (entry: unknown) => logged.push(entry) });
    sync = new Sync();
    insights = new Insights();
    quiet = new InsightsOnceQuiet(insights);
    jobs = new Jobs();
    registry = new Registry();
    worker = new SyncWorkerJob(jobs, new SyncUseCases(sync, quiet), new SyncMetrics(registry));
    worker.onApplicationBootstrap();
  });

  it('hands a job to the sync and counts the run', async () => {
    sync.answer = [{ ...UNCHANGED, created: 3, quarantined: 1 }];
    await jobs.handle(JOB);
    expect(sync.jobs).toEqual([JOB]);
    const metrics = await registry.metrics();
    expect(metrics).toContain('tributary_sync_runs_total{network="jvzoo",outcome="ok"} 1');
    expect(metrics).toContain('tributary_sync_rows_total{network="jvzoo",change="created"} 3');
    expect(metrics).toContain('tributary_sync_rows_total{network="jvzoo",change="quarantined"} 1');
    expect(metrics).toContain('tributary_sync_run_seconds_sum{network="jvzoo"} 2');
    expect(metrics).not.toMatch(/agency-1|account-1/);
  });

  it('counts every run of a job, and has insights written once', async () => {
    sync.answer = [UNCHANGED, { ...UNCHANGED, changed: 1 }, { ...UNCHANGED, created: 2 }];
    await jobs.handle(JOB);
    expect(await registry.metrics()).toContain('tributary_sync_runs_total{network="jvzoo",outcome="ok"} 3');
    await quiet.stop();
    expect(insights.agencies).toEqual(['agency-1']);
  });

  it.each<[string, Partial<SyncRun>, boolean]>([
    ['nothing changed', {}, false],
    ['a sale is new', { created: 1 }, true],
    ['a sale changed', { changed: 1 }, true],
    ['rows were put aside', { quarantined: 2 }, false],
    ['the run failed', { outcome: 'failed', errorKind: 'network-unavailable' }, true],
    ['the run broke off', { outcome: 'partial', errorKind: 'rate-limited' }, true],
  ])('after %s', async (_, change, isWritten) => {
    sync.answer = [{ ...UNCHANGED, ...change }];
    await jobs.handle(JOB);
    await quiet.stop();
    expect(insights.agencies).toEqual(isWritten ? ['agency-1'] : []);
  });

  it('tells the operator when sealed credentials do not open', async () => {
    sync.answer = [{ ...UNCHANGED, outcome: 'failed', errorKind: 'credentials-unreadable' }];
    await jobs.handle(JOB);
    expect(logged).toEqual([
      { securityEvent: 'sealed credentials do not open', network: 'jvzoo', accountId: 'account-1' },
    ]);
  });

  it('counts nothing for an account that was not to be run', async () => {
    sync.answer = [];
    await jobs.handle(JOB);
    await quiet.stop();
    expect(insights.agencies).toEqual([]);
    expect(await registry.metrics()).not.toContain('jvzoo');
  });

  it('leaves an error of our own to the queue, which tries again', async () => {
    sync.answer = new Error('the database is away');
    await expect(jobs.handle(JOB)).rejects.toThrow('the database is away');
    await quiet.stop();
    expect(insights.agencies).toEqual([]);
  });

  it('takes no more jobs when the process stops, and leaves no insight unwritten', async () => {
    sync.answer = [{ ...UNCHANGED, created: 1 }];
    await jobs.handle(JOB);
    await worker.beforeApplicationShutdown();
    expect(jobs.isStopped).toBe(true);
    expect(insights.agencies).toEqual(['agency-1']);
  });
});

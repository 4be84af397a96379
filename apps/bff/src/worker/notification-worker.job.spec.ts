import { Logger } from '@nestjs/common';
import { ApplyNotifications, WriteInsights } from '@tributary/application';
import type { AccountKey, SyncRun } from '@tributary/ports';
import { InMemoryStorage, InMemorySyncRunRepository, SettableClock } from '@tributary/ports/testing';
import { networkId } from '@tributary/domain';
import { Registry } from 'prom-client';
import { NotificationJobSource } from '../composition/notification-job-source';
import { SyncMetrics } from '../operations/sync-metrics';
import { NotificationUseCases, NotificationWorkerJob } from './notification-worker.job';

const NO_PORTS = {} as never;
const ACCOUNT: AccountKey = { agencyId: 'agency-1', accountId: 'account-1' };

class Apply extends ApplyNotifications {
  answer: SyncRun | null | Error = null;
  readonly accounts: AccountKey[] = [];

  constructor() {
    super(NO_PORTS);
  }

  override run(account: AccountKey): Promise<SyncRun | null> {
    this.accounts.push(account);
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

class Insights extends WriteInsights {
  readonly agencies: string[] = [];
  failure: Error | null = null;

  constructor() {
    super(NO_PORTS);
  }

  override run(agencyId: string): Promise<number> {
    this.agencies.push(agencyId);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(1);
  }
}

class Jobs extends NotificationJobSource {
  handle: (account: AccountKey) => Promise<void> = () => Promise.reject(new Error('not started'));

  start(handle: (account: AccountKey) => Promise<void>): void {
    this.handle = handle;
  }
}

/** A finished run of bookings. */
async function aRun(counts: Partial<SyncRun> = {}): Promise<SyncRun> {
  const storage = new InMemoryStorage(new SettableClock('2026-03-14T00:00:00Z'));
  const runs = new InMemorySyncRunRepository(storage);
  const network = networkId('buygoods');
  const at = new Date('2026-03-14T00:00:00Z');
  const id = await runs.begin(
    { ...ACCOUNT, network },
    { trigger: 'postback', tier: 'postback', window: { from: at, to: at } },
  );
  return { ...(await runs.finish(ACCOUNT, id, null)), ...counts };
}

describe('NotificationWorkerJob', () => {
  let apply: Apply;
  let insights: Insights;
  let jobs: Jobs;
  let registry: Registry;
  const errors: unknown[] = [];

  beforeEach(() => {
    errors.length = 0;
    const ignore = () => undefined;
    Logger.overrideLogger({ log: ignore, warn: ignore, error: (entry: unknown) => errors.push(entry) });
    apply = new Apply();
    insights = new Insights();
    jobs = new Jobs();
    registry = new Registry();
    const useCases = new NotificationUseCases(apply, insights);
    new NotificationWorkerJob(jobs, useCases, new SyncMetrics(registry)).onApplicationBootstrap();
  });

  it('applies what waits, counts the run, and has insights written where figures moved', async () => {
    apply.answer = await aRun({ created: 3 });
    await jobs.handle(ACCOUNT);
    expect(apply.accounts).toEqual([ACCOUNT]);
    expect(insights.agencies).toEqual(['agency-1']);
    const metrics = await registry.metrics();
    expect(metrics).toContain('tributary_sync_rows_total{network="buygoods",change="created"} 3');
  });

  it('writes no insights when nothing changed, or nothing was booked at all', async () => {
    apply.answer = await aRun({ unchanged: 3 });
    await jobs.handle(ACCOUNT);
    apply.answer = null;
    await jobs.handle(ACCOUNT);
    expect(insights.agencies).toEqual([]);
  });

  it('does not fail when insights cannot be written', async () => {
    apply.answer = await aRun({ changed: 1 });
    insights.failure = new Error('the model is away');
    await expect(jobs.handle(ACCOUNT)).resolves.toBeUndefined();
    expect(errors).toEqual(['Insights could not be written']);
  });

  it('leaves an error of our own to the queue, which tries again', async () => {
    apply.answer = new Error('the database is away');
    await expect(jobs.handle(ACCOUNT)).rejects.toThrow('the database is away');
  });
});

import { Logger } from '@nestjs/common';
import { EnqueueDueAccounts } from '@tributary/application';
import { HourlySyncJob } from './hourly-sync.job';

class Enqueue extends EnqueueDueAccounts {
  answer: number | Error = 0;
  readonly triggers: string[] = [];

  constructor() {
    super({} as never, {} as never);
  }

  override run(trigger: 'schedule' | 'external'): Promise<number> {
    this.triggers.push(trigger);
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

describe('HourlySyncJob', () => {
  let enqueue: Enqueue;
  const logs: unknown[] = [];
  const errors: unknown[] = [];

  beforeEach(() => {
    logs.length = 0;
    errors.length = 0;
    enqueue = new Enqueue();
    Logger.overrideLogger({
      log: (entry: unknown) => logs.push(entry),
      warn: () => undefined,
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('queues what is due and says how much', async () => {
    enqueue.answer = 7;
    await new HourlySyncJob(enqueue).run();
    expect(enqueue.triggers).toEqual(['schedule']);
    expect(logs).toEqual(['Queued 7 due accounts']);
  });

  it('keeps quiet when nothing is due', async () => {
    await new HourlySyncJob(enqueue).run();
    expect([logs, errors]).toEqual([[], []]);
  });

  it('logs an error and lives on: the next minute tries again', async () => {
    enqueue.answer = new Error('the database is away');
    const job = new HourlySyncJob(enqueue);
    await expect(job.run()).resolves.toBeUndefined();
    expect(errors).toEqual(['Due accounts could not be queued; the next minute tries again']);
    enqueue.answer = 1;
    await job.run();
    expect(logs).toEqual(['Queued 1 due accounts']);
  });
});

import { Logger } from '@nestjs/common';
import { EnqueueWaitingNotifications } from '@tributary/application';
import { NotificationsJob } from './notifications.job';

class Leftovers extends EnqueueWaitingNotifications {
  answer: number | Error = 0;

  constructor() {
    super({} as never, {} as never);
  }

  override run(): Promise<number> {
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

describe('NotificationsJob', () => {
  let leftovers: Leftovers;
  const logs: unknown[] = [];
  const errors: unknown[] = [];

  beforeEach(() => {
    logs.length = 0;
    errors.length = 0;
    leftovers = new Leftovers();
    Logger.overrideLogger({
      log: (entry: unknown) => logs.push(entry),
      warn: () => undefined,
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('says how many accounts had something waiting, and nothing when none had', async () => {
    const job = new NotificationsJob(leftovers);
    await job.run();
    leftovers.answer = 2;
    await job.run();
    expect(logs).toEqual(['Notifications of 2 accounts waited']);
  });

  it('logs an error and lives on: the next minute tries again', async () => {
    leftovers.answer = new Error('the database is away');
    await expect(new NotificationsJob(leftovers).run()).resolves.toBeUndefined();
    expect(errors).toEqual(['Waiting notifications could not be queued; the next minute tries again']);
  });
});

import { Logger } from '@nestjs/common';
import { CountSaleRhythms } from '@tributary/application';
import { SaleRhythmsJob } from './sale-rhythms.job';

class Count extends CountSaleRhythms {
  runs = 0;

  constructor(private readonly answer: number | Error) {
    super({} as never, {} as never);
  }

  override run(): Promise<number> {
    this.runs += 1;
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

describe('SaleRhythmsJob', () => {
  const errors: unknown[] = [];

  beforeEach(() => {
    errors.length = 0;
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('counts, and keeps quiet', async () => {
    const count = new Count(3);
    await new SaleRhythmsJob(count).run();
    expect([count.runs, errors]).toEqual([1, []]);
  });

  it('lives on when the database does not answer', async () => {
    await expect(new SaleRhythmsJob(new Count(new Error('away'))).run()).resolves.toBeUndefined();
    expect(errors).toEqual(['Sales could not be counted by hour; the next time tries again']);
  });
});

import { Logger } from '@nestjs/common';
import { CheckRollups, type RepairedRollups } from '@tributary/application';
import { calendarDay } from '@tributary/domain';
import type { RollupDifference } from '@tributary/ports';
import { RollupCheckJob } from './rollup-check.job';

class Check extends CheckRollups {
  constructor(private readonly answer: readonly RepairedRollups[] | Error) {
    super({} as never, {} as never, {} as never);
  }

  override run(): Promise<readonly RepairedRollups[]> {
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

describe('RollupCheckJob', () => {
  const warnings: unknown[] = [];
  const errors: unknown[] = [];

  beforeEach(() => {
    warnings.length = 0;
    errors.length = 0;
    Logger.overrideLogger({
      log: () => undefined,
      warn: (entry: unknown) => warnings.push(entry),
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('keeps quiet when every sum is right', async () => {
    await new RollupCheckJob(new Check([])).run();
    expect([warnings, errors]).toEqual([[], []]);
  });

  it('warns of each agency whose sums differed, with a few of the values', async () => {
    const difference: RollupDifference = {
      ...{ table: 'daily_sales', day: calendarDay('2026-03-14'), accountId: 'account' },
      ...{ column: 'completed_count', stored: '4', actual: '5' },
    };
    const differences = Array.from({ length: 7 }, () => difference);
    await new RollupCheckJob(new Check([{ agencyId: 'northbank', differences }])).run();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('agency northbank differed from its rows in 7 values');
    expect(String(warnings[0]).match(/completed_count: 4, but rows come to 5/g)).toHaveLength(5);
  });

  it('lives on when the database does not answer', async () => {
    await expect(new RollupCheckJob(new Check(new Error('away'))).run()).resolves.toBeUndefined();
    expect(errors).toEqual(['Sums per day could not be checked; the next night tries again']);
  });
});

import { Logger } from '@nestjs/common';
import type { CountSaleRhythms, FoldFigures } from '@tributary/application';
import { FoldFiguresJob } from './fold-figures.job';
import { SaleRhythmsJob } from './sale-rhythms.job';

/** Answers with so many, or fails. */
class Work {
  runs = 0;

  constructor(private readonly answer: number | Error) {}

  run(): Promise<number> {
    this.runs += 1;
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

const JOBS = [
  {
    name: 'FoldFiguresJob',
    job: (work: Work) => new FoldFiguresJob(work as unknown as FoldFigures),
    failure: 'Figures could not be folded; the next time tries again',
  },
  {
    name: 'SaleRhythmsJob',
    job: (work: Work) => new SaleRhythmsJob(work as unknown as CountSaleRhythms),
    failure: 'Sales could not be counted by hour; the next time tries again',
  },
];

describe.each(JOBS)('$name', ({ job, failure }) => {
  const errors: unknown[] = [];

  beforeEach(() => {
    errors.length = 0;
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('does its work, and keeps quiet', async () => {
    const work = new Work(3);
    await job(work).run();
    expect([work.runs, errors]).toEqual([1, []]);
  });

  it('lives on when the database does not answer', async () => {
    await expect(job(new Work(new Error('away'))).run()).resolves.toBeUndefined();
    expect(errors).toEqual([failure]);
  });
});

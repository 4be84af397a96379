import { Logger } from '@nestjs/common';
import { FoldFigures } from '@tributary/application';
import { FoldFiguresJob } from './fold-figures.job';

class Fold extends FoldFigures {
  runs = 0;

  constructor(private readonly answer: number | Error) {
    super({} as never, {} as never);
  }

  override run(): Promise<number> {
    this.runs += 1;
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

describe('FoldFiguresJob', () => {
  const errors: unknown[] = [];

  beforeEach(() => {
    errors.length = 0;
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (entry: unknown) => errors.push(entry),
    });
  });

  it('folds, and keeps quiet', async () => {
    const fold = new Fold(3);
    await new FoldFiguresJob(fold).run();
    expect([fold.runs, errors]).toEqual([1, []]);
  });

  it('lives on when the database does not answer', async () => {
    await expect(new FoldFiguresJob(new Fold(new Error('away'))).run()).resolves.toBeUndefined();
    expect(errors).toEqual(['Figures could not be folded; the next time tries again']);
  });
});

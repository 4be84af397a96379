import { SharedQuestion } from './shared-question';

describe('SharedQuestion', () => {
  /** A question whose answers are given by hand. */
  function questioned() {
    const open: { answer: (value: number) => void; fail: () => void }[] = [];
    const question = new SharedQuestion(
      () =>
        new Promise<number>((resolve, reject) => {
          open.push({
            answer: resolve,
            fail: () => {
              reject(new Error('lost'));
            },
          });
        }),
    );
    return { open, question };
  }

  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('lets nobody who asks while one is on its way have its answer, and asks once for all of them', async () => {
    const { open, question } = questioned();
    const first = question.ask();
    await settled();
    const later = [question.ask(), question.ask(), question.ask()];
    await settled();
    expect(open).toHaveLength(1);
    open[0]?.answer(1);
    expect(await first).toBe(1);
    await settled();
    expect(open).toHaveLength(2);
    open[1]?.answer(2);
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
  });

  it('goes on after a failure, of which only those hear who asked', async () => {
    const { open, question } = questioned();
    const first = question.ask();
    await settled();
    const second = question.ask();
    open[0]?.fail();
    await expect(first).rejects.toThrow('lost');
    await settled();
    open[1]?.answer(5);
    expect(await second).toBe(5);
  });
});

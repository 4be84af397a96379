import { aRun, PLAIN_WORDS } from '../testing';
import { keptAside, renormaliseResult, replayResult } from './quarantine-words';

const replay = (change: Parameters<typeof aRun>[0]) =>
  aRun({ tier: 'replay', created: 0, changed: 0, unchanged: 0, ...change });

describe('words about rows kept aside', () => {
  it('speaks of one row as of one', () => {
    expect(keptAside(1, PLAIN_WORDS)).toBe(
      '1 row could not be read and is kept aside. It is not in the figures.',
    );
    expect(keptAside(3, PLAIN_WORDS)).toBe(
      '3 rows could not be read and are kept aside. They are not in the figures.',
    );
  });

  it.each([
    [
      { pages: 3, quarantined: 1, created: 2 },
      '2 rows could be read now: 2 new in the figures. 1 row still cannot be read.',
    ],
    [{ pages: 2, changed: 2 }, '2 rows could be read now: 2 changed.'],
    [{ pages: 1, unchanged: 1 }, '1 row could be read now; something newer was stored before.'],
    [{ pages: 3, quarantined: 3 }, '3 rows still cannot be read.'],
    [{ pages: 0 }, 'Nothing was left to read again.'],
    [
      { outcome: 'failed', errorMessage: 'It is tried again.' } as const,
      'It is tried again. Nothing is lost.',
    ],
  ])('tells what came of reading rows again: %j', (change, text) => {
    expect(replayResult(replay(change), PLAIN_WORDS)).toBe(text);
  });

  it.each([
    [{}, 'The pages were read again. They say what is stored already.'],
    [
      { created: 1, changed: 12 },
      'The pages were read again: 1 new, 12 changed. What moved is listed under What moved.',
    ],
    [{ outcome: 'partial' } as const, 'The pages could not be read again. Nothing is lost.'],
  ])('tells what came of reading pages again: %j', (change, text) => {
    expect(renormaliseResult(replay(change), PLAIN_WORDS)).toBe(text);
  });
});

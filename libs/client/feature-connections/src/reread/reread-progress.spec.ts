import type { SyncRunView } from '@tributary/api-contract';
import { aMessage, aRun, PLAIN_WORDS } from '../testing';
import { rereadProgress } from './reread-progress';

const KNOWN = new Set(['run-1']);
const period = (change: Partial<SyncRunView>) =>
  aRun({ id: 'run-2', tier: 'period', trigger: 'manual', ...change });
const progress = (runs: readonly SyncRunView[], live = null as ReturnType<typeof aMessage> | null) =>
  rereadProgress({ recentRuns: [...runs, aRun({ tier: 'period' })] }, KNOWN, { live, words: PLAIN_WORDS });

describe('rereadProgress', () => {
  it('waits while only other readings, or earlier ones, are there', () => {
    expect(progress([])).toEqual({ state: 'queued' });
    expect(progress([aRun({ id: 'run-2', tier: 'hot', outcome: 'running' })])).toEqual({ state: 'queued' });
  });

  it('counts while it reads, with the share the events tell', () => {
    const running = period({ outcome: 'running', created: 1, changed: 0, unchanged: 4 });
    expect(progress([running], aMessage({ runId: 'run-2', progress: 0.4 }))).toEqual({
      state: 'reading',
      counts: '5 rows',
      share: 0.4,
    });
    expect(progress([running], aMessage({ runId: 'another' }))).toMatchObject({ share: null });
  });

  it.each<[string, Partial<SyncRunView>, string]>([
    ['what changed', {}, 'The period was read again: 3 new, 2 changed, 118 unchanged.'],
    [
      'that nothing changed',
      { created: 0, changed: 0 },
      'The period was read again. Nothing changed: all 118 rows were stored already.',
    ],
    [
      'that nothing was told',
      { created: 0, changed: 0, unchanged: 0 },
      'The period was read again. The network told of no sale.',
    ],
    [
      'that nothing was told where sales are stored',
      {
        ...{ created: 0, changed: 0, unchanged: 0 },
        warning: { kind: 'empty-answer', message: 'JVZoo told of no sale. Nothing was deleted.' },
      },
      'The period was read again. JVZoo told of no sale. Nothing was deleted.',
    ],
    [
      'what is kept aside',
      { quarantined: 1 },
      'The period was read again: 3 new, 2 changed, 118 unchanged, 1 kept aside.',
    ],
  ])('tells %s', (_, change, text) => {
    expect(progress([period(change)])).toEqual({ state: 'read', text });
  });

  it('says why it was not wholly read, and that nothing is lost', () => {
    const failed = period({ outcome: 'partial', errorMessage: 'JVZoo answered 503.' });
    expect(progress([failed])).toEqual({
      state: 'failed',
      text: 'The period could not be wholly read. JVZoo answered 503. What was read is stored; it is tried again with the next run.',
    });
  });
});

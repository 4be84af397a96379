import { aRun, PLAIN_WORDS } from '../testing';
import { durationText, runLogRow } from './run-log-view';

describe('run log', () => {
  it('tells why it ran, how deep, over which window and with which counts', () => {
    const row = runLogRow(aRun({ tier: 'warm', trigger: 'manual', quarantined: 1 }), PLAIN_WORDS);
    expect(row).toMatchObject({
      tone: 'good',
      outcome: 'Good',
      kind: 'By hand, last weeks',
      window: '2026-11-17 13:00 – 2026-11-20 13:26',
      duration: '4.0 s',
      error: null,
    });
    expect(row.counts.map(({ value }) => value)).toEqual(['2', '3', '2', '118', '1']);
  });

  it('keeps the words of an error and the open end of a running one', () => {
    const failed = aRun({ outcome: 'failed', errorKind: 'internal', errorMessage: 'It broke.' });
    expect(runLogRow(failed, PLAIN_WORDS)).toMatchObject({ tone: 'failed', error: 'It broke.' });
    const running = aRun({ outcome: 'running', durationMs: null });
    expect(runLogRow(running, PLAIN_WORDS)).toMatchObject({ outcome: 'Reading', duration: 'running' });
  });

  it.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [185_000, '3 min'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  it('names a period that was asked for, and tells what is odd about a good run', () => {
    const warning = { kind: 'empty-answer', message: 'No sale was told of.' } as const;
    const run = aRun({ trigger: 'manual', tier: 'period', warning });
    expect(runLogRow(run, PLAIN_WORDS)).toMatchObject({
      kind: 'By hand, a chosen period',
      outcome: 'Good',
      warning: 'No sale was told of.',
      error: null,
    });
  });
});

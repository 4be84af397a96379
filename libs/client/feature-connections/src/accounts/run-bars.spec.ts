import { aRun, PLAIN_WORDS } from '../testing';
import { runBars, runBarsSummary, runTone } from './run-bars';

const FAILED = aRun({
  id: 'failed',
  outcome: 'failed',
  created: 0,
  changed: 0,
  unchanged: 0,
  errorKind: 'credentials-rejected',
  errorMessage: 'The key was refused.',
});
const LATE = aRun({
  ...FAILED,
  id: 'late',
  errorKind: 'network-unavailable',
  errorMessage: 'MaxWeb answered 503.',
});

describe('run bars', () => {
  it('draws the oldest first and the tallest at full height', () => {
    const bars = runBars(
      [aRun({ id: 'new', unchanged: 995 }), aRun({ id: 'old', unchanged: 95 })],
      PLAIN_WORDS,
    );
    expect(bars.map(({ id }) => id)).toEqual(['old', 'new']);
    expect(bars[1]?.height).toBe(100);
    expect(bars[0]?.height).toBeGreaterThan(12);
    expect(bars[0]?.height).toBeLessThan(60);
  });

  it('is red where a person is needed, amber where time helps', () => {
    expect(runTone(FAILED)).toBe('failed');
    expect(runTone(LATE)).toBe('late');
    expect(runTone(aRun({ outcome: 'partial' }))).toBe('late');
    expect(runTone(aRun({ outcome: 'running' }))).toBe('running');
  });

  it('keeps a run without rows visible', () => {
    const [bar] = runBars([aRun({ created: 0, changed: 0, unchanged: 0 })], PLAIN_WORDS);
    expect(bar?.height).toBe(12);
    expect(bar?.tooltip).toBe('2026-11-20 13:26: 0 new, 0 changed, 0 unchanged');
  });

  it('can be read instead of seen', () => {
    expect(runBarsSummary([aRun(), LATE, FAILED], PLAIN_WORDS)).toBe(
      'Last 3 runs: 1 failed, 1 late or in part. Newest 2026-11-20 13:26: 3 new, 2 changed, 118 unchanged.',
    );
    expect(runBarsSummary([aRun()], PLAIN_WORDS)).toContain('Last run: all good.');
  });
});

import { aMessage, anAccount, aRun } from '../testing';
import { withLiveRun, withMessage } from './live-progress';

describe('live progress', () => {
  it('keeps the newest message of an account', () => {
    const newer = aMessage({ at: '2026-11-20T13:31:10Z', pages: 4 });
    const live = withMessage(withMessage({}, newer), aMessage());
    expect(live['account-1']).toBe(newer);
  });

  it('adds the running sync as the newest bar and replaces it afterwards', () => {
    const running = withLiveRun(anAccount(), aMessage());
    expect(running.recentRuns.map(({ id }) => id)).toEqual(['run-2', 'run-1']);
    const ended = withLiveRun(running, aMessage({ outcome: 'ok', created: 41 }));
    expect(ended.recentRuns.map(({ id }) => id)).toEqual(['run-2', 'run-1']);
    expect(ended.recentRuns[0]).toMatchObject({ outcome: 'ok', created: 41 });
  });

  it('shows at most 24 runs', () => {
    const recentRuns = Array.from({ length: 24 }, (_, index) => aRun({ id: `old-${index}` }));
    expect(withLiveRun(anAccount({ recentRuns }), aMessage()).recentRuns).toHaveLength(24);
  });
});

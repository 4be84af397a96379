import { CATCH_UP_MS, outageSince, spreadDelay, type NetworkEvidence } from './network-outage';

const NOW = new Date('2026-11-20T14:32:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe('outageSince', () => {
  it.each<[string, number, number | null, number[], number | null]>([
    // what, accounts, good minutes ago, unanswered minutes ago, since minutes ago
    ['three of many within twenty minutes', 9, 60, [12, 4, 1], 12],
    ['three without a good run ever', 9, null, [12, 4, 1], 12],
    ['more than three', 9, 60, [19, 12, 4, 1], 19],
    ['both of two', 2, 60, [12, 1], 12],
    ['all three of three', 3, 60, [12, 4, 1], 12],
    ['two of three', 3, 60, [12, 1], null],
    ['two of many', 9, 60, [12, 1], null],
    ['one alone keeps its own rhythm', 1, 60, [1], null],
    ['one of two', 2, 60, [1], null],
    ['one is older than twenty minutes', 9, 60, [21, 4, 1], null],
    ['an old one beside three', 9, 60, [45, 12, 4, 1], 12],
    ['one was read well since the first', 9, 8, [12, 4, 1], null],
    ['one was read well at the same moment', 9, 4, [4, 2, 1], null],
    ['one was read well since, and three failed after that', 9, 8, [12, 6, 4, 1], 6],
    ['nothing failed', 9, 60, [], null],
    ['nobody is left', 0, 60, [], null],
    ['keys were refused meanwhile: fewer accounts read than failed', 1, 60, [12, 1], 12],
  ])('%s', (_, accounts, good, unanswered, since) => {
    const evidence: NetworkEvidence = {
      accounts,
      lastGoodAt: good === null ? null : ago(good),
      unansweredAt: unanswered.map(ago),
    };
    expect(outageSince(evidence, NOW)).toEqual(since === null ? null : ago(since));
  });
});

describe('spreadDelay', () => {
  const ids = Array.from({ length: 600 }, (_, index) => `account-${index}`);

  it('spreads accounts over the minutes, each always by the same', () => {
    const delays = ids.map((id) => spreadDelay(id, CATCH_UP_MS));
    expect(delays.every((delay) => delay >= 0 && delay < CATCH_UP_MS)).toBe(true);
    expect(new Set(delays.map((delay) => Math.floor(delay / 60_000))).size).toBe(10);
    expect(ids.map((id) => spreadDelay(id, CATCH_UP_MS))).toEqual(delays);
  });
});

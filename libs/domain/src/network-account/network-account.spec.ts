import { aNetworkAccount } from '../testing';
import { accountHealth } from './network-account';
import { nextDue, phaseOf, retryDelay } from './schedule';
import { planReading, sliceWindow } from './sync-window';

const NOW = new Date('2026-11-20T14:32:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const READ = { checkpoint: ago(HOUR), lastWarmAt: ago(HOUR), lastColdAt: ago(HOUR) };
const POLICY = { sliceDays: 31, hotDays: 3, warmDays: 45, coldDays: 90 };

describe('accountHealth', () => {
  const failure = { message: 'no', since: ago(HOUR), attempts: 1 };

  it.each([
    ['never read', {}, 'waiting'],
    ['reading its history', { history: { ...READ, lastColdAt: null } }, 'backfilling'],
    ['read within the hour', { history: READ, lastGoodSyncAt: ago(HOUR) }, 'fresh'],
    ['missed a run', { history: READ, lastGoodSyncAt: ago(91 * 60_000) }, 'late'],
    ['paused', { isPaused: true, history: READ, lastGoodSyncAt: ago(5 * HOUR) }, 'paused'],
    [
      'refused, even while its last sync is young',
      {
        history: READ,
        lastGoodSyncAt: ago(60_000),
        lastFailure: { ...failure, kind: 'credentials-rejected' },
      },
      'needs-attention',
    ],
    [
      'failed in its newest run, however young its last good one',
      {
        history: READ,
        lastGoodSyncAt: ago(60_000),
        lastFailure: { ...failure, kind: 'network-unavailable' },
      },
      'late',
    ],
    [
      'failed in its very first run',
      { createdAt: ago(60_000), lastFailure: { ...failure, kind: 'network-unavailable' } },
      'late',
    ],
    [
      'stopped in the middle of its history',
      { history: { ...READ, lastColdAt: null }, lastFailure: { ...failure, kind: 'unexpected-response' } },
      'late',
    ],
    [
      'put off because its network is down',
      { history: READ, lastGoodSyncAt: ago(60_000), outageSince: ago(HOUR) },
      'late',
    ],
    [
      'paused while its network is down',
      { isPaused: true, outageSince: ago(HOUR), lastFailure: { ...failure, kind: 'network-unavailable' } },
      'paused',
    ],
    [
      'refused while its network is down',
      { outageSince: ago(HOUR), lastFailure: { ...failure, kind: 'permission-missing' } },
      'needs-attention',
    ],
  ] as const)('%s', (_, overrides, health) => {
    expect(accountHealth(aNetworkAccount({ createdAt: ago(HOUR), ...overrides }), NOW)).toBe(health);
  });
});

describe('planReading', () => {
  const at = { now: NOW, backfillFrom: ago(400 * DAY) };

  it('reads the whole history first and goes on where it stopped', () => {
    const never = { checkpoint: null, lastWarmAt: null, lastColdAt: null };
    expect(planReading(never, POLICY, at)).toEqual({
      tier: 'backfill',
      window: { from: at.backfillFrom, to: NOW },
    });
    const stopped = { ...never, checkpoint: ago(100 * DAY) };
    expect(planReading(stopped, POLICY, at).window.from).toEqual(ago(100 * DAY));
  });

  it.each([
    ['hot', READ, 3],
    ['warm', { ...READ, lastWarmAt: ago(24 * HOUR) }, 45],
    ['cold', { ...READ, lastColdAt: ago(7 * DAY) }, 90],
  ] as const)('reaches back as far as %s asks, from the checkpoint', (tier, history, days) => {
    expect(planReading(history, POLICY, at)).toEqual({
      tier,
      window: { from: ago(HOUR + days * DAY), to: NOW },
    });
  });

  it('leaves no gap after a long outage', () => {
    const history = { ...READ, checkpoint: ago(20 * DAY) };
    expect(planReading(history, POLICY, at).window.from).toEqual(ago(23 * DAY));
  });

  it('never reads before the chosen start', () => {
    const recent = { now: NOW, backfillFrom: ago(2 * DAY) };
    expect(planReading(READ, POLICY, recent).window.from).toEqual(ago(2 * DAY));
  });
});

describe('sliceWindow', () => {
  it('cuts without gap and without overlap, oldest first', () => {
    const slices = sliceWindow({ from: ago(70 * DAY), to: NOW }, 31);
    expect(slices).toHaveLength(3);
    expect(slices.map((slice) => slice.from)).toEqual([ago(70 * DAY), ago(39 * DAY), ago(8 * DAY)]);
    expect(slices.at(-1)?.to).toEqual(NOW);
    expect(slices[0]?.to).toEqual(slices[1]?.from);
  });

  it('gives one slice for a window without length', () => {
    expect(sliceWindow({ from: NOW, to: NOW }, 31)).toEqual([{ from: NOW, to: NOW }]);
  });
});

describe('schedule', () => {
  const ids = Array.from({ length: 600 }, (_, index) => `account-${index}`);

  it('spreads accounts over the hour', () => {
    const minutes = new Set(ids.map((id) => Math.floor(phaseOf(id) / 60_000)));
    expect(minutes.size).toBeGreaterThan(50);
  });

  it('is due once an hour at its own minute', () => {
    for (const id of ids) {
      const first = nextDue(id, NOW, 0);
      expect(first.getTime()).toBeGreaterThan(NOW.getTime());
      expect(first.getTime() - NOW.getTime()).toBeLessThanOrEqual(HOUR);
      expect(nextDue(id, first, 0).getTime() - first.getTime()).toBe(HOUR);
    }
  });

  it('keeps the hour when it runs a little late', () => {
    const due = nextDue('account-1', NOW, 0);
    const ranLate = new Date(due.getTime() + 10 * 60_000);
    expect(nextDue('account-1', ranLate, 0).getTime() - due.getTime()).toBe(HOUR);
  });

  it('waits minutes for a network and ever longer for a refused key', () => {
    expect([1, 2, 3, 9].map((attempt) => retryDelay('network-unavailable', attempt) / 60_000)).toEqual([
      5, 10, 20, 60,
    ]);
    expect([1, 2, 3, 9].map((attempt) => retryDelay('credentials-rejected', attempt) / HOUR)).toEqual([
      1, 2, 4, 24,
    ]);
  });
});

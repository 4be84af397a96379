import type { AttemptLimit } from '../../attempt-limiter';
import { startedStorage, type StorageHarness } from './storage-harness';

const HOUR = 3_600_000;

/** Attempts are counted over everybody who asks at once, and are paid off by time. */
export function describeAttemptLimiterContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as an AttemptLimiter`, () => {
    const storage = startedStorage(start);
    const limit = (overrides: Partial<AttemptLimit> = {}): AttemptLimit => ({
      subject: `hash of ${crypto.randomUUID()}`,
      burst: 3,
      refillMs: HOUR,
      ...overrides,
    });
    const take = (...limits: readonly AttemptLimit[]) => storage().attempts.take(limits);

    it('takes as many as the limit says, also at the same moment, and tells how long to wait', async () => {
      const limited = limit();
      const takes = await Promise.all(Array.from({ length: 8 }, () => take(limited)));
      expect(takes.filter((wait) => wait === null)).toHaveLength(3);
      const wait = (await take(limited)) ?? 0;
      expect(wait).toBeGreaterThan(HOUR / 2);
      expect(wait).toBeLessThanOrEqual(HOUR);
      expect(await take(limit())).toBeNull();
    });

    it('takes from all limits or from none', async () => {
      const [free, used] = [limit({ burst: 2 }), limit({ burst: 1 })];
      expect(await take(used)).toBeNull();
      for (let tries = 0; tries < 5; tries += 1) expect(await take(free, used)).not.toBeNull();
      expect(await take(free)).toBeNull();
      expect(await take(free)).toBeNull();
      expect(await take(free)).not.toBeNull();
    });

    it('fills up again by time', async () => {
      const limited = limit({ burst: 1, refillMs: 30 });
      expect(await take(limited)).toBeNull();
      await storage().pass(60);
      expect(await take(limited)).toBeNull();
    });

    it('gives back what was taken, and no more', async () => {
      const limited = limit({ burst: 2 });
      await take(limited);
      await storage().attempts.giveBack([limited]);
      await storage().attempts.giveBack([limited, limit()]);
      expect([await take(limited), await take(limited)]).toEqual([null, null]);
      expect(await take(limited)).not.toBeNull();
    });

    it('remembers a subject for as long as it was told', async () => {
      const { subject } = limit();
      expect(await storage().attempts.isRemembered(subject)).toBe(false);
      await storage().attempts.remember(subject, 1);
      expect(await storage().attempts.isRemembered(subject)).toBe(true);
      await storage().attempts.remember(subject, -1);
      expect(await storage().attempts.isRemembered(subject)).toBe(false);
    });

    it('forgets what says nothing any more, and only that', async () => {
      const [open, over] = [limit({ burst: 1 }), limit({ burst: 1, refillMs: 1 })];
      await take(open);
      await take(over);
      await storage().attempts.remember(open.subject, 1);
      await storage().pass(20);
      await storage().attempts.forgetOld();
      expect(await take(open)).not.toBeNull();
      expect(await storage().attempts.isRemembered(open.subject)).toBe(true);
    });
  });
}

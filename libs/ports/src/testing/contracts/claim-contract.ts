import { aSale } from '@tributary/domain/testing';
import { ClaimLost } from '../../claim';
import { EVERY_SALE } from './sale-repository-contract';
import {
  type ConnectedAccount,
  connected,
  newPage,
  startedStorage,
  type StorageHarness,
} from './storage-harness';

const HOUR = 3_600_000;
const PLAN = {
  trigger: 'schedule',
  tier: 'hot',
  window: { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') },
} as const;

/** A worker that was taken for dead comes back: nothing that it still writes may be there afterwards. */
export function describeClaimContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} and whoever is late`, () => {
    const storage = startedStorage(start);

    const claim = async (key: ConnectedAccount) => {
      const nextDueAt = new Date(storage().now().getTime() + HOUR);
      const opened = await storage().syncAccounts.claim(key, { jobId: 'job', force: true, nextDueAt });
      return { ...key, claim: opened?.claim ?? -1 };
    };
    const pageOf = async (key: ConnectedAccount, runId: string) => ({
      ...(await newPage(storage(), key, { sales: [aSale()], checkpoint: new Date('2026-03-20T00:00:00Z') })),
      runId,
    });
    const lateOne = async () => {
      const key = await connected(storage());
      const late = await claim(key);
      const runId = await storage().runs.begin(late, PLAN);
      const page = await pageOf(key, runId);
      return { key, late, runId, page, newer: await claim(key) };
    };

    it('numbers the claims of an account upwards, also those for what is read beside the hour', async () => {
      const key = await connected(storage());
      const first = await claim(key);
      const second = await claim(key);
      const beside = await storage().syncAccounts.open(key);
      expect(second.claim).toBeGreaterThan(first.claim);
      expect(beside?.claim).toBeGreaterThan(second.claim);
      expect((await claim(await connected(storage()))).claim).toBe(first.claim);
    });

    it('opens the account under a claim that is held, and under no older one', async () => {
      const { late, newer } = await lateOne();
      expect(await storage().syncAccounts.open(newer)).toMatchObject({ claim: newer.claim });
      expect(await storage().syncAccounts.open(late)).toBeNull();
      expect(await storage().syncAccounts.open(newer)).not.toBeNull();
    });

    it('stores the page of the newest claim, and nothing of a page that comes late', async () => {
      const { key, page, newer } = await lateOne();
      await expect(storage().sales.storePage(page)).rejects.toThrow(ClaimLost);
      await expect(storage().sales.repeatPages(page)).rejects.toThrow(ClaimLost);
      const everything = { limit: 9, after: null };
      expect(await storage().sales.listSales(key.agencyId, EVERY_SALE, everything)).toEqual([]);
      expect((await storage().accounts.find(key))?.history.checkpoint).toBeNull();
      const current = await pageOf(key, await storage().runs.begin(newer, PLAN));
      expect(await storage().sales.storePage(current)).toMatchObject({ created: 1 });
    });

    it('leaves the run to whoever took over', async () => {
      const { key, late, runId, newer } = await lateOne();
      await expect(storage().runs.finish(late, runId, null)).rejects.toThrow(ClaimLost);
      await expect(
        storage().runs.warn(late, runId, { kind: 'empty-answer', message: 'late' }),
      ).rejects.toThrow(ClaimLost);
      await expect(storage().runs.begin(late, PLAN)).rejects.toThrow(ClaimLost);
      const running = await storage().runs.begin(newer, PLAN);
      await expect(storage().runs.finish(late, runId, null)).rejects.toThrow(ClaimLost);
      const runs = await storage().runs.listRuns(key.agencyId, { accountId: key.accountId, limit: 9 });
      expect(Object.fromEntries(runs.map(({ id, outcome }) => [id, outcome]))).toMatchObject({
        [running]: 'running',
        [runId]: 'failed',
      });
      expect(await storage().runs.finish(newer, running, null)).toMatchObject({ outcome: 'ok' });
      expect(await storage().accounts.find(key)).toMatchObject({ emptyAnswer: null });
    });

    it('marks an account under its newest claim only', async () => {
      const { key, late, runId, newer } = await lateOne();
      const failure = { kind: 'internal', message: 'late', retryAt: null } as const;
      await expect(storage().runs.finishReading(key, runId, { hasRows: true })).rejects.toThrow(ClaimLost);
      await expect(storage().syncAccounts.markFailed(late, failure)).rejects.toThrow(ClaimLost);
      const untouched = { lastFailure: null, lastGoodSyncAt: null };
      expect(await storage().accounts.find(key)).toMatchObject(untouched);
      const current = await storage().runs.begin(newer, PLAN);
      expect(await storage().runs.finishReading(key, current, { hasRows: true })).toMatchObject({
        outcome: 'ok',
      });
      expect((await storage().accounts.find(key))?.lastGoodSyncAt).not.toBeNull();
    });

    it('asks no claim of what reads no network', async () => {
      const { key } = await lateOne();
      const runId = await storage().runs.begin(key, { ...PLAN, trigger: 'import', tier: 'import' });
      expect(await storage().sales.storePage(await pageOf(key, runId))).toMatchObject({ created: 1 });
      expect(await storage().runs.finish(key, runId, null)).toMatchObject({ outcome: 'ok' });
    });
  });
}

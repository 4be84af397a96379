import type { RunTier, SyncRunRepository } from '../../sync-run-repository';
import { connected, type ConnectedAccount, type StorageHarness } from './storage-harness';

type Failure = Parameters<SyncRunRepository['finish']>[2];

const WINDOW = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
const REFUSED = { kind: 'credentials-rejected', message: 'The key was refused.' } as const;
const SILENT = { kind: 'network-unavailable', message: 'No answer.' } as const;
const OURS = { kind: 'internal', message: 'The process was stopped.' } as const;

/** How far readings had come at a past moment, told by the runs alone. */
export function describeReadingsAsOf(storage: () => StorageHarness): void {
  describe('how far the readings had come at a moment', () => {
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    /** An instant after everything that was done before and before everything that is done after. */
    const pause = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      const now = storage().now();
      await new Promise((resolve) => setTimeout(resolve, 3));
      return now;
    };
    const read = async (tier: RunTier, failure: Failure = null) => {
      const id = await storage().runs.begin(account, { trigger: 'schedule', tier, window: WINDOW });
      const during = await pause();
      const { finishedAt } = await storage().runs.finish(account, id, failure);
      return { during, finishedAt, after: await pause() };
    };
    const states = (at: Date) => storage().runs.readingsAsOf(account.agencyId, at);
    const stateAt = async (at: Date) => (await states(at))[0];

    it('is nothing before the first one, and its start while that runs', async () => {
      await connected(storage(), { agencyId: account.agencyId });
      const before = await pause();
      const first = await read('backfill');
      expect(await states(before)).toEqual([]);
      const { accountId } = account;
      const state = { accountId, lastGoodAt: null, readUntil: WINDOW.from, wholeAt: null, failure: null };
      expect(await states(first.during)).toEqual([state]);
      const { finishedAt: at } = first;
      expect(await states(first.after)).toEqual([
        { ...state, lastGoodAt: at, readUntil: WINDOW.to, wholeAt: at },
      ]);
    });

    it('is the last good hourly reading, whatever was read beside it', async () => {
      const whole = await read('cold');
      const hot = await read('hot');
      const beside = [await read('period'), await read('replay'), await read('hot', SILENT)];
      for (const { after } of beside) {
        expect(await stateAt(after)).toMatchObject({
          lastGoodAt: hot.finishedAt,
          wholeAt: whole.finishedAt,
        });
      }
    });

    it('names the failure of then: since the first one, in the words of the last, until it is read again', async () => {
      await read('cold');
      const refused = await read('hot', REFUSED);
      const silent = await read('warm', SILENT);
      const ours = await read('hot', OURS);
      const good = await read('hot');
      const since = refused.finishedAt;
      const failureAt = async (at: Date) => (await stateAt(at))?.failure;
      expect(await failureAt(refused.during)).toBeNull();
      expect(await failureAt(refused.after)).toEqual({ ...REFUSED, since, attempts: 1 });
      expect(await failureAt(silent.after)).toEqual({ ...SILENT, since, attempts: 2 });
      expect(await failureAt(ours.after)).toEqual({ ...SILENT, since, attempts: 2 });
      expect(await failureAt(good.after)).toBeNull();
    });

    it('is not told to another agency', async () => {
      const { after } = await read('backfill');
      expect(await storage().runs.readingsAsOf(await storage().addAgency(), after)).toEqual([]);
    });
  });
}

import { aReversal, aSale } from '@tributary/domain/testing';
import type { RawRow } from '../../network-gateway';
import type { KeptPage, Renormalisation } from '../../raw-page-repository';
import type { SalePage } from '../../sale-repository';
import type { RunTier } from '../../sync-run-repository';
import { EVERY_SALE } from './sale-repository-contract';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

/** What every storage must do with the pages it keeps. */
export function describeRawPageRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a RawPageRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    let work: Renormalisation;
    beforeEach(async () => {
      account = await connected(storage());
      work = { ...account, runId: crypto.randomUUID() };
    });

    const keep = async (rows: readonly RawRow[], tier: RunTier = 'hot', owner = account) => {
      const page = await newPage(storage(), owner);
      const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
      const runId = await storage().runs.begin(owner, { trigger: 'manual', tier, window });
      const rawPage = new TextEncoder().encode(JSON.stringify(rows));
      await storage().sales.storePage({ ...page, runId, rawPages: [{ bytes: rawPage, told: null }] });
    };
    const pages = async (owner = account) => {
      const found: KeptPage[] = [];
      for await (const page of storage().rawPages.newestFirst(owner)) found.push(page);
      return found;
    };
    const tellers = async () => {
      const found: KeptPage[] = [];
      for await (const page of storage().rawPages.tellers(work)) found.push(page);
      return found;
    };
    const rowsOf = (found: readonly KeptPage[]) => found.map(({ rows }) => rows);

    it('keeps a page once, gives the one that was read last first, and opens it as it was read', async () => {
      const first = [{ id: 1, text: 'ünï', nested: { list: [1, null] } }];
      for (const rows of [first, [{ id: 2 }], [], first]) await keep(rows);
      expect(rowsOf(await pages())).toEqual([first, [], [{ id: 2 }]]);
      expect(await storage().rawPages.begin(work)).toBe(3);
      const [again, , second] = (await pages()) as [KeptPage, KeptPage, KeptPage];
      expect(again.firstSeenAt.getTime()).toBeLessThan(second.firstSeenAt.getTime());
      expect(again.lastSeenAt.getTime()).toBeGreaterThan(second.lastSeenAt.getTime());
      expect(again.readingBeganAt.getTime()).toBeGreaterThan(second.readingBeganAt.getTime());
      expect(again.sighting).toBeGreaterThan(second.sighting);
    });

    it('knows pages of readings only, of this account only', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      await keep([{ id: 1 }]);
      await keep([{ id: 2 }], 'postback');
      await keep([{ id: 3 }], 'import');
      await keep([{ id: 4 }], 'period');
      await keep([{ id: 5 }], 'hot', sibling);
      expect(rowsOf(await pages())).toEqual([[{ id: 4 }], [{ id: 1 }]]);
      const stranger = await connected(storage());
      expect(await pages({ ...account, agencyId: stranger.agencyId })).toEqual([]);
      expect(await storage().rawPages.begin({ ...work, agencyId: stranger.agencyId })).toBe(0);
    });

    it('keeps nothing of a page that is kept already', async () => {
      await storeNew(storage(), account, { rawPages: [] });
      expect(await pages()).toEqual([]);
    });

    it('remembers the newest page that tells a fact, and since when pages tell it', async () => {
      for (const id of [1, 2, 3]) await keep([{ id }]);
      const [newest, middle, oldest] = (await pages()) as [KeptPage, KeptPage, KeptPage];
      const tell = (page: KeptPage, told: string[], asked: string[] = []) =>
        storage().rawPages.tell(work, page, { told, observed: ['a'], asked });
      expect(await tell(newest, ['a'], ['b'])).toEqual(
        new Map([['a', { sighting: newest.sighting, firstToldAt: newest.firstSeenAt }]]),
      );
      await tell(middle, ['a', 'b']);
      expect(await tell(oldest, ['a', 'b'], ['c'])).toEqual(
        new Map([
          ['a', { sighting: newest.sighting, firstToldAt: oldest.firstSeenAt }],
          ['b', { sighting: middle.sighting, firstToldAt: middle.firstSeenAt }],
        ]),
      );
      expect(rowsOf(await tellers())).toEqual([[{ id: 2 }], [{ id: 3 }]]);
    });

    it('forgets what earlier renormalisations of the account were told', async () => {
      await keep([{ id: 1 }]);
      const [page] = (await pages()) as [KeptPage];
      await storage().rawPages.tell(work, page, { told: ['a'], observed: [], asked: [] });
      const other = { ...work, runId: crypto.randomUUID() };
      expect(await storage().rawPages.tell(other, page, { told: [], observed: [], asked: ['a'] })).toEqual(
        new Map(),
      );
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      await storage().rawPages.begin({ ...work, ...sibling });
      expect(await tellers()).toHaveLength(1);
      await storage().rawPages.begin(other);
      expect(await tellers()).toEqual([]);
    });

    describe('what no page tells any more', () => {
      const store = async (tier: RunTier, page: Partial<SalePage>, owner = account) => {
        const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
        const runId = await storage().runs.begin(owner, { trigger: 'manual', tier, window });
        await storage().sales.storePage({ ...(await newPage(storage(), owner)), ...page, runId });
      };
      const order = (externalOrderId: string, amount = '100.00') => aSale({ externalOrderId, amount });
      const begin = async () => {
        const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
        const run = { trigger: 'manual', tier: 'raw-pages', window } as const;
        work = { ...account, runId: await storage().runs.begin(account, run) };
        await storage().rawPages.begin(work);
      };
      const tell = async (...told: string[]) => {
        const page = { id: 'p', sighting: 1, firstSeenAt: new Date('2026-03-01T00:00:00Z') };
        await storage().rawPages.tell(work, page, { told, observed: [], asked: [] });
      };
      const stored = async (owner = account) => {
        const every = { ...EVERY_SALE, accounts: [owner.accountId] };
        const sales = await storage().sales.listSales(owner.agencyId, every, { limit: 99, after: null });
        return sales.map((sale) => `${sale.id.externalOrderId} ${sale.status}`).toSorted();
      };

      it('goes, with the effect of its reversals, and is counted', async () => {
        const refunds = ['told', 'untold'].map((id) =>
          aReversal({ externalReversalId: `refund of ${id}`, linkKey: id }),
        );
        await store('hot', { sales: [order('told'), order('untold'), order('gone')], reversals: refunds });
        await begin();
        await tell('sale told', 'sale untold', 'reversal refund of told');
        expect(await storage().rawPages.end(work, { removesUntold: true })).toBe(2);
        expect(await stored()).toEqual(['told refunded', 'untold completed']);
        const run = await storage().runs.finish(account, work.runId, null);
        expect(run).toMatchObject({ created: 0, changed: 2 });
        expect(await tellers()).toEqual([]);
      });

      it('stays when nobody wants it removed, or when the page that may tell it cannot be read', async () => {
        await store('hot', { sales: [order('a'), order('b')] });
        await begin();
        expect(await storage().rawPages.end(work, { removesUntold: false })).toBe(0);
        await begin();
        await tell('unread a');
        expect(await storage().rawPages.end(work, { removesUntold: true })).toBe(1);
        expect(await stored()).toEqual(['a completed']);
      });

      it('stays when a file or a notification told it, or ever changed it, or since the run began', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await store('import', { sales: [order('imported')] });
        await store('postback', { sales: [order('booked')], bookedLinkKeys: ['booked'] });
        await store('hot', { sales: [order('corrected'), order('read')] });
        await store('import', { sales: [order('corrected', '70')] });
        await store('hot', { sales: [order('elsewhere')] }, sibling);
        await begin();
        await store('hot', { sales: [order('since')] });
        expect(await storage().rawPages.end(work, { removesUntold: true })).toBe(1);
        const kept = ['booked', 'corrected', 'imported', 'since'].map((id) => `${id} completed`);
        expect(await stored()).toEqual(kept);
        expect(await stored(sibling)).toEqual(['elsewhere completed']);
      });
    });
  });
}

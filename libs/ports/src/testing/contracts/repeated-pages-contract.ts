import { aReversal, aSale } from '@tributary/domain/testing';
import type { PageAsRead, SalePage, StoredCounts, UnreadPages } from '../../sale-repository';
import { EVERY_SALE } from './sale-repository-contract';
import {
  type ConnectedAccount,
  connected,
  newPage,
  startedStorage,
  type StorageHarness,
  storeNew,
} from './storage-harness';

const CHECKPOINT = new Date('2026-03-20T00:00:00Z');
const REFUND = aReversal({ externalReversalId: 'refund', linkKey: 'order-1' });
/** One page with a sale and its refund, one with another sale. */
const FIRST = { sales: [aSale()], reversals: [REFUND], completeLinkKeys: ['order-1'] };
const SECOND = { sales: [aSale({ externalOrderId: 'order-2', linkKey: 'order-2' })] };

const bytes = (name: string) => new TextEncoder().encode(JSON.stringify([{ name }]));
const telling = (name: string, told: number | null): PageAsRead[] => [{ bytes: bytes(name), told }];

/** When every storage may, and when it must not, take a page for stored without being told what it means. */
export function describeRepeatedPagesContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} and pages that come again`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = (page: Partial<SalePage>) => storeNew(storage(), account, page);
    const storeBoth = async () => {
      await store({ ...FIRST, rawPages: telling('first', 2) });
      await store({ ...SECOND, rawPages: telling('second', 1) });
      // Whatever the second one added, the first one was seen before.
      await store({ ...FIRST, rawPages: telling('first', 2) });
    };
    const unread = async (
      names: readonly string[],
      more: Partial<UnreadPages> = {},
    ): Promise<UnreadPages> => {
      const { rawPages: _, ...page } = await newPage(storage(), account);
      return { ...page, rawPages: names.map((one) => ({ bytes: bytes(one) })), ...more };
    };
    const repeat = async (...names: readonly string[]): Promise<StoredCounts | null> =>
      storage().sales.repeatPages(await unread(names));
    const sales = () => storage().sales.listSales(account.agencyId, EVERY_SALE, { limit: 100, after: null });
    const unchanged = (rows: number) => ({ created: 0, changed: 0, unchanged: rows, quarantined: 0 });

    it('counts what they tell, and changes no row', async () => {
      await storeBoth();
      const before = await sales();
      expect(await repeat('first', 'second')).toEqual(unchanged(3));
      expect(await repeat('second', 'second')).toEqual(unchanged(2));
      expect(await sales()).toEqual(before);
    });

    it('counts for the run and moves the checkpoint as a stored page does', async () => {
      await storeBoth();
      const pages = await unread(['first', 'second'], { checkpoint: CHECKPOINT, completedTier: 'warm' });
      await storage().sales.repeatPages(pages);
      expect(await storage().runs.finish(account, pages.runId, null)).toMatchObject({
        ...{ outcome: 'ok', pages: 2, created: 0, changed: 0, unchanged: 3, quarantined: 0 },
      });
      const history = (await storage().accounts.find(account))?.history;
      expect(history).toMatchObject({ checkpoint: CHECKPOINT, lastWarmAt: expect.any(Date) as Date });
    });

    it('sees them in their new order', async () => {
      await storeBoth();
      const order = async () => {
        const names: unknown[] = [];
        for await (const { rows } of storage().rawPages.newestFirst(account)) names.push(rows?.[0]?.name);
        return names;
      };
      expect(await order()).toEqual(['first', 'second']);
      await repeat('first', 'second');
      expect(await order()).toEqual(['second', 'first']);
    });

    it('wants to read a page that it does not know, and all that come with it', async () => {
      await storeBoth();
      const pages = await unread(['first', 'third'], { checkpoint: CHECKPOINT, completedTier: 'hot' });
      expect(await storage().sales.repeatPages(pages)).toBeNull();
      expect(await storage().runs.finish(account, pages.runId, null)).toMatchObject({ pages: 0 });
      expect((await storage().accounts.find(account))?.history.checkpoint).toBeNull();
      expect(await repeat('first')).toEqual(unchanged(2));
    });

    it('knows no page of another account', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      await storeNew(storage(), sibling, { ...FIRST, rawPages: telling('first', 2) });
      expect(await repeat('first')).toBeNull();
    });

    it('wants to read a page that tells more than sales and reversals, each time', async () => {
      await store({ ...FIRST, rawPages: telling('first', null) });
      expect(await repeat('first')).toBeNull();
      await store({ ...FIRST, rawPages: telling('first', 2) });
      expect(await repeat('first')).toEqual(unchanged(2));
    });

    it.each<[string, Partial<SalePage>]>([
      ['a sale was changed', { sales: [aSale({ amount: '7' })] }],
      ['a reversal was changed', { reversals: [{ ...REFUND, commission: '7' }] }],
      ['a reversal was added', { reversals: [{ ...REFUND, externalReversalId: 'another' }] }],
      ['a reversal was withdrawn', { completeLinkKeys: ['order-1'] }],
      ['a row was set aside', { quarantined: [{ reason: 'no currency', raw: { id: 1 } }] }],
    ])('wants to read what it knew before %s', async (_, change) => {
      await storeBoth();
      await store(change);
      expect(await repeat('first')).toBeNull();
      await store({ ...FIRST, rawPages: telling('first', 2), settles: { before: new Date(0), except: [] } });
      expect((await repeat('first')) === null).toBe(change.quarantined !== undefined);
    });

    it('wants to read what it knew before a sale was removed', async () => {
      const pending = aSale({ externalOrderId: 'pending', linkKey: 'pending', state: 'pending' });
      await store({ sales: [pending], rawPages: telling('first', 1) });
      expect(await repeat('first')).toEqual(unchanged(1));
      await store({ neverPaid: ['pending'] });
      expect(await repeat('first')).toBeNull();
    });

    it('need not read again because a sale was added, or another account changed', async () => {
      await storeBoth();
      await store({ sales: [aSale({ externalOrderId: 'order-3', linkKey: 'order-3' })] });
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      for (const amount of ['1', '2']) {
        const page = await newPage(storage(), sibling, { ...FIRST, sales: [aSale({ amount })] });
        await storage().sales.storePage(page);
      }
      expect(await repeat('first', 'second')).toEqual(unchanged(3));
    });

    it('refuses a page for an account of another agency', async () => {
      await storeBoth();
      const stranger = await connected(storage());
      const moved = { ...account, agencyId: stranger.agencyId };
      const pages = await unread(['first'], { account: moved });
      await expect(storage().sales.repeatPages(pages)).rejects.toThrow(RangeError);
    });
  });
}

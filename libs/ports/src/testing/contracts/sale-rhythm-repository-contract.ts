import { aSale } from '@tributary/domain/testing';
import {
  connected,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

const HOUR = 3_600_000;

export function describeSaleRhythmRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a SaleRhythmRepository`, () => {
    const storage = startedStorage(start);
    const rhythms = () => storage().rhythms;
    /** So many hours ago, at the middle of the hour. */
    const ago = (hours: number) =>
      new Date((Math.floor(storage().now().getTime() / HOUR) - hours) * HOUR + HOUR / 2);
    const sell = async (key: ConnectedAccount, ...dates: readonly Date[]) => {
      const sales = dates.map((saleDate) => aSale({ externalOrderId: crypto.randomUUID(), saleDate }));
      await storeNew(storage(), key, { sales });
    };
    const own = async (key: ConnectedAccount) =>
      (await rhythms().listOf(key.agencyId)).find(({ accountId }) => accountId === key.accountId);

    it('counts the sales of a window, its end not included, of one account', async () => {
      const key = await connected(storage());
      const sibling = await connected(storage(), { agencyId: key.agencyId });
      await sell(key, ago(10), ago(9), ago(5), ago(4));
      await sell(sibling, ago(5));
      expect(await rhythms().countSales(key, { from: ago(9), to: ago(4) })).toBe(2);
      expect(await rhythms().countSales(key, { from: ago(99), to: ago(98) })).toBe(0);
      const stranger = { ...key, agencyId: await storage().addAgency() };
      expect(await rhythms().countSales(stranger, { from: ago(99), to: ago(0) })).toBe(0);
    });

    it('knows when an account sold last as soon as that is stored, and nothing of one that never sold', async () => {
      const key = await connected(storage());
      await connected(storage(), { agencyId: key.agencyId });
      await sell(key, ago(5));
      await sell(key, ago(9));
      expect(await rhythms().listOf(key.agencyId)).toEqual([
        { accountId: key.accountId, lastSaleAt: ago(5), hours: null },
      ]);
    });

    it('takes no sale for sold that its page declares never paid', async () => {
      const key = await connected(storage());
      const sold = aSale({ externalOrderId: 'sold', saleDate: ago(9) });
      const unpaid = aSale({ externalOrderId: 'unpaid', state: 'pending', saleDate: ago(5) });
      const page = { sales: [sold, unpaid], neverPaid: ['unpaid'] };
      await storeNew(storage(), key, page);
      expect((await own(key))?.lastSaleAt).toEqual(ago(9));
    });

    it('counts five weeks of hours up to the last sale', async () => {
      const key = await connected(storage(), { backfillFrom: new Date('2020-01-01T00:00:00Z') });
      await sell(key, ago(8), ago(8), ago(10), ago(8 + 839), ago(8 + 840));
      expect(await rhythms().recount(key.agencyId)).toBe(1);
      const rhythm = await own(key);
      expect(rhythm?.lastSaleAt).toEqual(ago(8));
      expect(rhythm?.hours?.from).toEqual(new Date(ago(8 + 839).getTime() - HOUR / 2));
      const counts = rhythm?.hours?.counts ?? [];
      expect(counts).toHaveLength(840);
      expect(counts.flatMap((count, index) => (count > 0 ? [[index, count]] : []))).toEqual([
        [0, 1],
        [837, 1],
        [839, 2],
      ]);
    });

    it('counts no hour before the account’s first day', async () => {
      const backfillFrom = new Date(ago(30).getTime() - HOUR / 2);
      const key = await connected(storage(), { backfillFrom });
      await sell(key, ago(8));
      await rhythms().recount(key.agencyId);
      expect((await own(key))?.hours).toMatchObject({ from: backfillFrom });
      expect((await own(key))?.hours?.counts).toHaveLength(23);
    });

    it('notes a newer sale at once, and takes none for real that lies in the future', async () => {
      const key = await connected(storage());
      await sell(key, ago(8));
      await rhythms().recount(key.agencyId);
      const { hours } = (await own(key)) ?? {};
      await sell(key, ago(2), ago(-500));
      expect(await own(key)).toEqual({ accountId: key.accountId, lastSaleAt: ago(2), hours });
    });

    it('counts each account of one agency for itself, and none again before a day has passed', async () => {
      const key = await connected(storage());
      const sibling = await connected(storage(), { agencyId: key.agencyId });
      const stranger = await connected(storage());
      await sell(key, ago(8), ago(8), ago(9));
      await sell(sibling, ago(30));
      await sell(stranger, ago(8));
      expect(await rhythms().recount(key.agencyId)).toBe(2);
      expect((await own(key))?.hours?.counts.slice(-2)).toEqual([1, 2]);
      expect((await own(sibling))?.hours?.counts.slice(-2)).toEqual([0, 1]);
      expect((await own(stranger))?.hours).toBeNull();
      await sell(key, ago(1));
      expect(await rhythms().recount(key.agencyId)).toBe(0);
      const listed = (await rhythms().listOf(key.agencyId)).map(({ accountId }) => accountId);
      expect(listed.toSorted()).toEqual([key.accountId, sibling.accountId].toSorted());
    });
  });
}

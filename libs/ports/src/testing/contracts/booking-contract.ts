import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';
import { EVERY_SALE } from './sale-repository-contract';

const KEY = '118204:nc6_main';
const day = (number: number) => new Date(Date.UTC(2026, 2, number));
/** As a postback tells it, and as the network's own list does. */
const booked = aSale({ externalOrderId: KEY, linkKey: KEY, commission: '41.3000', saleDate: day(14) });
const read = aSale({
  externalOrderId: '10177:118204',
  linkKey: KEY,
  commission: '41.3000',
  saleDate: day(13),
});
const bookedVoid = aReversal({ externalReversalId: `${KEY}:void`, linkKey: KEY, kind: 'void' });
const readVoid = aReversal({ externalReversalId: '10177:118204:void', linkKey: KEY, kind: 'void' });
const BOOKING = { bookedLinkKeys: [KEY] };

/** What every sale storage must do with sales that a notification told. */
export function describeBookingContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name}: what notifications told`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = (page: Partial<SalePage>, owner = account) => storeNew(storage(), owner, page);
    const sales = async (owner = account) =>
      (await storage().sales.listSales(owner.agencyId, EVERY_SALE, { limit: 100, after: null })).map(
        (sale) => ({
          id: sale.id.externalOrderId,
          at: sale.saleDate,
          commission: sale.commission,
          kinds: sale.reversals.map((one) => one.kind),
        }),
      );
    const booking = { id: KEY, at: day(14), commission: '41.3000', kinds: [] as string[] };
    const reading = { id: '10177:118204', at: day(13), commission: '41.3000', kinds: [] as string[] };

    it('counts while no reading tells the sale', async () => {
      await store({ sales: [booked], reversals: [bookedVoid], ...BOOKING });
      expect(await sales()).toEqual([{ ...booking, kinds: ['void'] }]);
    });

    it('keeps the date it came first, also when it is told with another commission', async () => {
      await store({ sales: [booked], ...BOOKING });
      const later = { ...booked, saleDate: day(16) };
      expect(await store({ sales: [later], ...BOOKING })).toMatchObject({ created: 0, changed: 0 });
      await store({ sales: [{ ...later, commission: '40.0000' }], ...BOOKING });
      expect(await sales()).toEqual([{ ...booking, commission: '40.0000' }]);
    });

    it('makes room for the sale that a reading tells, together with its reversals', async () => {
      await store({ sales: [booked], reversals: [bookedVoid], ...BOOKING });
      await store({ sales: [read], reversals: [readVoid], completeLinkKeys: [KEY] });
      expect(await sales()).toEqual([{ ...reading, kinds: ['void'] }]);
      await store({ sales: [read], completeLinkKeys: [KEY] });
      expect(await sales()).toEqual([reading]);
    });

    it('also where the reading tells reversals one by one', async () => {
      await store({ sales: [booked], reversals: [bookedVoid], ...BOOKING });
      await store({ sales: [read] });
      expect(await sales()).toEqual([reading]);
      await store({ reversals: [readVoid] });
      expect(await sales()).toEqual([{ ...reading, kinds: ['void'] }]);
    });

    it('is left out when a reading told the sale before', async () => {
      await store({ sales: [read] });
      const late = { sales: [booked], reversals: [bookedVoid], ...BOOKING };
      expect(await store(late)).toMatchObject({ created: 0, changed: 0 });
      expect(await sales()).toEqual([reading]);
    });

    it('is no booking any more once a reading told the same id', async () => {
      const same = { ...read, externalOrderId: KEY };
      await store({ sales: [booked], ...BOOKING });
      await store({ sales: [same] });
      expect(await sales()).toEqual([{ ...reading, id: KEY }]);
      await store({ sales: [{ ...booked, commission: '1.0000' }], ...BOOKING });
      expect(await sales()).toEqual([{ ...reading, id: KEY }]);
    });

    it('touches neither other orders nor other accounts', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const other = aSale({ externalOrderId: 'other', linkKey: '118205:nc6_main', saleDate: day(1) });
      await store({ sales: [booked, other], bookedLinkKeys: [KEY, '118205:nc6_main'] });
      await store({ sales: [booked], ...BOOKING }, sibling);
      await store({ sales: [read] });
      const ids = (await sales()).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(['10177:118204', KEY, 'other'].toSorted());
    });
  });
}

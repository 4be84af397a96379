import { currency, type Reversal, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SaleCursor, SaleFilter, SalePage, SaleView } from '../../sale-repository';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

export const EVERY_SALE: SaleFilter = {
  from: null,
  until: null,
  networks: [],
  accounts: 'all',
  statuses: [],
  search: null,
  asOf: null,
};

const day = (number: number, hour = 12) => new Date(Date.UTC(2026, 2, number, hour));

/** What every sale storage must do with the pages of a sync. */
export function describeSaleRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a SaleRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = (page: Partial<SalePage>) => storeNew(storage(), account, page);
    const list = (filter: Partial<SaleFilter> = {}, after: SaleCursor | null = null, limit = 100) =>
      storage().sales.listSales(account.agencyId, { ...EVERY_SALE, ...filter }, { limit, after });
    const count = (filter: Partial<SaleFilter> = {}, most = 100) =>
      storage().sales.countSales(account.agencyId, { ...EVERY_SALE, ...filter }, most);
    const theSale = async (): Promise<SaleView> => {
      const [sale, ...others] = await list();
      if (!sale || others.length > 0) throw new Error('expected exactly one sale');
      return sale;
    };
    /** Far enough from what was stored before and after that clocks of different precision tell them apart. */
    const aMoment = async (): Promise<Date> => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      const moment = storage().now();
      await new Promise((resolve) => setTimeout(resolve, 3));
      return moment;
    };
    const statesAfter = async (pages: readonly Partial<SalePage>[]) => {
      const states: { readonly moment: Date; readonly shown: readonly SaleView[] }[] = [];
      for (const page of pages) {
        await store(page);
        const moment = await aMoment();
        states.push({ moment, shown: await list() });
      }
      return states;
    };
    const history = async () => (await storage().accounts.find(account))?.history;

    describe('storing', () => {
      it('keeps money exactly and unknown as null', async () => {
        const sale = aSale({ amount: null, commission: '123456789012345.6789' });
        expect(await store({ sales: [sale] })).toEqual(counts(1, 0, 0));
        expect(await theSale()).toMatchObject({
          id: { accountId: account.accountId, externalOrderId: 'order-1' },
          network: account.network,
          status: 'completed',
          amount: null,
          commission: '123456789012345.6789',
          reversedCommission: '0.0000',
          saleDate: sale.saleDate,
          reversals: [],
        });
      });

      it('changes nothing when the same page comes again', async () => {
        const page = {
          sales: [aSale(), aSale({ externalOrderId: 'order-2' })],
          reversals: [aReversal(), aReversal({ externalReversalId: 'undated', reversedAt: null })],
          completeLinkKeys: ['order-1'],
          neverPaid: ['unknown'],
        };
        expect(await store(page)).toEqual(counts(4, 0, 0));
        const before = await list();
        expect(await store(page)).toEqual(counts(0, 0, 4));
        expect(await list()).toEqual(before);
      });

      it('takes the last of several readings of one order in a page', async () => {
        const readings = [aSale({ state: 'pending' }), aSale({ amount: '2' })];
        expect(await store({ sales: readings })).toEqual(counts(1, 0, 0));
        expect(await theSale()).toMatchObject({ amount: '2.0000', status: 'completed' });
      });

      it('tells a changed sale from an unchanged one, whatever the spelling of its money', async () => {
        await store({ sales: [aSale()] });
        expect(await store({ sales: [aSale({ amount: '100' })] })).toEqual(counts(0, 0, 1));
        expect(await store({ sales: [aSale({ amount: '100.01' })] })).toEqual(counts(0, 1, 0));
        expect(await store({ sales: [aSale({ amount: null })] })).toEqual(counts(0, 1, 0));
      });

      it('removes what was never paid while it is pending, and only then', async () => {
        await store({ sales: [aSale({ state: 'pending' }), aSale({ externalOrderId: 'paid' })] });
        expect(await store({ neverPaid: ['order-1', 'paid', 'unknown'] })).toEqual(counts(0, 1, 0));
        expect((await theSale()).id.externalOrderId).toBe('paid');
        const page = { sales: [aSale({ state: 'pending' })], neverPaid: ['order-1'] };
        expect(await store(page)).toEqual(counts(0, 0, 0));
        expect(await list()).toHaveLength(1);
      });

      it('stores a page whole or not at all', async () => {
        const broken = aSale({ externalOrderId: 'order-2', amount: 'NaN,' });
        await expect(store({ sales: [aSale(), broken], checkpoint: day(5) })).rejects.toThrow();
        expect(await list()).toEqual([]);
        expect((await history())?.checkpoint).toBeNull();
      });

      it('keeps accounts and agencies apart, and refuses a page for an account of another agency', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await storeNew(storage(), sibling, { sales: [aSale()] });
        await store({ sales: [aSale({ amount: '1' })], reversals: [aReversal()] });
        const [theirs] = await list({ accounts: [sibling.accountId] });
        expect(theirs).toMatchObject({ amount: '100.0000', status: 'completed', reversals: [] });
        const stranger = await connected(storage());
        expect(
          await storage().sales.listSales(stranger.agencyId, EVERY_SALE, { limit: 9, after: null }),
        ).toEqual([]);
        const page = await newPage(storage(), account);
        const moved = { ...page, account: { ...account, agencyId: stranger.agencyId } };
        await expect(storage().sales.storePage(moved)).rejects.toThrow(RangeError);
      });

      it('counts pages, rows and quarantined rows for the run', async () => {
        const row = { reason: 'no currency', raw: { id: 1 } };
        const other = { reason: 'no currency', raw: { id: 2 } };
        const page = await newPage(storage(), account, { sales: [aSale()], quarantined: [row, row, other] });
        expect(await storage().sales.storePage(page)).toMatchObject({ created: 1, quarantined: 2 });
        await storage().sales.storePage({ ...page, sales: [aSale({ amount: '1' })] });
        const run = await storage().runs.finish(account, page.runId, null);
        expect(run).toMatchObject({ pages: 2, created: 1, changed: 1, unchanged: 0, quarantined: 4 });
      });
    });

    describe('the checkpoint', () => {
      it('moves with the page that carries it, and never back', async () => {
        await store({ checkpoint: day(5) });
        await store({ checkpoint: day(3) });
        await store({ checkpoint: null });
        expect(await history()).toEqual({ checkpoint: day(5), lastWarmAt: null, lastColdAt: null });
      });

      it.each([
        ['hot', false, false],
        ['warm', true, false],
        ['cold', true, true],
        ['backfill', true, true],
      ] as const)('a completed %s tier dates the tiers it includes', async (tier, isWarm, isCold) => {
        await store({ checkpoint: day(5), completedTier: tier });
        const dated = await history();
        expect([dated?.lastWarmAt !== null, dated?.lastColdAt !== null]).toEqual([isWarm, isCold]);
      });
    });

    describe('reversals', () => {
      it.each<[string, readonly Partial<SalePage>[]]>([
        ['after its sale', [{ sales: [aSale()] }, { reversals: [aReversal()] }]],
        ['before its sale', [{ reversals: [aReversal()] }, { sales: [aSale()] }]],
        ['with its sale', [{ sales: [aSale()], reversals: [aReversal()] }]],
      ])('link themselves when they come %s', async (_, pages) => {
        for (const page of pages) await store(page);
        const sale = await theSale();
        expect(sale).toMatchObject({ status: 'refunded', reversedCommission: '40.0000' });
        expect(sale.reversals).toEqual([
          { kind: 'refund', reversedAt: day(16), observed: false, amount: '100.0000', commission: '40.0000' },
        ]);
      });

      it('belong to the newest sale before them, or to the newest of all', async () => {
        const rebill = (number: number) =>
          aSale({ externalOrderId: `rebill-${number}`, linkKey: 'order-1', saleDate: day(number) });
        await store({ reversals: [aReversal({ reversedAt: day(12) })] });
        await store({ sales: [rebill(1), rebill(10), rebill(20)] });
        const refunded = await list({ statuses: ['refunded'] });
        expect(refunded.map((sale) => sale.id.externalOrderId)).toEqual(['rebill-10']);
        await store({ reversals: [aReversal({ reversedAt: new Date('2026-02-01T00:00:00Z') })] });
        const now = await list({ statuses: ['refunded'] });
        expect(now.map((sale) => sale.id.externalOrderId)).toEqual(['rebill-20']);
      });

      it('are dated when first seen where the network tells no date, until it tells one', async () => {
        await store({ sales: [aSale()], reversals: [aReversal({ reversedAt: null })] });
        const [first] = (await theSale()).reversals;
        expect(first?.observed).toBe(true);
        const off = (first?.reversedAt.getTime() ?? 0) - storage().now().getTime();
        expect(Math.abs(off)).toBeLessThan(60_000);
        await store({ reversals: [aReversal({ reversedAt: null, commission: '39' })] });
        expect((await theSale()).reversals).toEqual([{ ...first, commission: '39.0000' }]);
        for (const reversedAt of [day(16), null]) {
          await store({ reversals: [aReversal({ reversedAt })] });
          expect((await theSale()).reversals).toMatchObject([{ observed: false, reversedAt: day(16) }]);
        }
      });

      it('are withdrawn when an in-place network tells them no more, but only its own', async () => {
        await store({ sales: [aSale()], reversals: [aReversal({ kind: 'chargeback' })] });
        expect((await theSale()).status).toBe('chargeback');
        expect(await store({ completeLinkKeys: ['order-2'] })).toEqual(counts(0, 0, 0));
        expect(await store({ sales: [aSale()], completeLinkKeys: ['order-1'] })).toEqual(counts(0, 1, 1));
        expect(await theSale()).toMatchObject({ status: 'completed', reversals: [] });
      });

      it.each<{
        readonly after: string;
        readonly sale?: Partial<Sale>;
        readonly reversals: readonly Partial<Reversal>[];
        readonly status: SaleView['status'];
        readonly reversed: string;
      }>([
        {
          after: 'a partial refund',
          reversals: [{ amount: '30', commission: '12' }],
          status: 'completed',
          reversed: '12.0000',
        },
        {
          after: 'partial refunds that add up',
          reversals: [
            { externalReversalId: 'a', amount: '30', commission: '12' },
            { externalReversalId: 'b', amount: '70', commission: '28' },
          ],
          status: 'refunded',
          reversed: '40.0000',
        },
        {
          after: 'a refund and a chargeback',
          reversals: [{ commission: '0' }, { externalReversalId: 'c', kind: 'chargeback' }],
          status: 'chargeback',
          reversed: '40.0000',
        },
        {
          after: 'a void',
          reversals: [{ kind: 'void', amount: null }],
          status: 'completed',
          reversed: '40.0000',
        },
        {
          after: 'a refund that leaves the commission, gross unknown',
          sale: { amount: null },
          reversals: [{ amount: null, commission: '0' }],
          status: 'refunded',
          reversed: '0.0000',
        },
        {
          after: 'a refund of part of the commission, gross unknown',
          sale: { amount: null },
          reversals: [{ amount: null, commission: '10' }],
          status: 'completed',
          reversed: '10.0000',
        },
        {
          after: 'a refund in another currency than the sale',
          reversals: [
            { amount: '1', currency: currency('EUR'), commission: '1', commissionCurrency: currency('EUR') },
          ],
          status: 'refunded',
          reversed: '0.0000',
        },
        {
          after: 'a refund without any figure',
          sale: { amount: null, commission: null },
          reversals: [{ amount: null, commission: null }],
          status: 'refunded',
          reversed: '0.0000',
        },
        {
          after: 'a refund of a pending sale',
          sale: { state: 'pending' },
          reversals: [{}],
          status: 'refunded',
          reversed: '40.0000',
        },
      ])('set the status after $after', async ({ sale, reversals, status, reversed }) => {
        await store({ sales: [aSale(sale)], reversals: reversals.map((one) => aReversal(one)) });
        expect(await theSale()).toMatchObject({ status, reversedCommission: reversed });
      });
    });

    describe('as of a past moment', () => {
      it('shows every state again as it was shown, with what was removed since', async () => {
        const pending = { externalOrderId: 'order-2', linkKey: 'order-2', state: 'pending' } as const;
        const chargeback = aReversal({ externalReversalId: 'back', kind: 'chargeback', reversedAt: null });
        const states = await statesAfter([
          { sales: [aSale(), aSale(pending)] },
          { sales: [aSale({ commission: '41', productName: 'New name' })] },
          { reversals: [aReversal({ amount: '10', commission: '4' })] },
          { reversals: [aReversal(), chargeback] },
          { reversals: [aReversal()], completeLinkKeys: ['order-1'] },
          { neverPaid: ['order-2'], sales: [aSale({ saleDate: day(2) })] },
          { sales: [aSale({ linkKey: 'another', amount: '99' })] },
          { sales: [aSale(pending)] },
        ]);
        expect(new Set(states.map(({ shown }) => JSON.stringify(shown))).size).toBe(states.length);
        for (const { moment, shown } of states) expect(await list({ asOf: moment })).toEqual(shown);
      });

      it('finds, filters and pages in that state', async () => {
        const [before] = await statesAfter([
          { sales: [aSale(), aSale({ externalOrderId: 'order-2', linkKey: 'order-2', saleDate: day(2) })] },
          { sales: [aSale({ productName: 'New name' })], reversals: [aReversal()] },
        ]);
        const asOf = before?.moment ?? null;
        expect(await list({ asOf, statuses: ['refunded'] })).toEqual([]);
        expect(await list({ asOf, search: 'new name' })).toEqual([]);
        expect([await count({ asOf }), await count({ asOf, search: 'new name' })]).toEqual([2, 0]);
        const [first] = await list({ asOf }, null, 1);
        expect(first).toMatchObject({ status: 'completed', reversals: [] });
        const after = first ? { saleDate: first.saleDate, ...first.id } : null;
        expect(await list({ asOf }, after)).toEqual(before?.shown.slice(1));
      });

      it('shows nothing of before anything was stored', async () => {
        const asOf = storage().now();
        await aMoment();
        await store({ sales: [aSale()] });
        expect(await list({ asOf })).toEqual([]);
      });
    });

    describe('what was told before', () => {
      const sale = (amount: string) => aSale({ amount });
      const amounts = async () => (await list()).map(({ amount }) => amount);

      it('does not undo what was told since', async () => {
        const toldAt = await aMoment();
        await store({ sales: [sale('70')], reversals: [aReversal({ amount: '70' })] });
        const older = {
          ...{ sales: [sale('100'), aSale({ externalOrderId: 'order-2', linkKey: 'order-2' })] },
          ...{ reversals: [aReversal()], toldAt },
        };
        expect(await store(older)).toEqual(counts(1, 0, 0));
        const stored = (await list()).map((row) => [row.id.externalOrderId, row.amount]);
        expect(stored.toSorted()).toEqual([
          ['order-1', '70.0000'],
          ['order-2', '100.0000'],
        ]);
        expect((await list({ search: 'order-1' }))[0]?.reversals).toMatchObject([{ amount: '70.0000' }]);
      });

      it('takes the place of what was told earlier, again and again', async () => {
        await store({ sales: [sale('70')] });
        const toldAt = await aMoment();
        await store({ sales: [sale('80')], toldAt });
        await store({ sales: [sale('90')], toldAt });
        expect(await amounts()).toEqual(['90.0000']);
      });

      it('counts a sale as told when it was, not when its reversal was linked', async () => {
        await store({ sales: [sale('70')] });
        const toldAt = await aMoment();
        await store({ reversals: [aReversal({ amount: '1', commission: '1' })] });
        await store({ sales: [sale('80')], toldAt });
        expect(await amounts()).toEqual(['80.0000']);
      });

      it('removes no sale and takes back no reversal that was told since', async () => {
        const toldAt = await aMoment();
        await store({ sales: [aSale({ state: 'pending' })] });
        await store({ neverPaid: ['order-1'], toldAt });
        expect(await list()).toHaveLength(1);
        await store({ sales: [aSale()], reversals: [aReversal()] });
        await store({ completeLinkKeys: ['order-1'], toldAt });
        expect((await theSale()).reversals).toHaveLength(1);
      });

      it('removes a sale that was told pending and taken back later, whatever is stored of it', async () => {
        await store({ sales: [aSale(), aSale({ externalOrderId: 'order-2' })] });
        const toldAt = await aMoment();
        const sales = [aSale({ state: 'pending' })];
        expect(await store({ sales, neverPaid: ['order-1', 'order-2'], toldAt })).toEqual(counts(0, 1, 0));
        expect((await theSale()).id.externalOrderId).toBe('order-2');
      });

      it('takes the place of what readings told since, where it is known which page is the last', async () => {
        const toldAt = await aMoment();
        await store({ sales: [sale('70')] });
        const pagesKnownUntil = await aMoment();
        await store({ sales: [sale('80')], toldAt, pagesKnownUntil });
        expect(await amounts()).toEqual(['80.0000']);
        await store({ sales: [sale('90')] });
        await store({ sales: [sale('100')], toldAt, pagesKnownUntil });
        expect(await amounts()).toEqual(['90.0000']);
      });

      it('never takes the place of what a file told since', async () => {
        const toldAt = await aMoment();
        const window = { from: day(1), to: day(2) };
        const run = { trigger: 'import', tier: 'import', window } as const;
        const runId = await storage().runs.begin(account, run);
        await store({ sales: [sale('70')], runId });
        await store({ sales: [sale('80')], toldAt, pagesKnownUntil: await aMoment() });
        expect(await amounts()).toEqual(['70.0000']);
      });

      it('is one fact where a row tells all reversals of its sale', async () => {
        await store({ sales: [sale('170')] });
        const toldAt = await aMoment();
        await store({ reversals: [aReversal()] });
        await store({ sales: [sale('180')], completeLinkKeys: ['order-1'], toldAt });
        expect(await theSale()).toMatchObject({ amount: '170.0000', reversals: [{ amount: '100.0000' }] });
      });

      it('dates a reversal without a date by when it was told first', async () => {
        const toldAt = await aMoment();
        const firstToldAt = new Map([['order-1:refund', day(2)]]);
        await store({ sales: [aSale()], reversals: [aReversal({ reversedAt: null })], toldAt, firstToldAt });
        expect((await theSale()).reversals).toMatchObject([{ observed: true, reversedAt: day(2) }]);
      });
    });

    describe('listing', () => {
      const ids = (sales: readonly SaleView[]) => sales.map((sale) => sale.id.externalOrderId);
      beforeEach(async () => {
        await store({
          sales: [
            aSale({ externalOrderId: 'a', saleDate: day(1), productName: '100% Pure' }),
            aSale({ externalOrderId: 'b', saleDate: day(3), state: 'pending' }),
            aSale({ externalOrderId: 'c', saleDate: day(3) }),
            aSale({ externalOrderId: 'd', saleDate: day(2), productName: null }),
          ],
        });
      });

      it('gives the newest first, page by page, without a gap or a double', async () => {
        const first = await list({}, null, 3);
        expect(ids(first)).toEqual(['c', 'b', 'd']);
        const last = first.at(-1);
        const after = last ? { saleDate: last.saleDate, ...last.id } : null;
        expect(ids(await list({}, after, 3))).toEqual(['a']);
      });

      it.each<[string, Partial<SaleFilter>, readonly string[]]>([
        ['a span whose end is open', { from: day(2), until: day(3) }, ['d']],
        ['statuses', { statuses: ['pending'] }, ['b']],
        ['part of a product name, in any case', { search: ' acme c' }, ['c', 'b']],
        ['a name with a sign of the query language', { search: '100%' }, ['a']],
        ['the same sign, which is no wildcard', { search: 'A%e' }, []],
        ['a whole order id', { search: 'd' }, ['d']],
        ['no account, which is not every account', { accounts: [] }, []],
        ['an unknown account', { accounts: ['0198c0de-0000-7000-8000-00000000ffff'] }, []],
      ])('finds by %s', async (_, filter, expected) => {
        expect(ids(await list(filter))).toEqual(expected);
        expect(await count(filter)).toBe(expected.length);
      });

      it('counts no further than asked', async () => {
        expect([await count({}, 3), await count({}, 4), await count({}, 5)]).toEqual([3, 4, 4]);
      });

      it('finds by network, and names the account', async () => {
        expect(await list({ networks: [account.network] })).toHaveLength(4);
        const [sale] = await list();
        expect(sale?.accountLabel).toBe(`label of ${account.accountId}`);
      });
    });
  });
}

function counts(created: number, changed: number, unchanged: number) {
  return { created, changed, unchanged, quarantined: 0 };
}

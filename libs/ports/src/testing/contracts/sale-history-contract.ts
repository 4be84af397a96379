import { currency, networkId } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { ChangeCursor, ChangeFilter, ChangeSumQuery, SaleChange } from '../../sale-history-repository';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  endWell,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
} from './storage-harness';

const EVERY_CHANGE: ChangeFilter = { since: null, until: null, networks: [], accounts: 'all' };
const HOTMART = networkId('hotmart');

/** What every storage must tell of the past. */
export function describeSaleHistoryRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a SaleHistoryRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = async (page: Partial<SalePage>, owner = account): Promise<string> => {
      const whole = await newPage(storage(), owner, page);
      await storage().sales.storePage(whole);
      return whole.runId;
    };
    const changes = (filter: Partial<ChangeFilter> = {}, after: ChangeCursor | null = null, limit = 100) =>
      storage().history.listChanges(account.agencyId, { ...EVERY_CHANGE, ...filter }, { limit, after });
    const theChange = async (): Promise<SaleChange> => {
      const [change, ...others] = await changes();
      if (!change || others.length > 0) throw new Error('expected exactly one change');
      return change;
    };
    const sums = (query: Partial<ChangeSumQuery> = {}) =>
      storage().history.summarizeChanges({
        ...{ ...EVERY_CHANGE, agencyId: account.agencyId, zone: 'UTC', reportingCurrency: currency('USD') },
        ...query,
      });
    /** An instant of the storage's clock between what was stored before and what is stored after. */
    const pause = async (): Promise<Date> => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      const now = storage().now();
      await new Promise((resolve) => setTimeout(resolve, 3));
      return now;
    };
    const keys = (found: readonly SaleChange[]) =>
      found.map(({ id, kind }) => `${id.externalOrderId} ${kind}`);

    describe('changes', () => {
      it('are none of new sales, and none when the same comes again', async () => {
        await store({ sales: [aSale()], reversals: [aReversal()] });
        await store({ sales: [aSale()], reversals: [aReversal()] });
        await store({ reversals: [aReversal({ externalReversalId: 'unknown', linkKey: 'unknown' })] });
        expect(await changes()).toEqual([]);
        expect(await sums()).toEqual([]);
      });

      it('tell what a sale was and is, what that did to Earnings, and which run saw it', async () => {
        await store({ sales: [aSale()] });
        await endWell(storage(), account);
        const good = (await storage().accounts.find(account))?.lastGoodSyncAt;
        const before = storage().now();
        const runId = await store({ reversals: [aReversal({ amount: '25', commission: '10' })] });
        const change = await theChange();
        expect(change).toEqual({
          id: { accountId: account.accountId, externalOrderId: 'order-1' },
          network: account.network,
          accountLabel: `label of ${account.accountId}`,
          kind: 'reversed',
          changedAt: change.changedAt,
          before: {
            ...{ orderNumber: 'order-1', productName: 'Acme Course', status: 'completed' },
            ...{ amount: '100.0000', currency: 'USD', commission: '40.0000', commissionCurrency: 'USD' },
            ...{ reversedAmount: '0.0000', reversedCommission: '0.0000', saleDate: aSale().saleDate },
          },
          after: { ...change.before, reversedAmount: '25.0000', reversedCommission: '10.0000' },
          effects: [{ currency: 'USD', amount: '-10' }],
          lastGoodSyncAt: good,
          run: { id: runId, trigger: 'manual', tier: 'hot' },
        });
        expect(change.changedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
        expect(change.changedAt.getTime()).toBeLessThanOrEqual(storage().now().getTime());
      });

      it('are dated by no reading before the first good one', async () => {
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ commission: '41' })] });
        expect(await theChange()).toMatchObject({ lastGoodSyncAt: null, kind: 'commission' });
      });

      it('are none of what a first reading finds out on its way; the history of the sale tells it', async () => {
        await store({ sales: [aSale()] });
        const page = await newPage(storage(), account, { reversals: [aReversal()] });
        const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
        const runId = await storage().runs.begin(account, { trigger: 'connect', tier: 'backfill', window });
        await storage().sales.storePage({ ...page, runId });
        expect(await changes()).toEqual([]);
        expect(await sums()).toEqual([]);
        const { sale } = await storage().history.historyOf(account, 'order-1');
        expect(sale.map((version) => version.sale.status)).toEqual(['completed', 'refunded']);
      });

      it('say who moved it: a file, for example', async () => {
        await store({ sales: [aSale()] });
        const page = await newPage(storage(), account, { sales: [aSale({ commission: '1' })] });
        const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
        const runId = await storage().runs.begin(account, { trigger: 'import', tier: 'import', window });
        await storage().sales.storePage({ ...page, runId });
        expect((await theChange()).run).toEqual({ id: runId, trigger: 'import', tier: 'import' });
      });

      it('know a withdrawn reversal, a paid sale and one that is gone', async () => {
        await store({ sales: [aSale()], reversals: [aReversal()] });
        await store({ sales: [aSale()], completeLinkKeys: ['order-1'] });
        expect(await theChange()).toMatchObject({
          kind: 'reversal-withdrawn',
          effects: [{ amount: '40' }],
          before: { status: 'refunded' },
          after: { status: 'completed', reversedCommission: '0.0000' },
        });
        await store({ sales: ['2', '3'].map((id) => aSale({ externalOrderId: id, state: 'pending' })) });
        await store({ sales: [aSale({ externalOrderId: '2' })] });
        await store({ neverPaid: ['3'] });
        expect(keys(await changes())).toEqual(['3 removed', '2 status', 'order-1 reversal-withdrawn']);
        const [removed, paid] = await changes();
        expect(removed).toMatchObject({ after: null, effects: [{ currency: 'USD', amount: '0' }] });
        expect(paid).toMatchObject({ effects: [{ currency: 'USD', amount: '40' }] });
      });

      it('follow one sale through several, each from its own before to its own after', async () => {
        await store({ sales: [aSale({ state: 'pending' })] });
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ productName: 'Acme Course 2' })] });
        const found = await changes();
        expect(keys(found)).toEqual(['order-1 details', 'order-1 status']);
        expect(found[0]?.before).toEqual(found[1]?.after);
        expect(found[0]?.after?.productName).toBe('Acme Course 2');
      });

      it('come newest first, page after page, each once, those of one page by key', async () => {
        const sales = ['a', 'b', 'c', 'd', 'e'].map((id) => aSale({ externalOrderId: id }));
        await store({ sales });
        await store({ sales: sales.map((sale) => ({ ...sale, commission: '1' })) });
        await store({ sales: sales.slice(0, 2) });
        const seen: string[] = [];
        let after: ChangeCursor | null = null;
        do {
          const page: readonly SaleChange[] = await changes({}, after, 3);
          const last = page.at(-1);
          seen.push(...keys(page));
          after = last ? { changedAt: last.changedAt, ...last.id } : null;
        } while (after !== null);
        const ids = seen.map((key) => key.split(' ')[0]);
        expect(ids).toEqual(['b', 'a', 'e', 'd', 'c', 'b', 'a']);
      });

      it('are found by their span, network and account', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId, network: HOTMART });
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ commission: '1' })] });
        const between = await pause();
        await store({ sales: [aSale({ externalOrderId: '2' })] }, sibling);
        await store({ sales: [aSale({ externalOrderId: '2', amount: '1' })] }, sibling);
        expect(keys(await changes({ until: between }))).toEqual(['order-1 commission']);
        expect(keys(await changes({ since: between }))).toEqual(['2 amount']);
        expect(keys(await changes({ networks: [HOTMART] }))).toEqual(['2 amount']);
        expect(keys(await changes({ accounts: [account.accountId] }))).toEqual(['order-1 commission']);
        expect(keys(await changes({ accounts: [] }))).toEqual([]);
      });

      it('stay in their agency', async () => {
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ amount: '1' })] });
        const stranger = await connected(storage());
        const page = { limit: 9, after: null };
        expect(await storage().history.listChanges(stranger.agencyId, EVERY_CHANGE, page)).toEqual([]);
        expect(await sums({ agencyId: stranger.agencyId })).toEqual([]);
        const moved = { ...account, agencyId: stranger.agencyId };
        expect(await storage().history.historyOf(moved, 'order-1')).toEqual({ sale: [], reversals: [] });
      });
    });

    describe('their sum', () => {
      it('counts each sale once, and adds every effect up, per network and currency', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId, network: HOTMART });
        const brl = { commissionCurrency: currency('BRL') };
        await store({ sales: [aSale(), aSale({ externalOrderId: '2' })] });
        await store({ sales: [aSale(brl)] }, sibling);
        await store({
          sales: [aSale({ commission: '50' }), aSale({ externalOrderId: '2', commission: '1' })],
        });
        await store({ reversals: [aReversal({ commission: '12.5' })] });
        await store({ sales: [aSale({ ...brl, commission: '30' })] }, sibling);
        expect(await sums()).toEqual([
          {
            ...{ network: 'clickbank', currency: 'USD', sales: 2 },
            ...{ effect: '-41.5', converted: '-41.5', unconverted: '0' },
          },
          {
            ...{ network: 'hotmart', currency: 'BRL', sales: 1 },
            ...{ effect: '-10', converted: '0', unconverted: '-10' },
          },
        ]);
        expect(await sums({ networks: [HOTMART] })).toHaveLength(1);
        expect(await sums({ accounts: [account.accountId] })).toHaveLength(1);
        expect(await sums({ accounts: [] })).toEqual([]);
      });

      it('counts a sale in the currency it ended with', async () => {
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ commissionCurrency: currency('BRL'), commission: '200' })] });
        expect(await sums()).toMatchObject([
          { currency: 'BRL', sales: 1, effect: '200', converted: '0', unconverted: '200' },
          { currency: 'USD', sales: 0, effect: '-40', converted: '-40', unconverted: '0' },
        ]);
      });

      it('is of its span only', async () => {
        await store({ sales: [aSale()] });
        await store({ sales: [aSale({ commission: '41' })] });
        const between = await pause();
        await store({ sales: [aSale({ commission: '43' })] });
        expect(await sums({ since: between })).toMatchObject([{ effect: '2', sales: 1 }]);
        expect(await sums({ until: between })).toMatchObject([{ effect: '1', sales: 1 }]);
        expect(await sums()).toMatchObject([{ effect: '3', sales: 1 }]);
      });
    });

    describe('the history of one sale', () => {
      const history = (order = 'order-1') => storage().history.historyOf(account, order);

      it('is what is stored, for a sale that never changed', async () => {
        const runId = await store({ sales: [aSale()] });
        const { sale, reversals } = await history();
        expect(sale).toMatchObject([
          {
            until: null,
            isRemoved: false,
            ended: null,
            stored: { run: { id: runId } },
            sale: { status: 'completed' },
          },
        ]);
        expect(reversals).toEqual([]);
        expect(await history('unknown')).toEqual({ sale: [], reversals: [] });
      });

      it('has every version, oldest first, each until the next, with the run that stored it', async () => {
        const first = await store({ sales: [aSale({ state: 'pending' })] });
        const second = await store({ sales: [aSale()] });
        const third = await store({ reversals: [aReversal({ reversedAt: null })] });
        const { sale, reversals } = await history();
        expect(sale.map((version) => [version.sale.status, version.stored.run?.id])).toEqual([
          ['pending', first],
          ['completed', second],
          ['refunded', third],
        ]);
        expect(sale.map(({ ended }) => ended?.run?.id)).toEqual([second, third, undefined]);
        expect(sale.map(({ until }) => until)).toEqual([sale[1]?.since, sale[2]?.since, null]);
        expect(reversals).toMatchObject([
          {
            ...{ externalReversalId: 'order-1:refund', until: null, stored: { run: { id: third } } },
            ...{ since: sale[2]?.since, reversal: { kind: 'refund', observed: true, commission: '40.0000' } },
          },
        ]);
      });

      it('keeps a sale that is gone, and its coming back', async () => {
        await store({ sales: [aSale({ state: 'pending' })] });
        const removal = await store({ neverPaid: ['order-1'] });
        await store({ sales: [aSale()] });
        const { sale } = await history();
        expect(sale[0]?.ended?.run?.id).toBe(removal);
        expect(sale.map(({ isRemoved, until }) => [isRemoved, until !== null])).toEqual([
          [true, true],
          [false, false],
        ]);
        expect(keys(await changes())).toEqual(['order-1 removed']);
      });

      it('keeps a reversal that was withdrawn', async () => {
        await store({ sales: [aSale()], reversals: [aReversal()] });
        await store({ sales: [aSale()], completeLinkKeys: ['order-1'] });
        const { sale, reversals } = await history();
        expect(sale.map((version) => version.sale.status)).toEqual(['refunded', 'completed']);
        expect(reversals).toMatchObject([{ isRemoved: true, until: sale[1]?.since }]);
      });

      it('is of one account', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await store({ sales: [aSale()] }, sibling);
        expect(await history()).toEqual({ sale: [], reversals: [] });
      });
    });
  });

  describe(`${name}: when a member last looked`, () => {
    const storage = startedStorage(start);
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 14, hour));

    it('is unknown at first, and moves forward only', async () => {
      const agencyId = await storage().addAgency();
      const [member, other] = [await storage().addMember(agencyId), await storage().addMember(agencyId)];
      const { looks } = storage();
      expect(await looks.lastLookedAt(agencyId, member)).toBeNull();
      await looks.markLooked(agencyId, member, at(12));
      await looks.markLooked(agencyId, member, at(9));
      expect(await looks.lastLookedAt(agencyId, member)).toEqual(at(12));
      await looks.markLooked(agencyId, member, at(13));
      expect(await looks.lastLookedAt(agencyId, member)).toEqual(at(13));
      expect(await looks.lastLookedAt(agencyId, other)).toBeNull();
      expect(await looks.lastLookedAt(await storage().addAgency(), member)).toBeNull();
    });
  });
}

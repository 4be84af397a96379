import { aReversal, aSale } from '@tributary/domain/testing';
import type { NormalizedRow } from '../../network-gateway';
import type { QuarantineCursor } from '../../quarantine-repository';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
} from './storage-harness';

const NOTHING: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: false,
  neverPaid: [],
};

/** What every storage must do with rows that were set aside. */
export function describeQuarantineRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a QuarantineRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = async (page: Partial<SalePage>, owner = account) =>
      storage().sales.storePage(await newPage(storage(), owner, page));
    const setAside = (...ids: readonly number[]) =>
      store({ quarantined: ids.map((id) => ({ reason: `row ${id} has no currency`, raw: { id } })) });
    const open = (owner = account) => storage().quarantine.listOpen(owner, { limit: 100, after: null });
    const reasons = async (owner = account) => (await open(owner)).map((row) => row.reason);

    it('lists open rows newest first, page after page, each once', async () => {
      for (const id of [1, 2, 3]) await setAside(id);
      await setAside(4, 5, 6);
      const seen: string[] = [];
      let after: QuarantineCursor | null = null;
      do {
        const page = await storage().quarantine.listOpen(account, { limit: 2, after });
        seen.push(...page.map((row) => row.reason));
        after = page.at(-1) ?? null;
      } while (after !== null);
      expect(seen).toEqual(await reasons());
      expect(seen.slice(0, 3).toSorted()).toEqual([4, 5, 6].map((id) => `row ${id} has no currency`));
      expect(seen.slice(3)).toEqual([3, 2, 1].map((id) => `row ${id} has no currency`));
    });

    it('opens rows as they were read, and knows no others', async () => {
      const raw = { id: 7, sale: { email: 'buyer@example.com', lines: [1, null, 'x'] } };
      await store({ quarantined: [{ reason: 'no currency', raw }] });
      const [row] = await open();
      const rows = await storage().quarantine.openRaw(account, [row?.id ?? '', 'unknown']);
      expect([...rows]).toEqual([[row?.id, raw]]);
      expect(await storage().quarantine.openRaw(account, [])).toEqual(new Map());
    });

    it('lists and counts a resolved row no more, until it fails again with a fresh reason', async () => {
      await setAside(1, 2);
      const [first, second] = await open();
      await storage().quarantine.resolve(account, [first?.id ?? '']);
      expect(await open()).toEqual([second]);
      expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
        new Map([[account.accountId, 1]]),
      );
      const raw = (await storage().quarantine.openRaw(account, [first?.id ?? ''])).get(first?.id ?? '');
      await store({ quarantined: [{ reason: 'no date', raw: raw ?? {} }] });
      expect((await open()).find(({ id }) => id === first?.id)).toEqual({ ...first, reason: 'no date' });
    });

    it('keeps accounts and agencies apart', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const stranger = await connected(storage());
      await setAside(1);
      await store({ quarantined: [{ reason: 'theirs', raw: { id: 1 } }] }, sibling);
      const [row] = await open();
      const id = row?.id ?? '';
      await storage().quarantine.resolve({ ...account, agencyId: stranger.agencyId }, [id]);
      await storage().quarantine.resolve(sibling, [id]);
      expect(await reasons()).toEqual(['row 1 has no currency']);
      expect(await reasons(sibling)).toEqual([]);
      expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
        new Map([[account.accountId, 1]]),
      );
      expect(await storage().quarantine.countOpen(stranger.agencyId)).toEqual(new Map());
      const moved = { ...account, agencyId: stranger.agencyId };
      expect(await storage().quarantine.openRaw(moved, [id])).toEqual(new Map());
    });

    describe('newer facts', () => {
      const hasNewer = (meaning: Partial<NormalizedRow>, since: Date) =>
        storage().quarantine.hasNewer(account, { ...NOTHING, ...meaning }, since);
      /** An instant of the storage after everything that was stored. */
      const later = () => new Date(storage().now().getTime() + 60_000);
      const earlier = new Date('2026-01-01T00:00:00Z');

      it('are sales of the same order that were stored later', async () => {
        await store({ sales: [aSale()] });
        expect(await hasNewer({ sales: [aSale({ amount: '1' })] }, earlier)).toBe(true);
        expect(await hasNewer({ neverPaid: ['order-1'] }, earlier)).toBe(true);
        expect(await hasNewer({ sales: [aSale()] }, later())).toBe(false);
        expect(await hasNewer({ sales: [aSale({ externalOrderId: 'order-2' })] }, earlier)).toBe(false);
      });

      it('are reversals of the same id, and any of a sale whose row tells all of them', async () => {
        await store({ reversals: [aReversal()] });
        expect(await hasNewer({ reversals: [aReversal()] }, earlier)).toBe(true);
        expect(await hasNewer({ sales: [aSale()] }, earlier)).toBe(false);
        expect(await hasNewer({ sales: [aSale()], reversalsAreComplete: true }, earlier)).toBe(true);
        expect(await hasNewer({ sales: [aSale()], reversalsAreComplete: true }, later())).toBe(false);
      });

      it('are totals of the same day, and never those of another account', async () => {
        const total = {
          ...{ day: '2026-03-14' as never, currency: 'USD' as never, grossCommission: '40.00' },
          ...{ voidedCommission: null, netCommission: null, conversions: 1, visits: 12 },
          ...{ zone: 'UTC', reversals: null },
        };
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await store({ dailyTotals: [total], sales: [aSale()] }, sibling);
        expect(await hasNewer({ dailyTotals: [total], sales: [aSale()] }, earlier)).toBe(false);
        await store({ dailyTotals: [total] });
        expect(await hasNewer({ dailyTotals: [total] }, earlier)).toBe(true);
        expect(await hasNewer(NOTHING, earlier)).toBe(false);
      });
    });
  });
}

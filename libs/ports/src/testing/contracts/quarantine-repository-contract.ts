import { aReversal, aSale } from '@tributary/domain/testing';
import type {
  QuarantineCursor,
  QuarantinedRowEntry,
  QuarantineFilter,
  QuarantineMark,
} from '../../quarantine-repository';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

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

    const store = (page: Partial<SalePage>, owner = account) => storeNew(storage(), owner, page);
    const setAside = (...ids: readonly number[]) =>
      store({ quarantined: ids.map((id) => ({ reason: `row ${id} has no currency`, raw: { id } })) });
    const list = (filter: Partial<QuarantineFilter> = {}, owner = account) =>
      storage().quarantine.list(
        owner,
        { state: 'open', reason: null, ...filter },
        { limit: 100, after: null },
      );
    const open = (owner = account) => list({}, owner);
    /** At least two rows. */
    const opened = async () => (await open()) as [QuarantinedRowEntry, QuarantinedRowEntry];
    const mark = (ids: readonly string[], as: QuarantineMark, owner = account) =>
      storage().quarantine.mark(owner, { ids }, as);
    const dismiss = { as: 'dismissed', reason: 'test orders', by: 'Mara' } as const;
    const reasons = async (owner = account) => (await open(owner)).map((row) => row.reason);

    it('lists open rows newest first, page after page, each once', async () => {
      for (const id of [1, 2, 3]) await setAside(id);
      await setAside(4, 5, 6);
      const seen: string[] = [];
      let after: QuarantineCursor | null = null;
      do {
        const page = await storage().quarantine.list(
          account,
          { state: 'open', reason: null },
          { limit: 2, after },
        );
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
      const [first, second] = await opened();
      expect(await mark([first.id], { as: 'resolved' })).toBe(1);
      expect(await mark([first.id], { as: 'resolved' })).toBe(0);
      expect(await open()).toEqual([second]);
      expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
        new Map([[account.accountId, 1]]),
      );
      const raw = (await storage().quarantine.openRaw(account, [first.id])).get(first.id);
      await store({ quarantined: [{ reason: 'no date', raw: raw ?? {} }] });
      const again = (await opened()).find(({ id }) => id === first.id) ?? second;
      expect(again).toMatchObject({ ...first, reason: 'no date', setAsideAt: again.setAsideAt });
      expect(again.setAsideAt.getTime()).toBeGreaterThan(first.setAsideAt.getTime());
    });

    it('keeps accounts and agencies apart', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const stranger = await connected(storage());
      await setAside(1);
      await store({ quarantined: [{ reason: 'theirs', raw: { id: 1 } }] }, sibling);
      const [row] = await open();
      const id = row?.id ?? '';
      await mark([id], { as: 'resolved' }, { ...account, agencyId: stranger.agencyId });
      await mark([id], { as: 'resolved' }, sibling);
      expect(await reasons()).toEqual(['row 1 has no currency']);
      expect(await reasons(sibling)).toEqual([]);
      expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
        new Map([[account.accountId, 1]]),
      );
      expect(await storage().quarantine.countOpen(stranger.agencyId)).toEqual(new Map());
      const moved = { ...account, agencyId: stranger.agencyId };
      expect(await storage().quarantine.openRaw(moved, [id])).toEqual(new Map());
    });

    describe('dismissed rows', () => {
      it('are listed apart with who did it and why, count as open no more, and can be taken back', async () => {
        await setAside(1, 2);
        const [first, second] = await open();
        expect(await mark([first?.id ?? '', 'unknown'], dismiss)).toBe(1);
        expect(await open()).toEqual([second]);
        const [dismissed] = await list({ state: 'dismissed' });
        expect(dismissed).toMatchObject({ ...first, dismissal: { reason: 'test orders', by: 'Mara' } });
        expect(dismissed?.dismissal?.at).toBeInstanceOf(Date);
        expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
          new Map([[account.accountId, 1]]),
        );
        expect(await mark([first?.id ?? ''], { as: 'open' })).toBe(1);
        expect(await open()).toEqual([first, second]);
        expect(await list({ state: 'dismissed' })).toEqual([]);
      });

      it('keep the words of who dismissed them first', async () => {
        await setAside(1);
        const [row] = await open();
        await mark([row?.id ?? ''], dismiss);
        expect(await mark([row?.id ?? ''], { ...dismiss, reason: 'again' })).toBe(0);
        expect((await list({ state: 'dismissed' }))[0]?.dismissal).toMatchObject({ reason: 'test orders' });
      });

      it('stay dismissed when they are read again', async () => {
        await setAside(1);
        const [row] = await open();
        await mark([row?.id ?? ''], dismiss);
        expect(await setAside(1)).toMatchObject({ quarantined: 0 });
        expect(await open()).toEqual([]);
        expect(await list({ state: 'dismissed' })).toHaveLength(1);
      });

      it('may be all of a filter', async () => {
        await setAside(1, 2);
        const odd = { reason: 'no date', raw: { id: 3 } };
        await store({ quarantined: [odd] });
        const filter = { state: 'open', reason: 'no date' } as const;
        expect(await storage().quarantine.mark(account, filter, dismiss)).toBe(1);
        expect(await list({ state: 'dismissed', reason: 'no date' })).toHaveLength(1);
        const rest = { state: 'open', reason: null } as const;
        expect(await storage().quarantine.mark(account, rest, dismiss)).toBe(2);
        expect(await open()).toEqual([]);
      });
    });

    it('counts rows by reason, with the field the reason is about', async () => {
      const noDate = [1, 2, 3].map((id) => ({ reason: 'no date', field: 'time', raw: { id } }));
      await store({ quarantined: [...noDate, { reason: 'no amount', raw: { id: 4 } }] });
      const [first] = await list({ reason: 'no date' });
      await mark([first?.id ?? ''], dismiss);
      expect(await storage().quarantine.countByReason(account)).toEqual([
        { reason: 'no date', field: 'time', open: 2, dismissed: 1 },
        { reason: 'no amount', field: null, open: 1, dismissed: 0 },
      ]);
      expect(first?.field).toBe('time');
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      expect(await storage().quarantine.countByReason(sibling)).toEqual([]);
    });

    describe('rows whose order is read well', () => {
      const bad = (id: number, externalId: string | null = 'order-1') => ({
        ...{ reason: 'no currency', raw: { id }, externalId },
      });

      it('settle themselves, once a later run stores the order', async () => {
        await store({ quarantined: [bad(1), bad(2, 'order-2'), bad(3, null)] });
        await store({ sales: [aSale()] });
        expect((await open()).map(({ id }) => id)).toHaveLength(2);
        await store({ reversals: [aReversal({ externalReversalId: 'order-2' })] });
        expect(await open()).toHaveLength(1);
        expect(await storage().quarantine.countOpen(account.agencyId)).toEqual(
          new Map([[account.accountId, 1]]),
        );
      });

      it('wait on when a run tells the order that began before they were set aside', async () => {
        const older = await newPage(storage(), account, { sales: [aSale()] });
        await store({ quarantined: [bad(1)] });
        await storage().sales.storePage(older);
        expect(await open()).toHaveLength(1);
      });

      it('wait on when the same page tells both', async () => {
        const page = { sales: [aSale()], quarantined: [bad(1)] };
        await store(page);
        await store(page);
        expect(await open()).toHaveLength(1);
      });

      it('wait on when another account stores an order of that name', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await store({ quarantined: [bad(1)] });
        await store({ sales: [aSale()] }, sibling);
        expect(await open()).toHaveLength(1);
      });

      it('wait on when only an older page tells the order', async () => {
        const toldAt = storage().now();
        await store({ quarantined: [bad(1)] });
        await store({ sales: [aSale()], toldAt });
        expect(await open()).toHaveLength(1);
      });
    });

    it('opens a settled row no more because it is on a kept page', async () => {
      await setAside(1);
      const [row] = await open();
      await mark([row?.id ?? ''], { as: 'resolved' });
      const raw = { id: 1 };
      await store({ quarantined: [{ reason: 'row 1 is odd', raw }], toldAt: storage().now() });
      expect(await open()).toEqual([]);
    });
  });
}

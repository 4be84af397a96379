import type { Sale } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

/** What every storage must do with the customers of sales. */
export function describeCustomerRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a CustomerRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const tell = (sales: readonly Sale[], owner = account) => storeNew(storage(), owner, { sales });
    const sold = (externalOrderId: string, customerEmail: string | null, overrides: Partial<Sale> = {}) =>
      aSale({ externalOrderId, customerEmail, ...overrides });
    const key = (externalOrderId: string, owner = account) => ({
      agencyId: owner.agencyId,
      accountId: owner.accountId,
      externalOrderId,
    });
    const emailOf = async (order: string, owner = account) =>
      (await storage().customers.find(key(order, owner)))?.email;
    const ordersOf = async (email: string, agencyId = account.agencyId) =>
      (await storage().customers.salesOf(agencyId, email)).map((sale) => sale.externalOrderId);

    it('keep who bought, as the network wrote it, and nobody where it tells none', async () => {
      await tell([sold('1', ' Ada@Example.com '), sold('2', null), sold('3', 'not told')]);
      expect(await emailOf('1')).toBe('Ada@Example.com');
      expect([await emailOf('2'), await emailOf('3'), await emailOf('4')]).toEqual([null, null, undefined]);
    });

    it('follow a network that corrects them, and stay when it tells none any more', async () => {
      await tell([sold('1', 'ada@example.com'), sold('2', 'bob@example.com')]);
      await tell([sold('1', 'eve@example.com'), sold('2', null)]);
      expect([await emailOf('1'), await emailOf('2')]).toEqual(['eve@example.com', 'bob@example.com']);
    });

    it('find the sales of a person at every account of the agency, and at no other agency', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const stranger = await connected(storage());
      await tell([sold('1', 'ada@example.com'), sold('2', 'bob@example.com')]);
      await tell([sold('3', 'ADA@example.com')], sibling);
      await tell([sold('4', 'ada@example.com')], stranger);
      expect((await ordersOf('Ada@Example.com')).toSorted()).toEqual(['1', '3']);
      expect(await ordersOf('ada@example.com', stranger.agencyId)).toEqual(['4']);
      expect([await ordersOf('nobody@example.com'), await ordersOf('nobody')]).toEqual([[], []]);
      expect(await emailOf('4', { ...account, accountId: stranger.accountId })).toBeUndefined();
    });

    it('go with their sale', async () => {
      await tell([sold('1', 'ada@example.com', { state: 'pending' })]);
      const page = await newPage(storage(), account, { neverPaid: ['1'] });
      await storage().sales.storePage(page);
      expect([await emailOf('1'), await ordersOf('ada@example.com')]).toEqual([undefined, []]);
    });

    it('are erased everywhere in the agency, and never kept again', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const stranger = await connected(storage());
      for (const owner of [account, sibling, stranger]) await tell([sold('1', 'ada@example.com')], owner);
      await tell([sold('2', 'bob@example.com')]);
      expect(await storage().erasures.erase(account.agencyId, ' ADA@example.com')).toBe(2);
      await tell([sold('1', 'ada@example.com'), sold('3', 'Ada@example.com')]);
      expect([await emailOf('1'), await emailOf('3'), await emailOf('1', sibling)]).toEqual([
        null,
        null,
        null,
      ]);
      expect([await emailOf('2'), await emailOf('1', stranger)]).toEqual([
        'bob@example.com',
        'ada@example.com',
      ]);
      expect(await storage().erasures.erase(account.agencyId, 'nobody')).toBe(0);
    });

    it('are known as erased, whatever way they are written, and to their agency alone', async () => {
      const emails = ['ADA@example.com', 'bob@example.com', 'nobody'];
      const erased = async (agencyId: string) => [
        ...(await storage().erasures.erasedAmong(agencyId, () => emails)),
      ];
      expect(await erased(account.agencyId)).toEqual([]);
      await storage().erasures.erase(account.agencyId, 'ada@example.com');
      expect(await erased(account.agencyId)).toEqual(['ADA@example.com']);
      expect(await erased((await connected(storage())).agencyId)).toEqual([]);
    });

    it('leave the kept answers of their agency to be cleaned once, after each erasure', async () => {
      const page = new TextEncoder().encode(JSON.stringify([{ email: 'ada@example.com' }]));
      await storeNew(storage(), account, { rawPages: [{ bytes: page, told: null }] });
      const { erasures } = storage();
      const isWaiting = async () => (await erasures.agenciesToClean()).includes(account.agencyId);
      expect(await isWaiting()).toBe(false);
      await erasures.erase(account.agencyId, 'ada@example.com');
      expect(await isWaiting()).toBe(true);
      const clean = (text: string, isErased: (email: string) => boolean) =>
        isErased('ADA@example.com') && !isErased('bob@example.com') ? text.replace('ada', 'erased') : text;
      expect(await erasures.clean(account.agencyId, clean)).toBe(1);
      expect([await isWaiting(), await erasures.clean(account.agencyId, clean)]).toEqual([false, 0]);
      const kept = [];
      for await (const one of storage().rawPages.newestFirst(account)) kept.push(one.rows);
      expect(kept).toEqual([[{ email: 'erased@example.com' }]]);
      await erasures.erase(account.agencyId, 'ada@example.com');
      expect(await isWaiting()).toBe(true);
    });

    it('are forgotten with the years, those of older sales first', async () => {
      const at = (day: string) => ({ saleDate: new Date(`${day}T12:00:00Z`) });
      await tell([
        sold('1', 'ada@example.com', at('2024-03-01')),
        sold('2', 'ada@example.com', at('2024-03-02')),
      ]);
      const before = new Date('2024-03-02T00:00:00Z');
      const { retention } = storage();
      expect(await retention.forgetBefore(account.agencyId, before)).toEqual({ customers: 1, answers: 0 });
      expect([await emailOf('1'), await emailOf('2')]).toEqual([null, 'ada@example.com']);
      expect(await retention.forgetBefore(account.agencyId, before)).toEqual({ customers: 0, answers: 0 });
    });

    it('and answers are kept as long as the agency says', async () => {
      const { retention } = storage();
      const limits = async () =>
        (await retention.agenciesWithLimit()).filter(({ agencyId }) => agencyId === account.agencyId);
      expect([await retention.months(account.agencyId), await limits()]).toEqual([null, []]);
      await retention.setMonths(account.agencyId, 26);
      expect(await retention.months(account.agencyId)).toBe(26);
      expect(await limits()).toEqual([{ agencyId: account.agencyId, months: 26 }]);
      await retention.setMonths(account.agencyId, null);
      expect(await limits()).toEqual([]);
      const quarantined = [{ reason: 'unreadable', raw: { id: 1 } }];
      await storeNew(storage(), account, { quarantined });
      const later = new Date(storage().now().getTime() + 60_000);
      expect(await retention.forgetBefore(account.agencyId, later)).toEqual({ customers: 0, answers: 2 });
      const kept = [];
      for await (const page of storage().rawPages.newestFirst(account)) kept.push(page);
      expect(kept).toEqual([]);
    });
  });
}

import type { Sale } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import {
  connected,
  newPage,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
} from './storage-harness';

/** What every storage must do with the customers of sales. */
export function describeCustomerRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a CustomerRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const tell = async (sales: readonly Sale[], owner = account) =>
      storage().sales.storePage(await newPage(storage(), owner, { sales }));
    const sold = (externalOrderId: string, customerEmail: string | null, overrides: Partial<Sale> = {}) =>
      aSale({ externalOrderId, customerEmail, ...overrides });
    const key = (externalOrderId: string, owner = account) => ({
      agencyId: owner.agencyId,
      accountId: owner.accountId,
      externalOrderId,
    });
    const emailOf = (order: string, owner = account) => storage().customers.emailOf(key(order, owner));
    const ordersOf = async (email: string, agencyId = account.agencyId) =>
      (await storage().customers.salesOf(agencyId, email)).map((sale) => sale.externalOrderId);

    it('keep who bought, as the network wrote it, and nobody where it tells none', async () => {
      await tell([sold('1', ' Ada@Example.com '), sold('2', null), sold('3', 'not told')]);
      expect(await emailOf('1')).toBe('Ada@Example.com');
      expect([await emailOf('2'), await emailOf('3'), await emailOf('4')]).toEqual([null, null, null]);
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
      expect(await emailOf('4', { ...account, accountId: stranger.accountId })).toBeNull();
    });

    it('go with their sale', async () => {
      await tell([sold('1', 'ada@example.com', { state: 'pending' })]);
      const page = await newPage(storage(), account, { neverPaid: ['1'] });
      await storage().sales.storePage(page);
      expect([await emailOf('1'), await ordersOf('ada@example.com')]).toEqual([null, []]);
    });

    it('are erased everywhere in the agency, and never kept again', async () => {
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      const stranger = await connected(storage());
      for (const owner of [account, sibling, stranger]) await tell([sold('1', 'ada@example.com')], owner);
      await tell([sold('2', 'bob@example.com')]);
      expect(await storage().customers.erase(account.agencyId, ' ADA@example.com')).toBe(2);
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
      expect(await storage().customers.erase(account.agencyId, 'nobody')).toBe(0);
    });

    it('are forgotten with the years, those of older sales first', async () => {
      const at = (day: string) => ({ saleDate: new Date(`${day}T12:00:00Z`) });
      await tell([
        sold('1', 'ada@example.com', at('2024-03-01')),
        sold('2', 'ada@example.com', at('2024-03-02')),
      ]);
      const before = new Date('2024-03-02T00:00:00Z');
      expect(await storage().customers.forgetBefore(account.agencyId, before)).toBe(1);
      expect([await emailOf('1'), await emailOf('2')]).toEqual([null, 'ada@example.com']);
      expect(await storage().customers.forgetBefore(account.agencyId, before)).toBe(0);
    });
  });
}

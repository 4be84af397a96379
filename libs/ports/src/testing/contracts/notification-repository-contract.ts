import type { NotificationEndpointRepository } from '../../notification-repository';
import { connected, startedStorage, type ConnectedAccount, type StorageHarness } from './storage-harness';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (sealed: Uint8Array | null | undefined) => sealed && new TextDecoder().decode(sealed);

type Change = Parameters<NotificationEndpointRepository['save']>[1];

/** What every storage must do with addresses for networks and with what arrives there. */
export function describeNotificationRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a NotificationRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const endpoints = () => storage().notificationEndpoints;
    const save = (change: Partial<Change>, owner = account) =>
      endpoints().save(owner, { secretHash: null, secrets: null, ...change });
    const receive = (hash: string, owner = account, sealed = `sealed ${hash}`) =>
      storage().notifications.receive(owner, { hash, outcome: 'waiting', sealed: bytes(sealed) });
    const waiting = async (owner = account, limit = 100) =>
      (await storage().notifications.listWaiting(owner, limit)).map(({ hash, sealed }) => [
        hash,
        text(sealed),
      ]);
    const isWaiting = async (owner: ConnectedAccount) =>
      (await storage().notifications.accountsWaiting(10_000)).some(
        (one) => one.agencyId === owner.agencyId && one.accountId === owner.accountId,
      );

    describe('addresses', () => {
      it('are found by account and by the hash of their secret, with the network', async () => {
        const hash = crypto.randomUUID();
        await save({ secretHash: hash, secrets: { sealed: bytes('s'), hints: { passphrase: 'word' } } });
        const found = await endpoints().find(account);
        expect(found).toMatchObject({
          ...account,
          secretHints: { passphrase: 'word' },
          lastReceivedAt: null,
          refused: 0,
          lastRefusedAt: null,
        });
        expect(text(found?.sealedSecrets)).toBe('s');
        expect(await endpoints().findBySecret(hash)).toEqual(found);
        expect(await endpoints().findBySecret('unknown')).toBeNull();
        expect(JSON.stringify(found)).not.toContain(hash);
      });

      it('forget the former secret when it is replaced, and keep the rest', async () => {
        const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
        await save({ secretHash: first, secrets: { sealed: bytes('s'), hints: { passphrase: 'word' } } });
        const before = await endpoints().find(account);
        await save({ secretHash: second });
        expect(await endpoints().findBySecret(first)).toBeNull();
        const after = await endpoints().findBySecret(second);
        expect(text(after?.sealedSecrets)).toBe('s');
        expect(after?.secretHints).toEqual({ passphrase: 'word' });
        expect(after?.addressSince.getTime()).toBeGreaterThan(before?.addressSince.getTime() ?? Infinity);
      });

      it('keep their secret when only the credentials change, and count refusals anew', async () => {
        const hash = crypto.randomUUID();
        await save({ secretHash: hash });
        await endpoints().countRefused(account);
        await endpoints().countRefused(account);
        const before = await endpoints().find(account);
        expect(before).toMatchObject({ refused: 2, sealedSecrets: null });
        expect(before?.lastRefusedAt).not.toBeNull();
        await save({ secrets: { sealed: bytes('new'), hints: { passphrase: 'news' } } });
        const after = await endpoints().findBySecret(hash);
        expect(after).toMatchObject({ refused: 0, lastRefusedAt: null, addressSince: before?.addressSince });
        expect(text(after?.sealedSecrets)).toBe('new');
      });

      it('need an account and, when new, a secret', async () => {
        const stranger = { ...account, agencyId: await storage().addAgency() };
        await expect(save({ secretHash: 'h' }, stranger)).rejects.toThrow();
        await expect(save({})).rejects.toThrow(RangeError);
        expect(await endpoints().find(account)).toBeNull();
      });

      it('are no other agency’s, and go without what was received', async () => {
        const hash = crypto.randomUUID();
        await save({ secretHash: hash });
        await receive('a');
        const stranger = { ...account, agencyId: await storage().addAgency() };
        expect(await endpoints().find(stranger)).toBeNull();
        await endpoints().remove(stranger);
        await endpoints().countRefused(stranger);
        expect(await endpoints().findBySecret(hash)).toMatchObject({ refused: 0 });
        await endpoints().remove(account);
        expect(await endpoints().findBySecret(hash)).toBeNull();
        expect(await waiting()).toEqual([['a', 'sealed a']]);
      });
    });

    describe('what arrives', () => {
      it('is stored once, however often it is sent, and waits in the order it came', async () => {
        await save({ secretHash: crypto.randomUUID() });
        expect(await receive('b')).toBe(true);
        expect(await receive('a')).toBe(true);
        expect(await receive('b', account, 'another seal')).toBe(false);
        expect(await waiting()).toEqual([
          ['b', 'sealed b'],
          ['a', 'sealed a'],
        ]);
        expect(await waiting(account, 1)).toEqual([['b', 'sealed b']]);
        expect((await endpoints().find(account))?.lastReceivedAt).not.toBeNull();
      });

      it('is settled once and for all, and counted by what came of it', async () => {
        for (const hash of ['a', 'b', 'c']) await receive(hash);
        await storage().notifications.receive(account, { hash: 'd', outcome: 'ignored', sealed: null });
        await storage().notifications.settle(account, ['a', 'b', 'unknown'], 'booked');
        await storage().notifications.settle(account, ['a'], 'kept-aside');
        expect(await waiting()).toEqual([['c', 'sealed c']]);
        expect(await receive('a')).toBe(false);
        expect(await waiting()).toEqual([['c', 'sealed c']]);
        expect(Object.fromEntries(await storage().notifications.tally(account))).toEqual({
          booked: 2,
          ignored: 1,
          waiting: 1,
        });
      });

      it('belongs to one account', async () => {
        const sibling = await connected(storage(), { agencyId: account.agencyId });
        await receive('a');
        expect(await receive('a', sibling)).toBe(true);
        await storage().notifications.settle(sibling, ['a'], 'booked');
        expect(await waiting()).toEqual([['a', 'sealed a']]);
        expect(await waiting(sibling)).toEqual([]);
        const stranger = { ...account, agencyId: await storage().addAgency() };
        await storage().notifications.settle(stranger, ['a'], 'booked');
        expect(await waiting()).toEqual([['a', 'sealed a']]);
        expect(await storage().notifications.tally(stranger)).toEqual(new Map());
      });

      it('names the accounts that have something waiting, but no paused ones', async () => {
        const quiet = await connected(storage());
        await receive('a');
        expect(await isWaiting(account)).toBe(true);
        expect(await isWaiting(quiet)).toBe(false);
        await storage().accounts.setPaused(account, true);
        expect(await isWaiting(account)).toBe(false);
        await storage().accounts.setPaused(account, false);
        await storage().notifications.settle(account, ['a'], 'read-again');
        expect(await isWaiting(account)).toBe(false);
      });
    });
  });
}

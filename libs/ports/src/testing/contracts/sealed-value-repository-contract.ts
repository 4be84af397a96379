import { keyIdOf, type AccountSealContext, type SealContext } from '../../credential-cipher';
import type { SealedValue } from '../../sealed-value-repository';
import { ReversibleCipher } from '../fakes/reversible-cipher';
import { connected, newAccount, startedStorage, type StorageHarness } from './storage-harness';

const MORE_THAN_A_BATCH = 60;

const keyId = () => crypto.randomUUID().slice(0, 8);
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (plain: Uint8Array) => new TextDecoder().decode(plain);

/** What every storage must do so that the keys of what it keeps sealed can be turned. */
export function describeSealedValueRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a SealedValueRepository`, () => {
    const storage = startedStorage(start);
    let old: ReversibleCipher;
    let ring: ReversibleCipher;
    beforeEach(() => {
      old = new ReversibleCipher([keyId()]);
      ring = new ReversibleCipher([keyId(), ...old.keyIds]);
    });

    const values = () => storage().sealedValues;
    const sealed = (cipher: ReversibleCipher, plain: string, context: SealContext) =>
      cipher.seal(bytes(plain), context);
    const contextOf = (
      { agencyId, accountId }: { readonly agencyId: string; readonly accountId: string },
      purpose: AccountSealContext['purpose'],
    ): AccountSealContext => ({ agencyId, accountId, network: 'clickbank', purpose });

    /** An account whose credentials are `word`. */
    const account = async (cipher: ReversibleCipher, word: string, agencyId?: string) => {
      const owner = newAccount(agencyId ?? (await storage().addAgency()));
      const context = contextOf({ agencyId: owner.agencyId, accountId: owner.id }, 'credentials');
      return connected(storage(), { ...owner, sealedCredentials: sealed(cipher, word, context) });
    };
    const listed = async (agencyId: string): Promise<SealedValue[]> => {
      const found: SealedValue[] = [];
      for await (const batch of values().sealedByOthers(agencyId, ring.keyIds[0])) found.push(...batch);
      return found;
    };
    const opened = (found: readonly SealedValue[]) =>
      found.map((value) => text(ring.open(value.sealed, value.context))).sort();
    const resealed = (found: readonly SealedValue[]) =>
      found.map((value) => ({
        ...value,
        resealed: ring.seal(ring.open(value.sealed, value.context), value.context),
      }));

    it('tells what other keys sealed, of every kind, with what it is bound to', async () => {
      const owner = await account(old, 'credentials');
      const secrets = sealed(old, 'secrets', contextOf(owner, 'notification-secrets'));
      const change = { secretHash: crypto.randomUUID(), secrets: { sealed: secrets, hints: {} } };
      await storage().notificationEndpoints.save(owner, change);
      const content = sealed(old, 'notification', contextOf(owner, 'notification'));
      const notification = { hash: 'one', outcome: 'waiting', sealed: content } as const;
      await storage().notifications.receive(owner, notification);
      const { agencyId } = owner;
      const member = { agencyId, memberId: await storage().addMember(agencyId) };
      const factor = sealed(old, 'second factor', { ...member, purpose: 'second-factor' });
      await storage().secondFactors.enrol(member, factor);
      await account(ring, 'of the newest key', agencyId);
      const found = opened(await listed(agencyId));
      expect(found).toEqual(['credentials', 'notification', 'second factor', 'secrets']);
    });

    it('tells of no value that is not there', async () => {
      const owner = await account(ring, 'credentials');
      await storage().notificationEndpoints.save(owner, { secretHash: crypto.randomUUID(), secrets: null });
      await storage().notifications.receive(owner, { hash: 'one', outcome: 'ignored', sealed: null });
      expect(await listed(owner.agencyId)).toEqual([]);
    });

    it('replaces each value where it is, and tells of none twice', async () => {
      const owner = await account(old, 'credentials');
      for (let number = 0; number < MORE_THAN_A_BATCH; number += 1) {
        const content = sealed(old, `notification ${number}`, contextOf(owner, 'notification'));
        const notification = { hash: `hash ${number}`, outcome: 'waiting', sealed: content } as const;
        await storage().notifications.receive(owner, notification);
      }
      let replaced = 0;
      for await (const batch of values().sealedByOthers(owner.agencyId, ring.keyIds[0])) {
        replaced += await values().replace(owner.agencyId, resealed(batch));
      }
      expect(replaced).toBe(MORE_THAN_A_BATCH + 1);
      expect(await listed(owner.agencyId)).toEqual([]);
      const waiting = await storage().notifications.listWaiting(owner, 100);
      const context = contextOf(owner, 'notification');
      expect(new Set(waiting.map((one) => text(ring.open(one.sealed, context))))).toEqual(
        new Set(Array.from({ length: MORE_THAN_A_BATCH }, (_, number) => `notification ${number}`)),
      );
      const now = await storage().syncAccounts.open(owner);
      expect(now && keyIdOf(now.sealedCredentials)).toBe(ring.keyIds[0]);
    });

    it('leaves a value alone that somebody changed meanwhile', async () => {
      const owner = await account(old, 'first');
      const found = await listed(owner.agencyId);
      const context = contextOf(owner, 'credentials');
      await storage().accounts.replaceCredentials(owner, {
        sealedCredentials: sealed(old, 'second', context),
        credentialHints: {},
        identityHash: owner.accountId,
      });
      expect(await values().replace(owner.agencyId, resealed(found))).toBe(0);
      expect(opened(await listed(owner.agencyId))).toEqual(['second']);
    });

    it('touches no other agency', async () => {
      const [owner, stranger] = [await account(old, 'ours'), await account(old, 'theirs')];
      const found = await listed(owner.agencyId);
      expect(opened(found)).toEqual(['ours']);
      expect(await values().replace(stranger.agencyId, resealed(found))).toBe(0);
      expect(opened(await listed(owner.agencyId))).toEqual(['ours']);
    });

    it('knows the keys that values of all agencies need', async () => {
      const owner = await account(old, 'one');
      await account(ring, 'two');
      expect(await values().keysInUse()).toEqual(expect.arrayContaining([...ring.keyIds]));
      await values().replace(owner.agencyId, resealed(await listed(owner.agencyId)));
      const inUse = await values().keysInUse();
      expect(inUse).toContain(ring.keyIds[0]);
      expect(inUse).not.toContain(old.keyIds[0]);
      expect(new Set(inUse).size).toBe(inUse.length);
    });
  });
}

import type { MemberKey } from '../../second-factor';
import { startedStorage, type StorageHarness } from './storage-harness';

const HOUR = 3_600_000;

/** A reset opens once, ends every session, and only the newest one of a member counts. */
export function describePasswordResetContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as the storage of password resets`, () => {
    const storage = startedStorage(start);

    const after = (milliseconds: number) => new Date(storage().now().getTime() + milliseconds);
    const aMember = async (): Promise<MemberKey> => {
      const agencyId = await storage().addAgency();
      return { agencyId, memberId: await storage().addMember(agencyId) };
    };
    const asked = async (member: MemberKey, ttl = HOUR) => {
      const tokenHash = `hash of ${crypto.randomUUID()}`;
      await storage().resets.add({ ...member, expiresAt: after(ttl) }, tokenHash);
      return tokenHash;
    };
    const signedIn = async (member: MemberKey) => {
      const familyId = crypto.randomUUID();
      const [id, tokenHash] = [crypto.randomUUID(), `hash of ${familyId}`];
      const session = {
        ...member,
        familyId,
        id,
        tokenHash,
        expiresAt: after(HOUR),
        method: 'password' as const,
      };
      const origin = { address: null, userAgent: null };
      await storage().sessions.add(session, { origin, endsAt: after(HOUR) });
      return async () => (await storage().presence.find({ ...member, familyId }))?.isAlive ?? false;
    };
    const emailOf = async ({ agencyId, memberId }: MemberKey) =>
      (await storage().members.find(agencyId, memberId))?.email ?? '';
    const hashOf = async (member: MemberKey) =>
      (await storage().members.findByEmail(await emailOf(member)))?.passwordHash;

    it('is found by its token, and stores the password once', async () => {
      const member = await aMember();
      const token = await asked(member);
      expect(await storage().resets.find(token)).toEqual(member);
      expect(await storage().resets.use(token, 'new hash')).toBe(true);
      expect(await hashOf(member)).toBe('new hash');
      expect(await storage().resets.find(token)).toBeNull();
      expect(await storage().resets.use(token, 'newer hash')).toBe(false);
      expect(await hashOf(member)).toBe('new hash');
    });

    it('ends every session of the member and of nobody else', async () => {
      const [member, other] = [await aMember(), await aMember()];
      const sessions = [await signedIn(member), await signedIn(member), await signedIn(other)];
      await storage().resets.use(await asked(member), 'new hash');
      expect(await Promise.all(sessions.map((isAlive) => isAlive()))).toEqual([false, false, true]);
    });

    it('gives way to a newer one of the member', async () => {
      const [member, other] = [await aMember(), await aMember()];
      const [first, second, strange] = [await asked(member), await asked(member), await asked(other)];
      expect(await storage().resets.use(first, 'new hash')).toBe(false);
      expect(await storage().resets.find(second)).toEqual(member);
      expect(await storage().resets.find(strange)).toEqual(other);
    });

    it('opens nothing when its time is over, or when it was never sent', async () => {
      const member = await aMember();
      const before = await hashOf(member);
      for (const token of [await asked(member, -1), 'hash of nothing']) {
        expect(await storage().resets.find(token)).toBeNull();
        expect(await storage().resets.use(token, 'new hash')).toBe(false);
      }
      expect(await hashOf(member)).toBe(before);
    });

    it('lets one of two through that use it at once', async () => {
      const token = await asked(await aMember());
      const { resets } = storage();
      const used = await Promise.all([resets.use(token, 'one'), resets.use(token, 'two')]);
      expect(used.toSorted()).toEqual([false, true]);
    });
  });
}

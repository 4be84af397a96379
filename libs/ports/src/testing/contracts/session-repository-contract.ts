import type { RefreshSession } from '../../identity';
import { startedStorage, type StorageHarness } from './storage-harness';

const HOUR = 3_600_000;

/** Refresh tokens are used once; a copy that is used again ends the whole family. */
export function describeSessionRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a SessionRepository`, () => {
    const storage = startedStorage(start);

    const token = (ttl = HOUR) => ({
      id: crypto.randomUUID(),
      tokenHash: `hash of ${crypto.randomUUID()}`,
      expiresAt: new Date(storage().now().getTime() + ttl),
    });
    const opened = async (ttl = HOUR): Promise<RefreshSession> => {
      const agencyId = await storage().addAgency();
      const memberId = await storage().addMember(agencyId);
      const session = { ...token(ttl), agencyId, memberId, familyId: crypto.randomUUID() };
      await storage().sessions.add(session);
      return session;
    };
    const isAlive = ({ agencyId, familyId }: RefreshSession) =>
      storage().sessions.isAlive(agencyId, familyId);

    it('exchanges a token for its successor in the same family', async () => {
      const session = await opened();
      const next = token();
      const { agencyId, memberId, familyId } = session;
      expect(await storage().sessions.rotate(session.tokenHash, next)).toEqual({
        ...next,
        ...{ agencyId, memberId, familyId },
      });
      expect(await isAlive(session)).toBe(true);
    });

    it('ends every session of one member and of no other', async () => {
      const [one, other] = [await opened(), await opened()];
      await storage().sessions.revokeAllOf(one.agencyId, one.memberId);
      expect(await isAlive(one)).toBe(false);
      expect(await storage().sessions.rotate(one.tokenHash, token())).toBeNull();
      expect(await isAlive(other)).toBe(true);
    });

    it('ends the family when a used token comes again, its successor included', async () => {
      const session = await opened();
      const next = token();
      await storage().sessions.rotate(session.tokenHash, next);
      expect(await storage().sessions.rotate(session.tokenHash, token())).toBeNull();
      expect(await isAlive(session)).toBe(false);
      expect(await storage().sessions.rotate(next.tokenHash, token())).toBeNull();
    });

    it('knows no unknown token', async () => {
      expect(await storage().sessions.rotate('hash of nothing', token())).toBeNull();
      await storage().sessions.revokeFamily('hash of nothing');
    });

    it('exchanges no expired token', async () => {
      const session = await opened(-1000);
      expect(await isAlive(session)).toBe(false);
      expect(await storage().sessions.rotate(session.tokenHash, token())).toBeNull();
    });

    it('ends a family with any of its tokens, and no other family', async () => {
      const session = await opened();
      const other = await opened();
      const next = token();
      await storage().sessions.rotate(session.tokenHash, next);
      await storage().sessions.revokeFamily(session.tokenHash);
      expect(await isAlive(session)).toBe(false);
      expect(await storage().sessions.rotate(next.tokenHash, token())).toBeNull();
      expect(await isAlive(other)).toBe(true);
    });

    it('asks for the family within its agency only', async () => {
      const session = await opened();
      expect(await storage().sessions.isAlive(await storage().addAgency(), session.familyId)).toBe(false);
    });
  });
}

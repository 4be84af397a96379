import type { RefreshSession } from '../../session-repository';
import { startedStorage, type StorageHarness } from './storage-harness';

const HOUR = 3_600_000;
const ORIGIN = { address: '198.51.100.7', userAgent: 'Firefox' };
const UNKNOWN = { outcome: 'unknown' };

interface Lifetimes {
  readonly idle?: number;
  readonly absolute?: number;
}

/** Refresh tokens are used once; a copy that is used again ends the whole family. */
export function describeSessionRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a SessionRepository`, () => {
    const storage = startedStorage(start);

    const after = (milliseconds: number) => new Date(storage().now().getTime() + milliseconds);
    const token = (ttl = HOUR) => ({
      id: crypto.randomUUID(),
      tokenHash: `hash of ${crypto.randomUUID()}`,
      expiresAt: after(ttl),
    });
    const aMember = async () => {
      const agencyId = await storage().addAgency();
      return { agencyId, memberId: await storage().addMember(agencyId) };
    };
    const opened = async (
      { idle = HOUR, absolute = 2 * HOUR }: Lifetimes = {},
      member?: Pick<RefreshSession, 'agencyId' | 'memberId'>,
    ): Promise<RefreshSession> => {
      const of = member ?? (await aMember());
      const session = { ...token(idle), ...of, familyId: crypto.randomUUID(), method: 'two-factor' as const };
      await storage().sessions.add(session, { origin: ORIGIN, endsAt: after(absolute) });
      return session;
    };
    const isAlive = async ({ agencyId, memberId, familyId }: RefreshSession) =>
      (await storage().presence.find({ agencyId, memberId, familyId }))?.isAlive ?? false;
    const keyOf = ({ agencyId, memberId, familyId }: RefreshSession) => ({ agencyId, memberId, familyId });

    it('exchanges a token for its successor in the same family', async () => {
      const session = await opened();
      const next = token();
      expect(await storage().sessions.rotate(session.tokenHash, next)).toEqual({
        outcome: 'rotated',
        session: { ...next, ...keyOf(session), method: 'two-factor' },
      });
      expect(await isAlive(session)).toBe(true);
    });

    it('ends every session of one member and of no other', async () => {
      const [one, other] = [await opened(), await opened()];
      await storage().sessions.revokeAllOf(one.agencyId, one.memberId);
      expect(await isAlive(one)).toBe(false);
      expect(await storage().sessions.rotate(one.tokenHash, token())).toEqual(UNKNOWN);
      expect(await isAlive(other)).toBe(true);
    });

    it('ends the family when a used token comes again, its successor included, and tells so once', async () => {
      const session = await opened();
      const next = token();
      await storage().sessions.rotate(session.tokenHash, next);
      expect(await storage().sessions.rotate(session.tokenHash, token())).toEqual({
        outcome: 'reused',
        session: keyOf(session),
      });
      expect(await isAlive(session)).toBe(false);
      expect(await storage().sessions.rotate(next.tokenHash, token())).toEqual(UNKNOWN);
      expect(await storage().sessions.rotate(session.tokenHash, token())).toEqual(UNKNOWN);
    });

    it('knows no unknown token', async () => {
      expect(await storage().sessions.rotate('hash of nothing', token())).toEqual(UNKNOWN);
      expect(await storage().sessions.revokeFamily('hash of nothing')).toBeNull();
    });

    it.each<Lifetimes>([{ idle: -1000 }, { absolute: -1000 }])(
      'exchanges no token whose time is over: %j',
      async (lifetimes) => {
        const session = await opened(lifetimes);
        expect(await isAlive(session)).toBe(false);
        expect(await storage().sessions.rotate(session.tokenHash, token())).toEqual(UNKNOWN);
      },
    );

    it('lets no successor live longer than the family', async () => {
      const session = await opened({ absolute: HOUR });
      const rotation = await storage().sessions.rotate(session.tokenHash, token(3 * HOUR));
      expect(rotation.outcome === 'rotated' && rotation.session.expiresAt.getTime()).toBeLessThanOrEqual(
        after(HOUR).getTime(),
      );
    });

    it('ends a family with any of its tokens, and no other family', async () => {
      const [session, other] = [await opened(), await opened()];
      const next = token();
      await storage().sessions.rotate(session.tokenHash, next);
      expect(await storage().sessions.revokeFamily(session.tokenHash)).toEqual(keyOf(session));
      expect(await storage().sessions.revokeFamily(session.tokenHash)).toBeNull();
      expect(await isAlive(session)).toBe(false);
      expect(await storage().sessions.rotate(next.tokenHash, token())).toEqual(UNKNOWN);
      expect(await isAlive(other)).toBe(true);
    });

    it('is of its member and agency only', async () => {
      const session = await opened();
      const { agencyId, memberId } = session;
      const colleague = await storage().addMember(agencyId);
      expect(await isAlive({ ...session, memberId: colleague })).toBe(false);
      const elsewhere = await storage().presence.find({ ...session, agencyId: await storage().addAgency() });
      expect(elsewhere).toBeNull();
      const presence = await storage().presence.find(session);
      expect(presence).toEqual({
        member: await storage().members.find(agencyId, memberId),
        agency: await storage().agencies.find(agencyId),
        ...{ isAlive: true, lacksSecondFactor: false },
      });
    });

    it('lists what is alive of one member, the last used first', async () => {
      const member = await aMember();
      const [first, second] = [await opened({}, member), await opened({}, member)];
      const gone = [await opened({}, member), await opened({ idle: -1 }, member), await opened()];
      await storage().sessions.revokeFamily(gone[0]?.tokenHash ?? '');
      await storage().sessions.rotate(first.tokenHash, token());
      const listed = await storage().memberSessions.list(member.agencyId, member.memberId);
      expect(listed.map(({ id }) => id)).toEqual([first.familyId, second.familyId]);
      expect(listed[0]).toMatchObject({ origin: ORIGIN, method: 'two-factor' });
      expect(listed[0]?.lastUsedAt.getTime()).toBeGreaterThan(listed[0]?.createdAt.getTime() ?? Infinity);
    });

    it('ends one session of its member, and of nobody else', async () => {
      const [session, stranger] = [await opened(), await opened()];
      const { memberSessions } = storage();
      for (const wrong of [
        { ...keyOf(session), memberId: stranger.memberId },
        { ...keyOf(session), agencyId: stranger.agencyId },
        { ...keyOf(session), familyId: crypto.randomUUID() },
      ]) {
        expect(await memberSessions.revoke(wrong)).toBe(false);
      }
      expect(await isAlive(session)).toBe(true);
      expect(await memberSessions.revoke(keyOf(session))).toBe(true);
      expect(await memberSessions.revoke(keyOf(session))).toBe(false);
      expect(await isAlive(session)).toBe(false);
      expect(await isAlive(stranger)).toBe(true);
    });

    it('ends all others of a member', async () => {
      const member = await aMember();
      const [kept, ...others] = [
        await opened({}, member),
        await opened({}, member),
        await opened({}, member),
      ];
      const stranger = await opened();
      expect(await storage().memberSessions.revokeOthers(keyOf(kept))).toBe(2);
      expect(await Promise.all([kept, ...others, stranger].map(isAlive))).toEqual([true, false, false, true]);
    });

    it('forgets what ended long ago', async () => {
      const member = await aMember();
      const old = await opened({ absolute: -3 * HOUR }, member);
      const alive = await opened({}, member);
      expect(await storage().memberSessions.forgetEnded(member.agencyId, after(-2 * HOUR))).toBe(1);
      expect(await storage().memberSessions.forgetEnded(member.agencyId, after(-2 * HOUR))).toBe(0);
      expect(await storage().sessions.rotate(old.tokenHash, token())).toEqual(UNKNOWN);
      expect(await isAlive(alive)).toBe(true);
    });
  });
}

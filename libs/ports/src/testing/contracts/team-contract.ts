import type { Member } from '@tributary/domain';
import type { MemberChange } from '../../team-repository';
import { startedStorage, type StorageHarness } from './storage-harness';

/** The team is changed by its own agency only, and never loses its last owner. */
export function describeTeamContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as the storage of the team`, () => {
    const storage = startedStorage(start);

    const added = async (overrides: Partial<Member> = {}) => {
      const agencyId = overrides.agencyId ?? (await storage().addAgency());
      return { agencyId, memberId: await storage().addMember(agencyId, overrides) };
    };
    /** Beside an owner, so that nobody is the last one. */
    const beside = async (overrides: Partial<Member> = {}) => {
      const { agencyId } = await added();
      return added({ role: 'viewer', ...overrides, agencyId });
    };
    const found = ({ agencyId, memberId }: { agencyId: string; memberId: string }) =>
      storage().members.find(agencyId, memberId);

    it('lists the members of one agency by name', async () => {
      const { agencyId, memberId } = await added({ name: 'bea' });
      await added({ agencyId, name: 'Cyd', role: 'viewer', isDisabled: true });
      await added({ agencyId, name: 'Ada', role: 'admin' });
      await added();
      const listed = await storage().team.listOf(agencyId);
      expect(listed.map((member) => member.name)).toEqual(['Ada', 'bea', 'Cyd']);
      const { joinedAt, lastSeenAt, ...member } = listed[1] ?? {};
      expect(member).toEqual(await found({ agencyId, memberId }));
      expect(joinedAt).toBeInstanceOf(Date);
      expect(lastSeenAt).toBeNull();
    });

    it('changes what is asked and keeps the rest', async () => {
      const key = await beside();
      const clientIds = [await storage().addClient(key.agencyId), await storage().addClient(key.agencyId)];
      const before = await found(key);
      const changes: readonly MemberChange[] = [
        { name: 'Bea Two' },
        { role: 'client', clientIds: clientIds.toSorted(), figures: 'index' },
        { isDisabled: true },
        { role: 'admin', clientIds: [], figures: 'money', isDisabled: false },
      ];
      let expected = before;
      for (const change of changes) {
        expect(await storage().team.change(key, change)).toBe('done');
        expected = expected && { ...expected, ...change };
        expect(await found(key)).toEqual(expected);
      }
    });

    it('takes no client of another agency, and then changes nothing', async () => {
      const key = await beside();
      const own = await storage().addClient(key.agencyId);
      const foreign = await storage().addClient(await storage().addAgency());
      const before = await found(key);
      for (const clientIds of [[foreign], [own, foreign]]) {
        const change: MemberChange = { role: 'client', clientIds, name: 'Other' };
        expect(await storage().team.change(key, change)).toBe('unknown-client');
      }
      expect(await found(key)).toEqual(before);
    });

    it('knows no member of another agency', async () => {
      const key = await beside();
      const strange = { ...key, agencyId: await storage().addAgency() };
      const before = await found(key);
      expect(await storage().team.change(strange, { name: 'Mallory', role: 'owner' })).toBe('unknown');
      expect(await storage().team.remove(strange)).toBe('unknown');
      await storage().team.noteSeen(strange);
      expect(await found(key)).toEqual(before);
      const listed = await storage().team.listOf(key.agencyId);
      expect(listed.map(({ lastSeenAt }) => lastSeenAt)).toEqual([null, null]);
    });

    it('removes a member, who is known by nothing then', async () => {
      const key = await beside();
      expect(await storage().team.remove(key)).toBe('done');
      expect(await found(key)).toBeNull();
      expect(await storage().team.remove(key)).toBe('unknown');
    });

    it('keeps the last owner who can sign in', async () => {
      const last = await added();
      await added({ agencyId: last.agencyId, isDisabled: true });
      await added({ agencyId: last.agencyId, role: 'admin' });
      const before = await found(last);
      expect(await storage().team.change(last, { role: 'admin' })).toBe('last-owner');
      expect(await storage().team.change(last, { isDisabled: true })).toBe('last-owner');
      expect(await storage().team.remove(last)).toBe('last-owner');
      expect(await found(last)).toEqual(before);
      expect(await storage().team.change(last, { name: 'Ada Two' })).toBe('done');
    });

    it('keeps one of two owners who leave at once', async () => {
      const one = await added();
      const other = await added({ agencyId: one.agencyId });
      const { team } = storage();
      const outcomes = await Promise.all([team.change(one, { role: 'admin' }), team.remove(other)]);
      expect(outcomes.toSorted()).toEqual(['done', 'last-owner']);
    });

    it('notes when somebody was seen, and not again at once', async () => {
      const { agencyId, memberId } = await added();
      const seen = async () => (await storage().team.listOf(agencyId))[0]?.lastSeenAt;
      await storage().team.noteSeen({ agencyId, memberId });
      const first = await seen();
      expect(first).toBeInstanceOf(Date);
      await storage().pass(20);
      await storage().team.noteSeen({ agencyId, memberId });
      expect(await seen()).toEqual(first);
    });
  });
}

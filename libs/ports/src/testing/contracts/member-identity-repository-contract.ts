import { aMember } from '@tributary/domain/testing';
import { startedStorage, type StorageHarness } from './storage-harness';

const ISSUER = 'https://id.example';

/** A person of a provider is one member for good; a member is one person of each provider. */
export function describeMemberIdentityRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a MemberIdentityRepository`, () => {
    const storage = startedStorage(start);
    const person = (issuer = ISSUER) => ({ issuer, subject: crypto.randomUUID() });
    const aNewMember = async () => {
      const id = crypto.randomUUID();
      const member = aMember({ id, agencyId: await storage().addAgency(), email: `${id}@example.com` });
      return { member, key: { agencyId: member.agencyId, memberId: id } };
    };
    const known = async () => {
      const one = await aNewMember();
      await storage().members.add(one.member, 'hash');
      return one;
    };

    it('finds a member by the person it was linked with, and by nobody else', async () => {
      const { key } = await known();
      const ada = person();
      expect(await storage().memberIdentities.find(ada)).toBeNull();
      expect(await storage().memberIdentities.link(ada, key)).toBe(true);
      expect(await storage().memberIdentities.find(ada)).toEqual(key);
      expect(await storage().memberIdentities.find({ ...ada, issuer: 'https://other.example' })).toBeNull();
      expect(await storage().memberIdentities.find(person())).toBeNull();
    });

    it('links no second person of a provider with a member, and no person twice', async () => {
      const [{ key }, { key: other }] = [await known(), await known()];
      const ada = person();
      await storage().memberIdentities.link(ada, key);
      expect(await storage().memberIdentities.link(person(), key)).toBe(false);
      expect(await storage().memberIdentities.link(ada, other)).toBe(false);
      expect(await storage().memberIdentities.find(ada)).toEqual(key);
      expect(await storage().memberIdentities.link(person('https://other.example'), key)).toBe(true);
    });

    it('adds a member with the link, whom no password opens', async () => {
      const { member, key } = await aNewMember();
      const ada = person();
      expect(await storage().memberIdentities.addMember(member, ada)).toBe(true);
      expect(await storage().memberIdentities.find(ada)).toEqual(key);
      expect(await storage().members.findByEmail(member.email)).toEqual({ member, passwordHash: null });
    });

    it('adds nobody when the e-mail or the person is taken', async () => {
      const { member } = await known();
      const { member: twin, key } = await aNewMember();
      const sameEmail = { ...twin, email: member.email.toUpperCase() };
      expect(await storage().memberIdentities.addMember(sameEmail, person())).toBe(false);
      const ada = person();
      await storage().memberIdentities.addMember((await aNewMember()).member, ada);
      expect(await storage().memberIdentities.addMember(twin, ada)).toBe(false);
      expect(await storage().members.find(key.agencyId, key.memberId)).toBeNull();
    });

    it('changes the role and nothing else', async () => {
      const { member, key } = await known();
      await storage().memberIdentities.changeRole({ ...member, role: 'viewer', name: 'Somebody else' });
      expect(await storage().members.find(key.agencyId, key.memberId)).toEqual({ ...member, role: 'viewer' });
      const stranger = { ...member, agencyId: await storage().addAgency(), role: 'admin' } as const;
      await storage().memberIdentities.changeRole(stranger);
      expect(await storage().members.find(key.agencyId, key.memberId)).toMatchObject({ role: 'viewer' });
    });
  });
}

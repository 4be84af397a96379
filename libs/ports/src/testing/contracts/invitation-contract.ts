import type { Invitation, Member } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import type { NewInvitation } from '../../invitation-repository';
import { startedStorage, type StorageHarness } from './storage-harness';

const HOUR = 3_600_000;

/** An invitation opens once, for as long as its newest token lives, and only in the agency that sent it. */
export function describeInvitationContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as the storage of invitations`, () => {
    const storage = startedStorage(start);

    const after = (milliseconds: number) => new Date(storage().now().getTime() + milliseconds);
    const aToken = () => `hash of ${crypto.randomUUID()}`;
    const anInvitation = (agencyId: string, overrides: Partial<NewInvitation> = {}): NewInvitation => ({
      ...{ id: crypto.randomUUID(), agencyId, email: `${crypto.randomUUID()}@example.com`, name: 'Bea' },
      ...{ role: 'analyst', clientIds: [], figures: 'money', invitedBy: 'Ada', expiresAt: after(HOUR) },
      ...overrides,
    });
    const invited = async (overrides: Partial<NewInvitation> = {}) => {
      const agencyId = overrides.agencyId ?? (await storage().addAgency());
      const tokenHash = aToken();
      const invitation = anInvitation(agencyId, overrides);
      await storage().invitations.add(invitation, tokenHash);
      return { ...invitation, tokenHash };
    };
    const memberOf = ({ agencyId, email }: Pick<Invitation, 'agencyId' | 'email'>): Member =>
      aMember({ id: crypto.randomUUID(), agencyId, email, role: 'analyst' });
    const keyOf = ({ agencyId, id }: Invitation | NewInvitation) => ({ agencyId, invitationId: id });
    const { find, accept } = {
      find: (tokenHash: string) => storage().acceptance.find(tokenHash),
      accept: (tokenHash: string, member: Member) => storage().acceptance.accept(tokenHash, member, 'hash'),
    };

    it('keeps every field and is found by its token', async () => {
      const agencyId = await storage().addAgency();
      const clientIds = [await storage().addClient(agencyId), await storage().addClient(agencyId)].toSorted();
      const wanted = anInvitation(agencyId, { role: 'client', clientIds, figures: 'index', name: null });
      const tokenHash = aToken();
      const added = await storage().invitations.add(wanted, tokenHash);
      expect(added).toEqual({ ...wanted, createdAt: added?.createdAt, mailedAt: null });
      expect(added?.createdAt).toBeInstanceOf(Date);
      expect(await find(tokenHash)).toEqual(added);
      expect(await storage().invitations.listOf(agencyId)).toEqual([added]);
    });

    it('lists those of one agency, the newest first, and those whose time is over too', async () => {
      const first = await invited({ expiresAt: after(-1) });
      const second = await invited({ agencyId: first.agencyId });
      await invited();
      const listed = await storage().invitations.listOf(first.agencyId);
      expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
    });

    it('takes no client of another agency, and then stores nothing', async () => {
      const agencyId = await storage().addAgency();
      const own = await storage().addClient(agencyId);
      const foreign = await storage().addClient(await storage().addAgency());
      for (const clientIds of [[foreign], [own, foreign], [crypto.randomUUID()]]) {
        const wanted = anInvitation(agencyId, { role: 'client', clientIds });
        expect(await storage().invitations.add(wanted, aToken())).toBeNull();
      }
      expect(await storage().invitations.listOf(agencyId)).toEqual([]);
    });

    it('gives way to a newer one to the same e-mail, in that agency only', async () => {
      const first = await invited({ email: `Bea.${crypto.randomUUID()}@example.com` });
      const elsewhere = await invited({ email: first.email });
      const { agencyId } = first;
      const second = await invited({ agencyId, email: first.email.toUpperCase(), role: 'viewer' });
      expect(await find(first.tokenHash)).toBeNull();
      expect((await find(second.tokenHash))?.role).toBe('viewer');
      expect((await find(elsewhere.tokenHash))?.id).toBe(elsewhere.id);
      expect(await storage().invitations.listOf(agencyId)).toHaveLength(1);
    });

    it('dies with its time, and lives again under a new token', async () => {
      const old = await invited({ expiresAt: after(-1) });
      expect(await find(old.tokenHash)).toBeNull();
      expect(await accept(old.tokenHash, memberOf(old))).toBe('gone');
      await storage().invitations.markMailed(keyOf(old));
      const token = { tokenHash: aToken(), expiresAt: after(HOUR) };
      const renewed = await storage().invitations.renew(keyOf(old), token);
      expect(renewed).toMatchObject({ id: old.id, mailedAt: null, expiresAt: token.expiresAt });
      expect(await find(old.tokenHash)).toBeNull();
      expect(await find(token.tokenHash)).toEqual(renewed);
    });

    it('notes that a mail went out', async () => {
      const one = await invited();
      await storage().invitations.markMailed(keyOf(one));
      expect((await find(one.tokenHash))?.mailedAt).toBeInstanceOf(Date);
    });

    it('is changed and taken back by its own agency only', async () => {
      const one = await invited();
      const strange = { agencyId: await storage().addAgency(), invitationId: one.id };
      const token = { tokenHash: aToken(), expiresAt: after(HOUR) };
      expect(await storage().invitations.renew(strange, token)).toBeNull();
      await storage().invitations.markMailed(strange);
      expect(await storage().invitations.remove(strange)).toBe(false);
      expect(await find(one.tokenHash)).toMatchObject({ id: one.id, mailedAt: null });
      expect(await storage().invitations.remove(keyOf(one))).toBe(true);
      expect(await storage().invitations.remove(keyOf(one))).toBe(false);
      expect(await find(one.tokenHash)).toBeNull();
    });

    it('is used up by whoever accepts, who is a member from then on', async () => {
      const agencyId = await storage().addAgency();
      const clientIds = [await storage().addClient(agencyId)];
      const one = await invited({ agencyId, role: 'client', clientIds });
      const member: Member = { ...memberOf(one), role: 'client', clientIds, figures: 'index' };
      expect(await accept(one.tokenHash, member)).toBe('accepted');
      expect(await storage().members.find(agencyId, member.id)).toEqual(member);
      expect(await storage().members.findByEmail(one.email)).toEqual({ member, passwordHash: 'hash' });
      expect(await accept(one.tokenHash, memberOf(one))).toBe('gone');
      expect(await storage().invitations.listOf(agencyId)).toEqual([]);
    });

    it('lets one of two through who accept at once', async () => {
      const one = await invited();
      const [left, right] = [memberOf(one), memberOf({ ...one, email: `other-${one.email}` })];
      const outcomes = await Promise.all([accept(one.tokenHash, left), accept(one.tokenHash, right)]);
      expect(outcomes.toSorted()).toEqual(['accepted', 'gone']);
    });

    it('stays when the e-mail signs in elsewhere already', async () => {
      const stranger = await storage().addAgency();
      const email = `${crypto.randomUUID()}@example.com`;
      await storage().addMember(stranger, { email });
      const one = await invited({ email: email.toUpperCase() });
      expect(await accept(one.tokenHash, memberOf(one))).toBe('email-taken');
      expect((await find(one.tokenHash))?.id).toBe(one.id);
      expect((await storage().members.findByEmail(email))?.member.agencyId).toBe(stranger);
    });
  });
}

import type { Member, Role } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import {
  InMemoryInvitationAcceptance,
  InMemoryInvitationRepository,
  InMemoryTeamRepository,
  RecordingMailer,
} from '@tributary/ports/testing';
import { HOME, IdentityWorld, PASSWORD } from '../testing/identity-world';
import { AGENCY } from '../testing/office';
import { AcceptInvitation, LookAtInvitation } from './accept-invitation';
import { ChangeMember, RemoveMember, type AskedMemberChange } from './change-member';
import { InvitationLetters } from './invitation-letters';
import { INVITATION_LIFETIME_MS, InviteMember, type InvitationRequest } from './invite-member';
import { ListTeam } from './list-team';
import { ListInvitations, ResendInvitation, RevokeInvitation } from './manage-invitations';
import { NoteSeen } from './note-seen';

const OTHER_AGENCY = { ...AGENCY, id: '0198c0de-0000-7000-8000-00000000bbbb', name: 'Southbank' };
const CLIENT = 'client of the agency';
const BEA: InvitationRequest = { email: 'bea@example.com', name: 'Bea', role: 'analyst' };
const STRONG = 'quiet river, long way home';
const pages = {
  invitation: (token: string) => `https://tributary.example.com/invitation#${token}`,
  newPassword: (token: string) => `https://tributary.example.com/new-password#${token}`,
};

/** An agency with an owner and an admin. */
class Team extends IdentityWorld {
  readonly team = new InMemoryTeamRepository(this.members, this.clientList, this.clock);
  readonly invitations = new InMemoryInvitationRepository(this.clientList, this.clock);
  readonly acceptance = new InMemoryInvitationAcceptance(this.invitations, this.members);
  readonly mailer = new RecordingMailer();
  readonly pages = pages;
  readonly letters = new InvitationLetters(this);
  readonly look = new LookAtInvitation(this);
  readonly invite = new InviteMember(this);
  readonly resend = new ResendInvitation(this);
  readonly revoke = new RevokeInvitation(this.invitations);
  readonly accept = new AcceptInvitation(this);
  readonly change = new ChangeMember(this);
  readonly remove = new RemoveMember(this);

  static async open(): Promise<Team> {
    const team = new Team();
    for (const agency of [AGENCY, OTHER_AGENCY]) await team.agencies.add(agency);
    await team.clientList.add({ id: CLIENT, agencyId: AGENCY.id, name: 'Acme' });
    return team;
  }

  async with(role: Role, overrides: Partial<Member> = {}): Promise<Member> {
    const id = this.identifiers.id();
    const member = aMember({ id, agencyId: AGENCY.id, email: `${id}@example.com`, role, ...overrides });
    await this.members.add(member, await this.passwords.hash(PASSWORD));
    return member;
  }

  async joined(request: InvitationRequest = BEA): Promise<Member> {
    await this.invite.run(await this.with('owner'), AGENCY, request);
    await this.accept.run({ ...this.answer(), token: this.mailer.tokenFor(request.email) });
    const found = await this.members.findByEmail(request.email);
    if (!found) throw new Error('Nobody joined');
    return found.member;
  }

  answer() {
    return { name: 'Bea Two', password: STRONG, origin: HOME };
  }
}

let team: Team;
let owner: Member;
let admin: Member;
beforeEach(async () => {
  team = await Team.open();
  owner = await team.with('owner');
  admin = await team.with('admin');
});

const refused = (code: string, field?: string) => ({
  code,
  ...(field !== undefined && { fields: [{ field }] }),
});
const pending = () => new ListInvitations(team.invitations).run(AGENCY.id);

describe('an invitation', () => {
  it('goes out by mail, and only a hash of its token is kept', async () => {
    const sent = await team.invite.run(admin, AGENCY, { ...BEA, email: ' bea@example.com ' });
    const token = team.mailer.tokenFor('bea@example.com');
    expect(sent).toMatchObject({ delivery: 'mailed', link: null });
    expect(await pending()).toMatchObject([{ email: BEA.email, role: 'analyst', invitedBy: admin.name }]);
    expect((await pending())[0]?.mailedAt).not.toBeNull();
    expect(JSON.stringify([sent, await pending()])).not.toContain(token);
    expect(team.identifiers.fingerprint(token)).not.toContain(token);
  });

  it('makes a member of exactly what was offered, who is signed in', async () => {
    const request: InvitationRequest = {
      ...BEA,
      role: 'client',
      clientIds: [CLIENT, CLIENT],
      figures: 'index',
    };
    const member = await team.joined(request);
    expect(member).toMatchObject({
      ...{ agencyId: AGENCY.id, email: BEA.email, name: 'Bea Two', role: 'client' },
      ...{ clientIds: [CLIENT], figures: 'index', isDisabled: false },
    });
    expect(await team.memberSessions.list(AGENCY.id, member.id)).toHaveLength(1);
    await expect(team.signInAs(STRONG, BEA.email)).resolves.toBeDefined();
    expect(await pending()).toEqual([]);
    expect(team.audit.entries.map(({ action }) => action)).toContain('invitation.accept');
    expect(JSON.stringify(team.audit.entries)).not.toContain(STRONG);
  });

  it('opens once', async () => {
    await team.joined();
    const token = team.mailer.tokenFor(BEA.email);
    const again = team.accept.run({ ...team.answer(), token });
    await expect(again).rejects.toMatchObject(refused('not-found'));
    await expect(team.look.run(token)).rejects.toMatchObject(refused('not-found'));
  });

  it('opens for a week, and for another after it was sent anew, when the link before is dead', async () => {
    const { invitation } = await team.invite.run(admin, AGENCY, BEA);
    const old = team.mailer.tokenFor(BEA.email);
    team.clock.advance(INVITATION_LIFETIME_MS - 1000);
    await expect(team.look.run(old)).resolves.toMatchObject({ agency: AGENCY });
    team.clock.advance(1000);
    await expect(team.look.run(old)).rejects.toMatchObject(refused('not-found'));
    await team.resend.run(admin, AGENCY, invitation.id);
    await expect(team.look.run(old)).rejects.toMatchObject(refused('not-found'));
    await expect(team.look.run(team.mailer.tokenFor(BEA.email))).resolves.toMatchObject({ agency: AGENCY });
  });

  it('opens nothing once it is taken back', async () => {
    const { invitation } = await team.invite.run(admin, AGENCY, BEA);
    await team.revoke.run(admin, invitation.id);
    const accepting = team.accept.run({ ...team.answer(), token: team.mailer.tokenFor(BEA.email) });
    await expect(accepting).rejects.toMatchObject(refused('not-found'));
    expect(await team.members.findByEmail(BEA.email)).toBeNull();
  });

  it('into a suspended agency opens nothing', async () => {
    await team.invite.run(admin, AGENCY, BEA);
    await team.agencies.setSuspended(AGENCY.id, true);
    const looking = team.look.run(team.mailer.tokenFor(BEA.email));
    await expect(looking).rejects.toMatchObject(refused('not-found'));
  });

  it.each([
    ['elevenchars', 'password'],
    ['password12345', 'password'],
    ['Northbank Media 2026', 'password'],
    ['my name is Bea Two', 'password'],
  ])('is not used up by the weak password %p', async (password, field) => {
    await team.invite.run(admin, AGENCY, BEA);
    const token = team.mailer.tokenFor(BEA.email);
    const name = password.includes('Bea') ? 'Beatrice name' : 'Bea';
    const weak = team.accept.run({ ...team.answer(), name, token, password });
    await expect(weak).rejects.toMatchObject(refused('invalid-input', field));
    await expect(team.accept.run({ ...team.answer(), token })).resolves.toBeDefined();
  });

  it('wants a name', async () => {
    await team.invite.run(admin, AGENCY, BEA);
    const token = team.mailer.tokenFor(BEA.email);
    const nameless = team.accept.run({ ...team.answer(), token, name: '  ' });
    await expect(nameless).rejects.toMatchObject(refused('invalid-input', 'name'));
  });

  it('stands when the mail server fails, and can be sent again', async () => {
    team.mailer.isDown = true;
    const { invitation, delivery, link } = await team.invite.run(admin, AGENCY, BEA);
    expect([delivery, link]).toEqual(['failed', null]);
    expect(await pending()).toMatchObject([{ id: invitation.id, mailedAt: null }]);
    team.mailer.isDown = false;
    expect(await team.resend.run(admin, AGENCY, invitation.id)).toMatchObject({ delivery: 'mailed' });
    await expect(team.look.run(team.mailer.tokenFor(BEA.email))).resolves.toBeDefined();
  });

  it('is handed over by hand where no mail server is set up', async () => {
    team.mailer.isConfigured = false;
    const { delivery, link } = await team.invite.run(admin, AGENCY, BEA);
    expect(delivery).toBe('by-hand');
    const [, token = ''] = link?.split('#') ?? [];
    await expect(team.look.run(token)).resolves.toMatchObject({ invitation: { email: BEA.email } });
  });

  it('to somebody of the team is refused; to somebody of another agency it is like any other', async () => {
    const stranger = await team.with('viewer', { agencyId: OTHER_AGENCY.id });
    const known = await team.invite.run(admin, AGENCY, { ...BEA, email: stranger.email });
    const unknown = await team.invite.run(admin, AGENCY, BEA);
    const shape = ({ delivery, link }: typeof known) => ({ delivery, link });
    expect(shape(known)).toEqual(shape(unknown));
    expect(team.mailer.sent.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => team.mailer.sent[0]?.subject),
    );
    const own = team.invite.run(admin, AGENCY, { ...BEA, email: owner.email.toUpperCase() });
    await expect(own).rejects.toMatchObject(refused('invalid-input', 'email'));
  });

  it('tells its holder, and nobody else, that the e-mail signs in here already', async () => {
    const stranger = await team.with('viewer', { agencyId: OTHER_AGENCY.id });
    await team.invite.run(admin, AGENCY, { ...BEA, email: stranger.email });
    const accepting = team.accept.run({ ...team.answer(), token: team.mailer.tokenFor(stranger.email) });
    await expect(accepting).rejects.toMatchObject(refused('not-possible-now'));
    expect((await team.members.findByEmail(stranger.email))?.member).toEqual(stranger);
  });

  it.each<[string, Partial<InvitationRequest>, string]>([
    ['a client login without clients', { role: 'client' }, 'clientIds'],
    ['clients for another role', { role: 'viewer', clientIds: [CLIENT] }, 'clientIds'],
    ['an index for another role', { role: 'viewer', figures: 'index' }, 'figures'],
    ['a client of another agency', { role: 'client', clientIds: ['a foreign client'] }, 'clientIds'],
  ])('takes no %s', async (_, change, field) => {
    const wrong = team.invite.run(owner, AGENCY, { ...BEA, ...change });
    await expect(wrong).rejects.toMatchObject(refused('invalid-input', field));
    expect(await pending()).toEqual([]);
    expect(team.mailer.sent).toEqual([]);
  });

  it('of an owner is the business of owners', async () => {
    const asOwner: InvitationRequest = { ...BEA, role: 'owner' };
    await expect(team.invite.run(admin, AGENCY, asOwner)).rejects.toMatchObject(refused('forbidden'));
    const { invitation } = await team.invite.run(owner, AGENCY, asOwner);
    const token = team.mailer.tokenFor(BEA.email);
    const byAdmin = [team.resend.run(admin, AGENCY, invitation.id), team.revoke.run(admin, invitation.id)];
    for (const act of byAdmin) await expect(act).rejects.toMatchObject(refused('forbidden'));
    await expect(team.look.run(token)).resolves.toBeDefined();
    await team.revoke.run(owner, invitation.id);
  });

  it('of another agency does not exist', async () => {
    const stranger = await team.with('owner', { agencyId: OTHER_AGENCY.id });
    const { invitation } = await team.invite.run(admin, AGENCY, BEA);
    const acts = [
      team.resend.run(stranger, OTHER_AGENCY, invitation.id),
      team.revoke.run(stranger, invitation.id),
    ];
    for (const act of acts) await expect(act).rejects.toMatchObject(refused('not-found'));
    expect(await new ListInvitations(team.invitations).run(OTHER_AGENCY.id)).toEqual([]);
  });

  it('is one of a hundred at most', async () => {
    for (let count = 0; count < 100; count += 1)
      await team.invite.run(admin, AGENCY, { ...BEA, email: `bea-${count}@example.com` });
    await expect(team.invite.run(admin, AGENCY, BEA)).rejects.toMatchObject(refused('not-possible-now'));
    expect(team.mailer.sent).toHaveLength(100);
  });
});

describe('the team', () => {
  const list = () => new ListTeam(team.team, team.policy).run(AGENCY.id);
  const change = (manager: Member, member: Member, asked: AskedMemberChange) =>
    team.change.run(manager, member.id, asked);
  const current = async ({ agencyId, id }: Member) => team.members.find(agencyId, id);

  it('is listed with who has two-factor sign-in', async () => {
    const key = { agencyId: AGENCY.id, memberId: admin.id };
    await team.secondFactors.enrol(key, Uint8Array.of(1));
    await team.secondFactors.confirm(key, { step: 1, recoveryCodeHashes: [] });
    const shown = new Map((await list()).map(({ id, hasTwoFactor }) => [id, hasTwoFactor]));
    expect(shown).toEqual(
      new Map([
        [owner.id, false],
        [admin.id, true],
      ]),
    );
  });

  it('gets other roles from owners and admins', async () => {
    const viewer = await team.with('viewer');
    await change(admin, viewer, { role: 'client', clientIds: [CLIENT], figures: 'index' });
    expect(await current(viewer)).toMatchObject({ role: 'client', clientIds: [CLIENT], figures: 'index' });
    await change(admin, viewer, { figures: 'money' });
    expect(await current(viewer)).toMatchObject({ role: 'client', clientIds: [CLIENT], figures: 'money' });
    await change(owner, viewer, { role: 'admin' });
    expect(await current(viewer)).toMatchObject({ role: 'admin', clientIds: [], figures: 'money' });
  });

  it.each<[string, AskedMemberChange]>([
    ['make an owner', { role: 'owner' }],
    ['make themselves an owner', { role: 'owner' }],
  ])('has admins who cannot %s', async (_, asked) => {
    const viewer = await team.with('viewer');
    await expect(change(admin, viewer, asked)).rejects.toMatchObject(refused('forbidden'));
    await expect(change(admin, admin, asked)).rejects.toMatchObject(refused('forbidden'));
    expect([await current(viewer), await current(admin)]).toEqual([viewer, admin]);
  });

  it('has owners whom admins cannot touch', async () => {
    const other = await team.with('owner');
    for (const asked of [{ role: 'viewer' }, { isDisabled: true }] as const)
      await expect(change(admin, other, asked)).rejects.toMatchObject(refused('forbidden'));
    await expect(team.remove.run(admin, other.id)).rejects.toMatchObject(refused('forbidden'));
    expect(await current(other)).toEqual(other);
    await change(owner, other, { role: 'viewer' });
    expect(await current(other)).toMatchObject({ role: 'viewer' });
  });

  it('has nobody who changes themselves', async () => {
    await team.with('owner');
    for (const asked of [{ role: 'viewer' }, { isDisabled: true }] as const)
      await expect(change(owner, owner, asked)).rejects.toMatchObject(refused('forbidden'));
    await expect(team.remove.run(owner, owner.id)).rejects.toMatchObject(refused('forbidden'));
    expect(await current(owner)).toEqual(owner);
  });

  it('keeps its last owner', async () => {
    const other = await team.with('owner');
    const [first, second] = [
      change(owner, other, { role: 'viewer' }),
      change(other, owner, { isDisabled: true }),
    ];
    const outcomes = await Promise.allSettled([first, second]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const owners = (await list()).filter(({ role, isDisabled }) => role === 'owner' && !isDisabled);
    expect(owners).toHaveLength(1);
  });

  it('is signed out and kept out when disabled, and let in again', async () => {
    const bea = await team.joined();
    const session = await team.signInAs(STRONG, bea.email);
    await change(admin, bea, { isDisabled: true });
    expect(await team.memberSessions.list(AGENCY.id, bea.id)).toEqual([]);
    await expect(team.signInAs(STRONG, bea.email)).rejects.toMatchObject(refused('sign-in-failed'));
    await change(admin, bea, { isDisabled: false });
    await expect(team.refresh.run(session.refreshToken, HOME)).rejects.toMatchObject(
      refused('session-ended'),
    );
    await expect(team.signInAs(STRONG, bea.email)).resolves.toBeDefined();
  });

  it('forgets who is removed', async () => {
    const bea = await team.joined();
    await team.remove.run(admin, bea.id);
    await expect(team.signInAs(STRONG, bea.email)).rejects.toMatchObject(refused('sign-in-failed'));
    await expect(team.remove.run(admin, bea.id)).rejects.toMatchObject(refused('not-found'));
  });

  it('of another agency does not exist', async () => {
    const stranger = await team.with('viewer', { agencyId: OTHER_AGENCY.id });
    await expect(change(owner, stranger, { role: 'admin' })).rejects.toMatchObject(refused('not-found'));
    await expect(team.remove.run(owner, stranger.id)).rejects.toMatchObject(refused('not-found'));
    expect(await current(stranger)).toEqual(stranger);
  });

  it('takes no foreign client', async () => {
    const viewer = await team.with('viewer');
    const asked = { role: 'client', clientIds: ['a foreign client'] } as const;
    await expect(change(owner, viewer, asked)).rejects.toMatchObject(refused('invalid-input', 'clientIds'));
    expect(await current(viewer)).toEqual(viewer);
  });

  it('is seen at most every five minutes', async () => {
    const noteSeen = new NoteSeen(team.team, team.clock);
    const seen = async () => (await list()).find(({ id }) => id === admin.id)?.lastSeenAt?.getTime();
    await noteSeen.run(admin);
    const first = await seen();
    team.clock.advance(299_000);
    await noteSeen.run(admin);
    expect(await seen()).toBe(first);
    team.clock.advance(1000);
    await noteSeen.run(admin);
    expect(await seen()).toBe((first ?? 0) + 300_000);
  });
});

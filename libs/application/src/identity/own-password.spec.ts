import type { Member } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import {
  InMemoryPasswordResetRepository,
  InMemoryTeamRepository,
  RecordingMailer,
} from '@tributary/ports/testing';
import { HOME, IdentityWorld, NEW_AGENCY, PASSWORD } from '../testing/identity-world';
import { ChangeOwnName, ChangeOwnPassword } from './change-own-account';
import { CompletePasswordReset, LookAtPasswordReset } from './complete-password-reset';
import { RequestPasswordReset, RESET_LIFETIME_MS } from './request-password-reset';

const NEW = 'quiet river, long way home';
const EMAIL = NEW_AGENCY.owner.email;
const goneLink = { code: 'not-found' };

class World extends IdentityWorld {
  readonly resets = new InMemoryPasswordResetRepository(this.members, this.sessions, this.clock);
  readonly mailer = new RecordingMailer();
  readonly pages = {
    invitation: (token: string) => `https://tributary.example.com/invitation#${token}`,
    newPassword: (token: string) => `https://tributary.example.com/new-password#${token}`,
  };
  readonly ask = new RequestPasswordReset(this);
  readonly look = new LookAtPasswordReset(this);
  readonly complete = new CompletePasswordReset(this);

  async asked(): Promise<string> {
    await this.ask.run(EMAIL, HOME);
    return this.mailer.tokenFor(EMAIL);
  }
}

let world: World;
let ada: Member;
beforeEach(async () => {
  world = new World();
  ada = await world.addAda();
});

describe('a password reset', () => {
  it('is mailed, and stores a new password that ends every session', async () => {
    const { refreshToken } = await world.signInAs();
    const token = await world.asked();
    expect(await world.look.run(token)).toEqual(ada);
    await world.complete.run(token, NEW, HOME);
    await expect(world.refresh.run(refreshToken, HOME)).rejects.toMatchObject({ code: 'session-ended' });
    await expect(world.signInAs()).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(world.signInAs(NEW)).resolves.toBeDefined();
    expect(world.audit.entries.map(({ action }) => action)).toContain('password-reset.complete');
    expect(JSON.stringify([world.audit.entries, world.log])).not.toContain(token);
  });

  it('opens once', async () => {
    const token = await world.asked();
    await world.complete.run(token, NEW, HOME);
    await expect(world.complete.run(token, PASSWORD, HOME)).rejects.toMatchObject(goneLink);
    await expect(world.look.run(token)).rejects.toMatchObject(goneLink);
    await expect(world.signInAs(NEW)).resolves.toBeDefined();
  });

  it('opens for an hour', async () => {
    const token = await world.asked();
    world.clock.advance(RESET_LIFETIME_MS - 1000);
    await expect(world.look.run(token)).resolves.toBeDefined();
    world.clock.advance(1000);
    await expect(world.complete.run(token, NEW, HOME)).rejects.toMatchObject(goneLink);
  });

  it('gives way to a newer one', async () => {
    const first = await world.asked();
    const second = await world.asked();
    await expect(world.complete.run(first, NEW, HOME)).rejects.toMatchObject(goneLink);
    await expect(world.complete.run(second, NEW, HOME)).resolves.toBeUndefined();
  });

  it.each(['short', 'password12345', 'Northbank Media 2026'])(
    'keeps its link when %p is refused',
    async (weak) => {
      const token = await world.asked();
      const refused = { code: 'invalid-input', fields: [{ field: 'password' }] };
      await expect(world.complete.run(token, weak, HOME)).rejects.toMatchObject(refused);
      await expect(world.complete.run(token, NEW, HOME)).resolves.toBeUndefined();
    },
  );

  it('is good for nothing once the member is disabled', async () => {
    const token = await world.asked();
    world.members.disable(ada.id);
    await expect(world.complete.run(token, NEW, HOME)).rejects.toMatchObject(goneLink);
  });

  it('is mailed to nobody who does not sign in here with a password', async () => {
    const disabled = aMember({ id: '2', agencyId: ada.agencyId, email: 'dis@example.com', isDisabled: true });
    const provided = aMember({ id: '3', agencyId: ada.agencyId, email: 'sso@example.com' });
    await world.members.add(disabled, 'hash');
    await world.members.add(provided, null);
    for (const email of ['nobody@example.com', disabled.email, provided.email])
      await world.ask.run(email, HOME);
    expect(world.mailer.sent).toEqual([]);
    world.mailer.isConfigured = false;
    await world.ask.run(EMAIL, HOME);
    expect(world.mailer.sent).toEqual([]);
  });
});

describe('a member', () => {
  const AGENCY = { ...NEW_AGENCY, id: 'a' };
  const proving = () =>
    new ChangeOwnPassword(
      Object.assign({}, world, { proof: world.password, sessions: world.memberSessions }),
    );
  const change = async (password: string, newPassword: string) => {
    const [session] = await world.memberSessions.list(ada.agencyId, ada.id);
    const kept = { agencyId: ada.agencyId, memberId: ada.id, familyId: session?.id ?? '' };
    const { agency } = await world.me.presence(kept);
    await proving().run(ada, agency, { password, newPassword, origin: HOME, kept });
    return kept;
  };

  it('changes their password, stays signed in here and nowhere else', async () => {
    for (let count = 0; count < 3; count += 1) await world.signInAs();
    const { familyId } = await change(PASSWORD, NEW);
    const left = await world.memberSessions.list(ada.agencyId, ada.id);
    expect(left.map(({ id }) => id)).toEqual([familyId]);
    await expect(world.signInAs()).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(world.signInAs(NEW)).resolves.toBeDefined();
  });

  it('must know the one that counts until now', async () => {
    await world.signInAs();
    const refused = { code: 'invalid-input', fields: [{ field: 'password' }] };
    await expect(change('not this one, no', NEW)).rejects.toMatchObject(refused);
    await expect(world.signInAs()).resolves.toBeDefined();
  });

  it('chooses no weak one', async () => {
    await world.signInAs();
    const refused = { code: 'invalid-input', fields: [{ field: 'newPassword' }] };
    for (const weak of ['short', `${AGENCY.name} 2026`])
      await expect(change(PASSWORD, weak)).rejects.toMatchObject(refused);
    await expect(world.signInAs()).resolves.toBeDefined();
  });

  it('changes their name', async () => {
    const rename = new ChangeOwnName(
      new InMemoryTeamRepository(world.members, world.clientList, world.clock),
    );
    expect(await rename.run(ada, ' Ada Two ')).toEqual({ ...ada, name: 'Ada Two' });
    expect(await world.members.find(ada.agencyId, ada.id)).toEqual({ ...ada, name: 'Ada Two' });
    await expect(rename.run(ada, '  ')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

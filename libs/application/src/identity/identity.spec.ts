import { HOME as ORIGIN, IdentityWorld, NEW_AGENCY, PASSWORD } from '../testing/identity-world';
import type { NewAgency } from './create-agency';
import { type OpenedSession, REFRESH_LIFETIME_MS, SESSION_LIFETIME_MS } from './open-session';
import type { ReadMe } from './read-me';

type Claims = Parameters<ReadMe['presence']>[0];
const claimsOf = (opened: { readonly accessToken: string }) => JSON.parse(opened.accessToken) as Claims;

let identity: IdentityWorld;
beforeEach(() => {
  identity = new IdentityWorld();
});

describe('CreateAgency', () => {
  const create = (owner: Partial<NewAgency['owner']>, change: Partial<NewAgency> = {}) =>
    identity.createAgency.run({ ...NEW_AGENCY, ...change, owner: { ...NEW_AGENCY.owner, ...owner } });

  it('sets up an agency and its owner, whose password is stored hashed', async () => {
    const { agency, owner } = await create({ email: ' Ada@example.com ' });
    expect(agency).toMatchObject({ name: 'Northbank Media', reportingCurrency: 'EUR', locale: 'de-DE' });
    expect(await identity.agencies.find(agency.id)).toEqual(agency);
    expect(owner).toMatchObject({ agencyId: agency.id, email: 'Ada@example.com', role: 'owner' });
    expect(JSON.stringify([agency, owner])).not.toContain(PASSWORD);
    expect(await identity.members.findByEmail('ada@example.com')).toMatchObject({
      passwordHash: `hash of ${PASSWORD}`,
    });
  });

  it('is recorded as an act of the operator, in the trail of the new agency', async () => {
    const { agency } = await create({});
    expect(identity.audit.entries).toEqual([
      {
        agencyId: agency.id,
        actor: { kind: 'operator', id: null, label: 'create-agency' },
        origin: null,
        action: 'agency.create',
        target: { kind: 'agency', id: agency.id, label: 'Northbank Media' },
        outcome: 'done',
        before: null,
        after: {
          name: 'Northbank Media',
          reportingCurrency: 'EUR',
          timeZone: 'Europe/Berlin',
          owner: 'Ada@example.com',
        },
      },
    ]);
  });

  it.each([11, 257])('refuses a password of %i characters', async (length) => {
    const attempt = create({ password: 'x'.repeat(length) });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field: 'password' }] });
    expect(await identity.members.findByEmail('ada@example.com')).toBeNull();
  });

  it.each([12, 256])('accepts a password of %i characters', async (length) => {
    await expect(create({ password: 'quiet river '.repeat(30).slice(0, length) })).resolves.toBeDefined();
  });

  it('refuses an e-mail in use, in any case', async () => {
    await create({});
    await expect(create({ email: 'ADA@EXAMPLE.COM' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it.each([{ reportingCurrency: 'EURO' }, { timeZone: 'Mars/Olympus' }])('refuses %j', async (change) => {
    await expect(create({}, change)).rejects.toThrow(RangeError);
    expect(await identity.members.findByEmail('ada@example.com')).toBeNull();
  });
});

describe('signing in', () => {
  beforeEach(() => identity.createAgency.run(NEW_AGENCY));
  const signIn = (email?: string, password?: string) => identity.signInAs(password, email);

  it('opens a session for the right password, whatever the case of the e-mail', async () => {
    const opened = await signIn(' ADA@example.com');
    const { member, agency } = await identity.me.presence(claimsOf(opened));
    expect(member).toMatchObject({ name: 'Ada', role: 'owner' });
    expect(claimsOf(opened)).toMatchObject({ agencyId: member.agencyId, role: 'owner' });
    const lifetime = opened.refreshExpiresAt.getTime() - identity.clock.now().getTime();
    expect(lifetime).toBe(REFRESH_LIFETIME_MS);
    expect(agency).toMatchObject({ id: member.agencyId, name: 'Northbank Media' });
  });

  it('stores the refresh token hashed only', async () => {
    const opened = await signIn();
    expect(identity.sessions.stored).toHaveLength(1);
    expect(JSON.stringify(identity.sessions.stored)).not.toContain(opened.refreshToken);
  });

  it('refuses unknown, mistyped and disabled logins in the same words, each after a check', async () => {
    const known = await identity.members.findByEmail('ada@example.com');
    const refusals = [
      await signIn('nobody@example.com').catch((error: unknown) => error),
      await signIn('ada@example.com', 'wrong').catch((error: unknown) => error),
    ];
    identity.members.disable(known?.member.id ?? '');
    refusals.push(await signIn().catch((error: unknown) => error));
    const words = refusals.map((error) => error instanceof Error && error.message);
    expect(new Set(words).size).toBe(1);
    expect(refusals).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'sign-in-failed' })));
    expect(identity.passwords.verified).toEqual([null, known?.passwordHash, known?.passwordHash]);
    expect(identity.sessions.stored).toEqual([]);
  });
});

describe('SetPassword', () => {
  it('lets the new password in, keeps the old one out and ends every session', async () => {
    const identity = new IdentityWorld();
    await identity.createAgency.run(NEW_AGENCY);
    const { refreshToken } = await identity.signInAs();

    await identity.setPassword.run('ADA@example.com', 'another correct horse');

    await expect(identity.refresh.run(refreshToken, ORIGIN)).rejects.toMatchObject({ code: 'session-ended' });
    await expect(identity.signInAs()).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
    await expect(identity.signInAs('another correct horse')).resolves.toBeDefined();
  });

  it('is recorded as an act of the operator, without the password', async () => {
    const identity = new IdentityWorld();
    const { owner } = await identity.createAgency.run(NEW_AGENCY);
    await identity.setPassword.run('ADA@example.com', 'another correct horse');
    const entry = identity.audit.entries.at(-1);
    expect(entry).toMatchObject({
      agencyId: owner.agencyId,
      actor: { kind: 'operator', id: null, label: 'set-password' },
      action: 'member.set-password',
      target: { kind: 'member', id: owner.id, label: 'Ada <Ada@example.com>' },
    });
    expect(JSON.stringify(entry)).not.toContain('correct horse');
  });

  it('refuses a weak password and an unknown e-mail', async () => {
    const identity = new IdentityWorld();
    await identity.createAgency.run(NEW_AGENCY);
    await expect(identity.setPassword.run(NEW_AGENCY.owner.email, 'short')).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(identity.setPassword.run('no@one.example', PASSWORD)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a session', () => {
  const ended = { code: 'session-ended' };
  let opened: OpenedSession;
  beforeEach(async () => {
    await identity.createAgency.run(NEW_AGENCY);
    opened = await identity.signInAs();
  });
  const refresh = (token: string) => identity.refresh.run(token, ORIGIN);
  const member = async () => (await identity.me.presence(claimsOf(opened))).member;

  it('goes on with each new token, in the same family', async () => {
    const second = await refresh(opened.refreshToken);
    expect(second.refreshToken).not.toBe(opened.refreshToken);
    expect(claimsOf(second)).toEqual(claimsOf(opened));
    expect((await refresh(second.refreshToken)).refreshToken).not.toBe(second.refreshToken);
    await expect(member()).resolves.toMatchObject({ name: 'Ada' });
  });

  it('ends for everyone when a used token comes again', async () => {
    const second = await refresh(opened.refreshToken);
    await expect(refresh(opened.refreshToken)).rejects.toMatchObject(ended);
    await expect(refresh(second.refreshToken)).rejects.toMatchObject(ended);
    await expect(member()).rejects.toMatchObject(ended);
  });

  it('ends with signing out, and other sessions of the member go on', async () => {
    const other = await identity.signInAs();
    await identity.signOut.run(opened.refreshToken, ORIGIN);
    await identity.signOut.run('an unknown token', ORIGIN);
    await expect(refresh(opened.refreshToken)).rejects.toMatchObject(ended);
    await expect(member()).rejects.toMatchObject(ended);
    await expect(refresh(other.refreshToken)).resolves.toBeDefined();
  });

  it('ends when it was not used for too long', async () => {
    identity.clock.advance(REFRESH_LIFETIME_MS);
    await expect(refresh(opened.refreshToken)).rejects.toMatchObject(ended);
    await expect(member()).rejects.toMatchObject(ended);
  });

  it('ends after thirty days, however often it was used', async () => {
    let token = opened.refreshToken;
    const step = REFRESH_LIFETIME_MS / 2;
    for (let used = 0; used + step < SESSION_LIFETIME_MS; used += step) {
      identity.clock.advance(step);
      token = (await refresh(token)).refreshToken;
    }
    identity.clock.advance(SESSION_LIFETIME_MS % step);
    await expect(refresh(token)).rejects.toMatchObject(ended);
    await expect(member()).rejects.toMatchObject(ended);
  });

  it('ends when the member is disabled', async () => {
    identity.members.disable((await member()).id);
    await expect(member()).rejects.toMatchObject(ended);
    await expect(refresh(opened.refreshToken)).rejects.toMatchObject(ended);
  });

  it('ends when the agency is suspended, and so does signing in', async () => {
    const { agencyId } = claimsOf(opened);
    await identity.agencies.setSuspended(agencyId, true);
    await expect(member()).rejects.toMatchObject(ended);
    await expect(refresh(opened.refreshToken)).rejects.toMatchObject(ended);
    const signIn = (password?: string) => identity.signInAs(password);
    await expect(signIn()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(signIn('wrong')).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
    await identity.agencies.setSuspended(agencyId, false);
    await expect(member()).resolves.toMatchObject({ agencyId });
    await expect(signIn()).resolves.toBeDefined();
  });

  it('is none for an unknown token or agency', async () => {
    await expect(refresh('an unknown token')).rejects.toMatchObject(ended);
    const strange = { ...claimsOf(opened), agencyId: 'another' };
    await expect(identity.me.presence(strange)).rejects.toMatchObject(ended);
  });
});

import type { InvitationView, MemberView, ProblemDetails, SentInvitationView } from '@tributary/api-contract';
import { randomUUID } from 'node:crypto';
import { AGENCY, InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const STRONG = 'quiet river, long way home';
const anEmail = () => `${randomUUID()}@example.com`;

describe('the team', () => {
  let bff: InProcessBff;
  let owner: string;
  let admin: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    owner = (await bff.signIn('owner')).token;
    admin = (await bff.signIn('admin')).token;
  });

  afterAll(async () => {
    await bff.close();
  });

  const send = (method: string, path: string, body?: unknown, token = admin) =>
    bff.call(method, path, { token, ...(body !== undefined && { body }) });
  const post = (path: string, body: unknown) => bff.call('POST', path, { body });
  const invite = async (change: object = {}, token = admin) => {
    const answer = await send('POST', 'invitations', { email: anEmail(), role: 'viewer', ...change }, token);
    return { status: answer.status, body: (await answer.json()) as SentInvitationView & ProblemDetails };
  };
  const join = async (email: string, change: object = {}) => {
    const body = { token: bff.mailer.tokenFor(email), name: 'Bea', password: STRONG, ...change };
    return post('auth/invitation/accept', body);
  };
  const joined = async (change: object = {}) => {
    const { body } = await invite(change, owner);
    const { accessToken } = (await (await join(body.email)).json()) as { accessToken: string };
    const { sub } = bff.jwt.decode<{ sub: string }>(accessToken);
    return { id: sub, email: body.email, token: accessToken };
  };
  const members = async () => (await (await send('GET', 'members')).json()) as MemberView[];
  const memberOf = async (id: string) => (await members()).find((member) => member.id === id);
  const invitations = async () => (await (await send('GET', 'invitations')).json()) as InvitationView[];

  it('grows by an invitation that is accepted', async () => {
    const { status, body } = await invite({ name: 'Bea', role: 'analyst' });
    expect([status, body.delivery, body.link]).toEqual([201, 'mailed', null]);
    const token = bff.mailer.tokenFor(body.email);
    const look = await post('auth/invitation', { token });
    expect(await look.json()).toEqual({ agencyName: AGENCY.name, email: body.email, name: 'Bea' });
    const accepted = await join(body.email, { name: 'Bea Two' });
    expect(accepted.headers.getSetCookie().join()).toContain('__Host-tributary-refresh=');
    const { accessToken } = (await accepted.json()) as { accessToken: string };
    const me = await send('GET', 'me', undefined, accessToken);
    expect(await me.json()).toMatchObject({ name: 'Bea Two', email: body.email, role: 'analyst' });
    const { id } = (await members()).find(({ email }) => email === body.email) ?? {};
    expect(await memberOf(id ?? '')).toMatchObject({ isDisabled: false, hasTwoFactor: false });
    expect((await memberOf(id ?? ''))?.lastSeenAt).not.toBeNull();
  });

  it('keeps the token out of every answer, list and audit entry, and in the fragment of the link', async () => {
    const { body } = await invite();
    const token = bff.mailer.tokenFor(body.email);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const shown = JSON.stringify([body, await invitations(), bff.audit.entries]);
    expect(shown).not.toContain(token);
    expect(shown).not.toContain('tokenHash');
    expect(bff.mailer.sent.at(-1)?.text).toContain(`https://tributary.example.com/invitation#${token}`);
  });

  it('takes an invitation once, and none that was sent anew, taken back or too old', async () => {
    const once = await invite();
    await join(once.body.email);
    expect((await join(once.body.email)).status).toBe(404);

    const twice = await invite();
    const old = bff.mailer.tokenFor(twice.body.email);
    expect((await send('POST', `invitations/${twice.body.id}/resend`)).status).toBe(200);
    expect((await join(twice.body.email, { token: old })).status).toBe(404);
    expect((await join(twice.body.email)).status).toBe(200);

    const back = await invite();
    expect((await send('DELETE', `invitations/${back.body.id}`)).status).toBe(204);
    expect((await join(back.body.email)).status).toBe(404);

    const late = await invite();
    bff.clock.advance(8 * 86_400_000);
    expect((await invitations()).find(({ id }) => id === late.body.id)?.isExpired).toBe(true);
    expect((await join(late.body.email)).status).toBe(404);
  });

  it.each(['', 'x', randomUUID(), 'a'.repeat(43)])('opens nothing for the token %p', async (token) => {
    for (const path of ['auth/invitation', 'auth/password-reset/open'])
      expect((await post(path, { token })).status).toBe(404);
  });

  it('does not exist for another agency: its ids are answered like those of nobody', async () => {
    const stranger = await bff.signInElsewhere('owner');
    const { body } = await invite();
    const member = await joined();
    const answers = async (id: string) => {
      const tried = [
        ['POST', `invitations/${id}/resend`],
        ['DELETE', `invitations/${id}`],
        ['PATCH', `members/${id}`, { role: 'admin' }],
        ['DELETE', `members/${id}`],
      ] as const;
      const problems: object[] = [];
      for (const [method, path, sent] of tried) {
        const answer = await send(method, path, sent, stranger.token);
        const { instance, ...problem } = (await answer.json()) as ProblemDetails;
        problems.push(problem);
      }
      return problems;
    };
    const nobody = await answers(randomUUID());
    expect(nobody).toMatchObject(Array.from({ length: 4 }, () => ({ status: 404 })));
    expect(await answers(body.id)).toEqual(nobody);
    expect(await answers(member.id)).toEqual(nobody);
    expect(await memberOf(member.id)).toMatchObject({ role: 'viewer' });
    expect((await join(body.email)).status).toBe(200);
  });

  it.each([
    ['POST', 'invitations', { email: 'x@example.com', role: 'viewer' }],
    ['POST', 'auth/invitation/accept', { token: 'x', name: 'x', password: STRONG }],
    ['POST', 'auth/password-reset', { email: 'x@example.com' }],
    ['POST', 'auth/password-reset/complete', { token: 'x', password: STRONG }],
    ['PATCH', 'me', { name: 'x' }],
    ['PUT', 'me/password', { password: PASSWORD, newPassword: STRONG }],
    ['PATCH', 'members/0198c0de-0000-4000-8000-000000000099', {}],
  ])('takes no field along that is not asked for: %s %s', async (method, path, body) => {
    const unasked = [
      ...['agencyId', 'id', 'memberId', 'permissions', 'status', 'passwordHash', 'tokenHash', 'createdAt'],
      ...['expiresAt', 'invitedBy', 'mailedAt', 'lastSeenAt'],
      ...(path.startsWith('members') || path === 'invitations' ? [] : ['role', 'isDisabled', 'clientIds']),
    ];
    for (const field of unasked) {
      const answer = await send(method, path, { ...body, [field]: 'owner' });
      expect([field, answer.status]).toEqual([field, 400]);
    }
  });

  it('has admins who neither invite, make nor change owners', async () => {
    expect((await invite({ role: 'owner' })).status).toBe(403);
    expect((await invite({ role: 'platform-admin' }, owner)).status).toBe(400);
    const viewer = await joined();
    expect((await send('PATCH', `members/${viewer.id}`, { role: 'owner' })).status).toBe(403);
    const other = await joined({ role: 'owner' });
    for (const change of [{ role: 'viewer' }, { isDisabled: true }])
      expect((await send('PATCH', `members/${other.id}`, change)).status).toBe(403);
    expect((await send('DELETE', `members/${other.id}`)).status).toBe(403);
    expect(await memberOf(other.id)).toMatchObject({ role: 'owner', isDisabled: false });
  });

  it('has nobody who changes their own role', async () => {
    const { id, token } = await joined({ role: 'admin' });
    for (const change of [{ role: 'viewer' }, { role: 'owner' }, { isDisabled: true }])
      expect((await send('PATCH', `members/${id}`, change, token)).status).toBe(403);
    expect((await send('DELETE', `members/${id}`, undefined, token)).status).toBe(403);
    expect(await memberOf(id)).toMatchObject({ role: 'admin' });
  });

  it('changes from the next request on, with the token of before', async () => {
    const { id, token } = await joined({ role: 'admin' });
    expect((await send('GET', 'members', undefined, token)).status).toBe(200);
    expect((await send('PATCH', `members/${id}`, { role: 'viewer' })).status).toBe(204);
    expect((await send('GET', 'members', undefined, token)).status).toBe(403);
    expect((await send('PATCH', `members/${id}`, { isDisabled: true })).status).toBe(204);
    expect((await send('GET', 'me', undefined, token)).status).toBe(401);
    expect((await send('PATCH', `members/${id}`, { isDisabled: false })).status).toBe(204);
    expect((await send('GET', 'me', undefined, token)).status).toBe(401);
    expect((await send('DELETE', `members/${id}`)).status).toBe(204);
    expect(await memberOf(id)).toBeUndefined();
  });

  it('keeps an owner', async () => {
    const elsewhere = await bff.signInElsewhere('owner');
    const mine = (await (await send('GET', 'members', undefined, elsewhere.token)).json()) as MemberView[];
    const owners = mine.filter(({ role }) => role === 'owner');
    const me = bff.jwt.decode<{ sub: string }>(elsewhere.token).sub;
    for (const { id } of owners.filter((one) => one.id !== me))
      expect((await send('PATCH', `members/${id}`, { role: 'viewer' }, elsewhere.token)).status).toBe(204);
    expect((await send('DELETE', `members/${me}`, undefined, elsewhere.token)).status).toBe(403);
  });

  it('limits a client login to clients of the own agency', async () => {
    const client = { id: randomUUID(), agencyId: AGENCY.id, name: 'Acme' };
    const foreign = { id: randomUUID(), agencyId: '0198c0de-0000-4000-8000-00000000bbbb', name: 'Foreign' };
    for (const one of [client, foreign]) await bff.clients.add(one);
    for (const clientIds of [[foreign.id], [client.id, foreign.id], [randomUUID()], []]) {
      const { status, body } = await invite({ role: 'client', clientIds });
      expect([status, body.errors?.map(({ field }) => field)]).toEqual([400, ['clientIds']]);
    }
    const login = await joined({ role: 'client', clientIds: [client.id], figures: 'index' });
    expect(await memberOf(login.id)).toMatchObject({ clientIds: [client.id], figures: 'index' });
    const foreignChange = await send('PATCH', `members/${login.id}`, { clientIds: [foreign.id] });
    expect(foreignChange.status).toBe(400);
    expect(await memberOf(login.id)).toMatchObject({ clientIds: [client.id] });
  });

  it.each([{ role: null }, { role: 'king' }, { clientIds: 'x' }, { clientIds: null }, { figures: null }])(
    'takes no %j',
    async (change) => {
      expect((await invite(change)).status).toBe(400);
      const { id } = await joined();
      expect((await send('PATCH', `members/${id}`, change)).status).toBe(400);
    },
  );

  it('refuses weak passwords, and very long ones before they are hashed', async () => {
    const { body } = await invite();
    for (const password of ['short', 'password1234', 'aaaaaaaaaaaaaaa', 'northbank media 1', 'x'.repeat(257)])
      expect((await join(body.email, { password })).status).toBe(400);
    expect((await join(body.email, { password: 'x'.repeat(1_000_000) })).status).toBe(413);
    expect((await join(body.email, { password: 'ein stiller Fluß 🌊 heim' })).status).toBe(200);
  });

  it('says what to do when the mail server fails, and loses nothing', async () => {
    bff.mailer.isDown = true;
    const { status, body } = await invite();
    expect([status, body.delivery, body.mailedAt]).toEqual([201, 'failed', null]);
    bff.mailer.isDown = false;
    const again = await send('POST', `invitations/${body.id}/resend`);
    expect(await again.json()).toMatchObject({ id: body.id, delivery: 'mailed' });
    expect((await join(body.email)).status).toBe(200);
  });

  it('leaves who was invited by whom, as what, in the audit trail', async () => {
    const { body } = await invite({ role: 'analyst' });
    expect(bff.audit.entries.at(-1)).toMatchObject({
      action: 'invitation.send',
      target: { kind: 'invitation', id: body.id, label: body.email },
      after: { email: body.email, role: 'analyst' },
    });
    await join(body.email);
    const told = bff.audit.entries.filter(({ actor }) => actor.label.includes(body.email));
    expect(told.map(({ action }) => action)).toEqual(['invitation.accept', 'session.open']);
    expect(JSON.stringify(bff.audit.entries)).not.toContain(STRONG);
  });
});

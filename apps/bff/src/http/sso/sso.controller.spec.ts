import { RoleMap, type Member } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import { OpenIdIdentityProvider } from '@tributary/oidc';
import { CLIENT_ID, CLIENT_SECRET, OpenIdServer, type PersonAtServer } from '@tributary/oidc/testing';
import { randomUUID } from 'node:crypto';
import {
  AGENCY,
  InProcessBff,
  OTHER_AGENCY,
  PASSWORD,
  PLATFORM,
  PUBLIC_URL,
} from '../../testing/in-process-bff';

const CALLBACK = `${PUBLIC_URL}/sso/callback`;
const ROLES = new RoleMap([
  { group: 'leads', agencyId: AGENCY.id, role: 'admin' },
  { group: 'marketing', agencyId: AGENCY.id, role: 'analyst' },
  { group: 'south', agencyId: OTHER_AGENCY.id, role: 'viewer' },
  { group: 'operators', agencyId: PLATFORM.id, role: 'admin' },
]);

describe('single sign-on', () => {
  let server: OpenIdServer;
  let bff: InProcessBff;

  beforeAll(async () => {
    server = await OpenIdServer.start(CALLBACK);
    const provider = new OpenIdIdentityProvider({
      ...{ issuer: server.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, callbackUrl: CALLBACK },
      ...{ label: 'Acme', scopes: 'openid email profile', groupsClaim: 'groups' },
    });
    bff = await InProcessBff.start({ singleSignOn: { provider, roles: ROLES } });
  });
  afterAll(async () => {
    await bff.close();
    await server.close();
  });

  const get = (path: string, cookie = '') =>
    fetch(`${bff.url}${path}`, { headers: { cookie }, redirect: 'manual' });

  /** Sets out from the sign-in page. */
  const start = async (query = '') => {
    const answer = await get(`/sso/start${query}`);
    return { address: placeOf(answer), cookie: pairsOf(answer).join('; ') };
  };

  /** Comes back from the provider. @returns the answer of the callback. */
  const comeBack = async (subject: string, query = '') => {
    const { address, cookie } = await start(query);
    const { search } = new URL(await server.visit(address, subject));
    return { answer: await get(`/sso/callback${search}`, cookie), search, cookie };
  };

  const enter = async (subject: string) => (await comeBack(subject)).answer;

  /** Somebody at the provider whom nobody knows yet. */
  const somebody = (change: PersonAtServer = {}) => {
    const subject = randomUUID();
    const email = `${subject}@agency.example`;
    server.people.set(subject, {
      email,
      email_verified: true,
      name: 'Ada',
      groups: ['marketing'],
      ...change,
    });
    return { subject, email: change.email ?? email };
  };

  const aKnownMember = async (change: Partial<Member> = {}) => {
    const id = randomUUID();
    const member = aMember({
      id,
      agencyId: AGENCY.id,
      email: `${id}@agency.example`,
      role: 'viewer',
      ...change,
    });
    await bff.members.add(member, await bff.passwords.hash(PASSWORD));
    return member;
  };

  const signedInAs = async (answer: Response) => {
    expect(placeOf(answer)).toMatch(/^\/signed-in\?/);
    const cookie = pairsOf(answer).join('; ');
    const { accessToken } = (await (
      await bff.call('POST', 'auth/refresh', { headers: { cookie } })
    ).json()) as { accessToken: string };
    return { accessToken, me: await meOf(accessToken) };
  };
  const meOf = async (token: string) => (await bff.call('GET', 'me', { token })).json();

  const problemOf = (answer: Response) => {
    expect(answer.headers.getSetCookie().join()).not.toContain('refresh');
    expect(placeOf(answer)).toMatch(/^\/sign-in\?/);
    return new URLSearchParams(placeOf(answer).split('?')[1]).get('ssoProblem');
  };

  const passwordSignIn = (email: string) =>
    bff.call('POST', 'auth/sign-in', { body: { email, password: PASSWORD } });

  describe('the way there and back', () => {
    it('is offered with the words of the operator, to everybody', async () => {
      const answer = await bff.call('GET', 'auth/methods');
      expect(await answer.json()).toEqual({ singleSignOn: { label: 'Acme' } });
    });

    it('sends the browser with a cookie that only this host gets back, which hides what it holds', async () => {
      const answer = await get('/sso/start?returnUrl=%2Fsales');
      expect(answer.status).toBe(303);
      expect(placeOf(answer)).toMatch(new RegExp(`^${server.issuer}/auth\\?`));
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const [line = ''] = answer.headers.getSetCookie();
      const [pair = '', ...attributes] = line.split('; ');
      expect(pair).toMatch(/^__Host-tributary-sso=[\w-]+$/);
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']));
      expect(attributes.join()).not.toContain('Domain');
      const { state, nonce } = Object.fromEntries(new URL(placeOf(answer)).searchParams);
      const held = Buffer.from(pair.split('=')[1] ?? '', 'base64url').toString('latin1');
      for (const secret of [state, nonce, 'sales']) expect(held).not.toContain(secret);
    });

    it('ends on the page that was asked for, with a session as any other', async () => {
      const { subject } = somebody();
      const { answer } = await comeBack(subject, '?returnUrl=%2Fsales%3Fsearch%3Dx');
      expect(placeOf(answer)).toBe('/signed-in?returnUrl=%2Fsales%3Fsearch%3Dx');
      const cookies = answer.headers.getSetCookie();
      const refresh = cookies.find((line) => line.startsWith('__Host-tributary-refresh='));
      expect(refresh).toMatch(/HttpOnly; Secure; SameSite=Strict/);
      expect(refresh).not.toContain('Expires');
      expect(cookies.find((line) => line.startsWith('__Host-tributary-sso='))).toContain('1970');
      await signedInAs(answer);
    });

    it('stays signed in when asked to', async () => {
      const { answer } = await comeBack(somebody().subject, '?stay=true');
      const refresh = answer.headers.getSetCookie().find((line) => line.includes('tributary-refresh='));
      expect(refresh).toContain('Expires');
    });

    it.each([
      '//evil.example',
      '/\\evil.example',
      '\\evil.example',
      'https:evil.example',
      'https://evil.example',
      '/\t/evil.example',
      '/..//evil.example',
      'javascript:alert(1)',
    ])('ends at home when asked to go to %j', async (asked) => {
      const { answer } = await comeBack(somebody().subject, `?returnUrl=${encodeURIComponent(asked)}`);
      expect(placeOf(answer)).toBe('/signed-in?returnUrl=%2F');
    });

    it.each([
      '?returnUrl[]=//evil.example',
      '?returnUrl=/a&returnUrl=//evil.example',
      '?returnUrl[href]=//evil.example',
    ])('ends at home for %s', async (query) => {
      expect(placeOf((await comeBack(somebody().subject, query)).answer)).toBe('/signed-in?returnUrl=%2F');
    });

    it('ends at home for an encoded address as well, on this host', async () => {
      const { answer } = await comeBack(somebody().subject, '?returnUrl=%2F%252F%252Fevil.example');
      const place = new URL(placeOf(answer), PUBLIC_URL);
      expect(place.origin).toBe(PUBLIC_URL);
      const next = new URL(place.searchParams.get('returnUrl') ?? '', PUBLIC_URL);
      expect(next.origin).toBe(PUBLIC_URL);
    });
  });

  describe('attacks on the way back', () => {
    it('gets nobody in without the cookie of the browser that set out', async () => {
      const { subject, email } = somebody();
      const { address } = await start();
      const { search } = new URL(await server.visit(address, subject));
      expect(problemOf(await get(`/sso/callback${search}`))).toBe('unproven');
      expect(await bff.members.findByEmail(email)).toBeNull();
    });

    it("gets nobody in with another browser's cookie: a code that somebody plants signs in nobody", async () => {
      const { address } = await start();
      const planted = new URL(await server.visit(address, somebody().subject));
      const victim = await start();
      expect(problemOf(await get(`/sso/callback${planted.search}`, victim.cookie))).toBe('unproven');
    });

    it.each([
      ['another state', (search: string) => search.replace(/state=[^&]+/, 'state=invented')],
      ['no state', (search: string) => search.replace(/&?state=[^&]+/, '')],
      ['another code', (search: string) => search.replace(/code=[^&]+/, 'code=invented')],
      ['another issuer', (search: string) => search.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')],
      ['nothing', () => ''],
    ])('gets nobody in with %s', async (_, change) => {
      const { subject, email } = somebody();
      const { address, cookie } = await start();
      const { search } = new URL(await server.visit(address, subject));
      expect(problemOf(await get(`/sso/callback${change(search)}`, cookie))).toBe('unproven');
      expect(await bff.members.findByEmail(email)).toBeNull();
    });

    it('gets nobody in twice with one code', async () => {
      const { answer, search, cookie } = await comeBack(somebody().subject);
      await signedInAs(answer);
      expect(problemOf(await get(`/sso/callback${search}`, cookie))).toBe('unproven');
    });

    it('gets nobody in with a cookie that was changed', async () => {
      const { address, cookie } = await start();
      const { search } = new URL(await server.visit(address, somebody().subject));
      const changed = `${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`;
      expect(problemOf(await get(`/sso/callback${search}`, changed))).toBe('unproven');
    });

    it('gets nobody in who took longer than ten minutes', async () => {
      const { address, cookie } = await start();
      const { search } = new URL(await server.visit(address, somebody().subject));
      bff.clock.advance(10 * 60_000 + 1);
      expect(problemOf(await get(`/sso/callback${search}`, cookie))).toBe('unproven');
    });

    it('says so when somebody went away from the page of the provider, without the words of the provider', async () => {
      const { address, cookie } = await start('?returnUrl=%2Fsales');
      const { search } = new URL(await server.cancel(address));
      expect(search).toContain('error_description');
      const answer = await get(`/sso/callback${search}`, cookie);
      expect(placeOf(answer)).toBe('/sign-in?ssoProblem=cancelled&returnUrl=%2Fsales');
    });

    it('does not adopt a session that was planted before', async () => {
      const planted = 'p'.repeat(43);
      const { address, cookie } = await start();
      const { search } = new URL(await server.visit(address, somebody().subject));
      const answer = await get(`/sso/callback${search}`, `${cookie}; __Host-tributary-refresh=${planted}`);
      expect(pairsOf(answer).join()).toContain('__Host-tributary-refresh=');
      expect(pairsOf(answer).join()).not.toContain(planted);
    });
  });

  describe('who comes in', () => {
    it('is made a member where their groups say so, with that role and without a password', async () => {
      const { subject, email } = somebody({ groups: ['others', 'marketing', 'leads'] });
      const { me } = await signedInAs(await enter(subject));
      expect(me).toMatchObject({ email, name: 'Ada', role: 'admin', agency: { id: AGENCY.id } });
      expect(await bff.members.findByEmail(email)).toMatchObject({ passwordHash: null });
      expect((await passwordSignIn(email)).status).toBe(401);
    });

    it('is the member of that e-mail, from then on whatever the e-mail', async () => {
      const member = await aKnownMember();
      const { subject } = somebody({ email: member.email.toUpperCase() });
      expect(await signedInAs(await enter(subject))).toMatchObject({
        me: { id: member.id, role: 'analyst' },
      });
      server.people.set(subject, {
        email: 'new@agency.example',
        email_verified: false,
        groups: ['marketing'],
      });
      expect(await signedInAs(await enter(subject))).toMatchObject({
        me: { id: member.id, email: member.email },
      });
      expect((await passwordSignIn(member.email)).status).toBe(200);
    });

    it('is not whose e-mail address the provider does not vouch for', async () => {
      const member = await aKnownMember();
      for (const email_verified of [false, undefined]) {
        const { subject } = somebody({ email: member.email, email_verified: email_verified ?? false });
        if (email_verified === undefined) delete server.people.get(subject)?.email_verified;
        expect(problemOf(await enter(subject))).toBe('unverified');
      }
    });

    it('is not whose e-mail address somebody else had at the provider before', async () => {
      const member = await aKnownMember();
      await signedInAs(await enter(somebody({ email: member.email }).subject));
      expect(problemOf(await enter(somebody({ email: member.email }).subject))).toBe('not-allowed');
    });

    it('is nobody whose groups have no role', async () => {
      for (const groups of [[], ['others'], ['Leads'], ['lead']]) {
        const { subject, email } = somebody({ groups });
        expect(problemOf(await enter(subject))).toBe('not-allowed');
        expect(await bff.members.findByEmail(email)).toBeNull();
      }
    });

    it('has the role of today, with the token of yesterday as well', async () => {
      const { subject } = somebody({ groups: ['leads'] });
      const { accessToken } = await signedInAs(await enter(subject));
      server.people.set(subject, { ...server.people.get(subject), groups: ['marketing'] });
      expect(await signedInAs(await enter(subject))).toMatchObject({ me: { role: 'analyst' } });
      expect(await meOf(accessToken)).toMatchObject({ role: 'analyst' });
      const entries = bff.audit.entries.filter(({ action }) => action === 'member.change-role');
      expect(entries.at(-1)).toMatchObject({ before: { role: 'admin' }, after: { role: 'analyst' } });
    });

    it('is out everywhere when the groups are gone', async () => {
      const { subject } = somebody();
      const { accessToken } = await signedInAs(await enter(subject));
      server.people.set(subject, { ...server.people.get(subject), groups: [] });
      expect(problemOf(await enter(subject))).toBe('not-allowed');
      expect((await bff.call('GET', 'me', { token: accessToken })).status).toBe(401);
      expect(bff.audit.entries.at(-1)).toMatchObject({
        ...{ agencyId: AGENCY.id, action: 'sign-in.fail', outcome: 'refused' },
        after: { method: 'sso', problem: 'not-allowed' },
      });
    });

    it('stays an owner whom people made one, as long as some group lets them in', async () => {
      const owner = await aKnownMember({ role: 'owner' });
      const { subject } = somebody({ email: owner.email });
      expect(await signedInAs(await enter(subject))).toMatchObject({ me: { id: owner.id, role: 'owner' } });
      server.people.set(subject, { ...server.people.get(subject), groups: [] });
      expect(problemOf(await enter(subject))).toBe('not-allowed');
    });

    it('is nothing here for what they are in another agency', async () => {
      const member = await aKnownMember();
      const { subject } = somebody({ email: member.email, groups: ['south'] });
      expect(problemOf(await enter(subject))).toBe('not-allowed');
      expect(await bff.members.find(AGENCY.id, member.id)).toEqual(member);
      const newcomer = somebody({ groups: ['south'] });
      expect(await signedInAs(await enter(newcomer.subject))).toMatchObject({
        me: { role: 'viewer', agency: { id: OTHER_AGENCY.id } },
      });
    });

    it('is never the operator of the installation', async () => {
      const admin = await aKnownMember({ agencyId: PLATFORM.id, role: 'platform-admin' });
      expect(problemOf(await enter(somebody({ email: admin.email, groups: ['operators'] }).subject))).toBe(
        'not-allowed',
      );
      expect(problemOf(await enter(somebody({ groups: ['operators'] }).subject))).toBe('not-allowed');
    });

    it('is nobody who is disabled, linked or not', async () => {
      const member = await aKnownMember();
      const { subject } = somebody({ email: member.email });
      await signedInAs(await enter(subject));
      bff.members.disable(member.id);
      expect(problemOf(await enter(subject))).toBe('not-allowed');
      const other = await aKnownMember({ isDisabled: true });
      expect(problemOf(await enter(somebody({ email: other.email }).subject))).toBe('not-allowed');
    });

    it('is nobody of a suspended agency, and nobody new there', async () => {
      const { subject } = somebody({ groups: ['south'] });
      await signedInAs(await enter(subject));
      await bff.agencies.setSuspended(OTHER_AGENCY.id, true);
      const newcomer = somebody({ groups: ['south'] });
      try {
        expect(problemOf(await enter(subject))).toBe('suspended');
        expect(problemOf(await enter(newcomer.subject))).toBe('suspended');
        expect(await bff.members.findByEmail(newcomer.email)).toBeNull();
      } finally {
        await bff.agencies.setSuspended(OTHER_AGENCY.id, false);
      }
    });
  });
});

describe('without an identity provider', () => {
  let bff: InProcessBff;
  beforeAll(async () => {
    bff = await InProcessBff.start();
  });
  afterAll(() => bff.close());

  it('nothing is offered, and the way there ends on the sign-in page', async () => {
    expect(await (await bff.call('GET', 'auth/methods')).json()).toEqual({ singleSignOn: null });
    for (const path of ['/sso/start', '/sso/callback?code=c&state=s']) {
      const answer = await fetch(`${bff.url}${path}`, { redirect: 'manual' });
      expect(placeOf(answer)).toMatch(/^\/sign-in\?ssoProblem=un/);
    }
  });
});

function placeOf(answer: Response): string {
  return answer.headers.get('location') ?? '';
}

function pairsOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
}

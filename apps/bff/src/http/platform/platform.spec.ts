import type { PlatformAgenciesPage, PlatformUsersPage } from '@tributary/api-contract';
import { aMember } from '@tributary/domain/testing';
import { PLATFORM_AGENCY_ID, type Member } from '@tributary/domain';
import { randomUUID } from 'node:crypto';
import { AGENCY, InProcessBff, OTHER_AGENCY, PASSWORD, PLATFORM } from '../../testing/in-process-bff';

const UNKNOWN = '0198c0de-0000-4000-8000-000000000099';
/** What a platform admin may ask besides: about themselves, their own trail, and what is the same for everybody. */
const OWN = /^(me|me\/.*|networks|audit|audit\/export|auth\/.*|sync\/trigger)$/;

describe('the platform', () => {
  let bff: InProcessBff;
  let token: string;

  beforeEach(async () => {
    bff = await InProcessBff.start();
    ({ token } = await bff.signIn('platform-admin'));
  });
  afterEach(() => bff.close());

  const ask = (method: string, path: string, as = token) =>
    bff.call(method, `platform/${path}`, { token: as });
  const statusOf = async (method: string, path: string, as = token) => (await ask(method, path, as)).status;
  const agencies = async (query = '') =>
    (await (await ask('GET', `agencies${query}`)).json()) as PlatformAgenciesPage;
  const users = async (query = '') => (await (await ask('GET', `users${query}`)).json()) as PlatformUsersPage;
  const aUser = async (change: Partial<Member> = {}) => {
    const id = randomUUID();
    const member = aMember({
      id,
      agencyId: AGENCY.id,
      email: `${id}@agency.example`,
      role: 'admin',
      ...change,
    });
    await bff.members.add(member, await bff.passwords.hash(PASSWORD));
    return member;
  };
  const signInAs = async ({ email }: Pick<Member, 'email'>) => {
    const answer = await bff.call('POST', 'auth/sign-in', { body: { email, password: PASSWORD } });
    const { accessToken = '' } = (await answer.json()) as { accessToken?: string };
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    return { status: answer.status, token: accessToken, cookie: cookie.join('; ') };
  };
  const meStatus = async (as: string) => (await bff.call('GET', 'me', { token: as })).status;
  const entriesOf = (agencyId: string) => bff.audit.entries.filter((entry) => entry.agencyId === agencyId);

  describe('what its admins see', () => {
    it('is no route that tells a figure: all of those are closed', async () => {
      const document = await fetch(`${bff.url}/api/openapi.json`);
      const { paths } = (await document.json()) as { paths: Record<string, Record<string, object>> };
      const routes = Object.entries(paths).flatMap(([path, verbs]) =>
        Object.keys(verbs).map((verb) => ({ verb, path: path.replace('/api/v1/', '') })),
      );
      const others = routes.filter(({ path }) => !path.startsWith('platform/') && !OWN.test(path));
      expect(others.length).toBeGreaterThan(30);
      for (const { verb, path } of others) {
        const filled = path.replaceAll(/\{\w+\}/g, UNKNOWN);
        const answer = await bff.call(verb.toUpperCase(), filled, { token });
        expect([`${verb} ${path}`, answer.status]).toEqual([`${verb} ${path}`, 403]);
      }
    });

    it('is every agency but their own, with states and nothing else', async () => {
      await bff.connect();
      const { items, nextCursor } = await agencies();
      expect(items.map(({ name }) => name)).toEqual(['Northbank Media', 'Southbank']);
      expect(items[0]).toEqual({
        ...{ id: AGENCY.id, name: 'Northbank Media', suspendedAt: null, members: 0 },
        createdAt: expect.stringMatching(/Z$/) as string,
        accounts: { waiting: 1, fresh: 0, late: 0, needsAttention: 0, paused: 0 },
      });
      expect(nextCursor).toBeNull();
    });

    it('is read a page at a time and searched', async () => {
      const first = await agencies('?limit=1');
      expect(first.items.map(({ name }) => name)).toEqual(['Northbank Media']);
      const second = await agencies(`?limit=1&cursor=${first.nextCursor ?? ''}`);
      expect(second.items.map(({ name }) => name)).toEqual(['Southbank']);
      expect(second.nextCursor).toBeNull();
      expect((await agencies('?search=SOUTH')).items).toHaveLength(1);
      expect((await agencies('?search=%25')).items).toEqual([]);
    });

    it.each([
      'agencies?cursor=nonsense',
      'users?cursor=WyIiLCJ4Il0',
      'users?agency=north',
      'agencies?limit=1000000000',
    ])('is not asked for with %s', async (path) => {
      expect(await statusOf('GET', path)).toBe(400);
    });

    it('is everybody with where they belong, and looking is recorded', async () => {
      const grace = await aUser({ name: 'Grace' });
      const { items } = await users('?search=grace');
      expect(items).toEqual([
        {
          ...{
            id: grace.id,
            name: 'Grace',
            email: grace.email,
            role: 'admin',
            isDisabled: false,
            lastSeenAt: null,
          },
          agency: { id: AGENCY.id, name: AGENCY.name },
        },
      ]);
      expect((await users(`?agency=${OTHER_AGENCY.id}`)).items).toEqual([]);
      expect(entriesOf(PLATFORM.id).filter(({ action }) => action === 'user.list')).toHaveLength(2);
      expect(JSON.stringify(await users())).not.toMatch(/hash|password/i);
    });

    it('is every network, those that nobody connected as well', async () => {
      await bff.connect();
      const answer = await (await ask('GET', 'networks')).json();
      expect(answer).toEqual([
        {
          ...{
            network: 'clickbank',
            rateLimited: 0,
            limitedUntil: null,
            outageSince: null,
            nextProbeAt: null,
          },
          accounts: { waiting: 1, fresh: 0, late: 0, needsAttention: 0, paused: 0 },
        },
      ]);
    });
  });

  describe('who may', () => {
    it('is nobody whose role says so in an agency of a customer', async () => {
      const forged = await aUser({ role: 'platform-admin' });
      const { token: as } = await signInAs(forged);
      expect(await statusOf('GET', 'agencies', as)).toBe(403);
      expect(await statusOf('POST', `agencies/${OTHER_AGENCY.id}/suspend`, as)).toBe(403);
    });

    it('is told so without an advice that cannot help', async () => {
      const { token: as } = await bff.signIn('owner');
      const answer = await (await ask('GET', 'agencies', as)).json();
      expect(answer).toMatchObject({ detail: 'Your account cannot manage the installation.' });
    });
  });

  describe('a suspended agency', () => {
    it('is shut at once for tokens, refreshes and new sign-ins of its members, and for nobody else', async () => {
      const inside = await signInAs(await aUser());
      const outside = await bff.signInElsewhere('admin');
      expect(await statusOf('POST', `agencies/${AGENCY.id}/suspend`)).toBe(204);
      expect(await meStatus(inside.token)).toBe(401);
      const refresh = await bff.call('POST', 'auth/refresh', { headers: { cookie: inside.cookie } });
      expect(refresh.status).toBe(401);
      expect((await signInAs(await aUser())).status).toBe(403);
      expect(await meStatus(outside.token)).toBe(200);
      expect((await agencies()).items[0]?.suspendedAt).toMatch(/Z$/);
    });

    it('works again with the sessions it had', async () => {
      const inside = await signInAs(await aUser());
      await ask('POST', `agencies/${AGENCY.id}/suspend`);
      expect(await statusOf('POST', `agencies/${AGENCY.id}/resume`)).toBe(204);
      expect(await meStatus(inside.token)).toBe(200);
      expect((await agencies()).items[0]?.suspendedAt).toBeNull();
    });

    it('says nothing to somebody without the password', async () => {
      const { email } = await aUser();
      await ask('POST', `agencies/${AGENCY.id}/suspend`);
      const wrong = await bff.call('POST', 'auth/sign-in', { body: { email, password: 'not the password' } });
      const unknown = { email: 'nobody@agency.example', password: 'not the password' };
      const nobody = await bff.call('POST', 'auth/sign-in', { body: unknown });
      expect([wrong.status, nobody.status]).toEqual([401, 401]);
    });

    it('is told in its own trail by whom, once, but not from where', async () => {
      for (const act of ['suspend', 'suspend', 'resume']) await ask('POST', `agencies/${AGENCY.id}/${act}`);
      const told = entriesOf(AGENCY.id).filter(({ action }) => action.startsWith('agency.'));
      expect(told).toMatchObject([
        { action: 'agency.suspend', before: { isSuspended: false }, after: { isSuspended: true } },
        { action: 'agency.resume', before: { isSuspended: true }, after: { isSuspended: false } },
      ]);
      for (const { actor, origin } of told) {
        expect([actor.kind, origin]).toEqual(['operator', null]);
        expect(actor.label).not.toContain('@');
      }
      const own = entriesOf(PLATFORM.id).filter(({ action }) => action === 'agency.suspend');
      expect(own[0]).toMatchObject({
        ...{ actor: { kind: 'member' }, target: { id: AGENCY.id, label: AGENCY.name } },
        ...{ before: { isSuspended: false }, after: { isSuspended: true } },
      });
      expect(own[0]?.origin?.address).not.toBeNull();
    });

    it.each(['suspend', 'resume'])(
      'is never the platform, and no unknown one is told apart from it (%s)',
      async (act) => {
        const unknown = await ask('POST', `agencies/${UNKNOWN}/${act}`);
        const platform = await ask('POST', `agencies/${PLATFORM_AGENCY_ID}/${act}`);
        expect([unknown.status, platform.status]).toEqual([404, 404]);
        const detail = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;
        expect(await detail(unknown)).toBe(await detail(platform));
        expect(await meStatus(token)).toBe(200);
      },
    );
  });

  describe('a new agency', () => {
    const ASKED = {
      ...{ name: ' Eastbank ', reportingCurrency: 'USD', timeZone: 'America/Phoenix', locale: 'en-US' },
      ...{ ownerName: 'Dale', ownerEmail: 'dale@eastbank.example' },
    };
    const open = (change: object = {}) =>
      bff.call('POST', 'platform/agencies', { token, body: { ...ASKED, ...change } });
    const openedId = async () => ((await (await open()).json()) as { id: string }).id;

    it('is there at once, and waits for its first owner, whose link the trails do not hold', async () => {
      const answer = await open();
      expect(answer.status).toBe(201);
      const { id, ...sent } = (await answer.json()) as { id: string };
      expect(sent).toEqual({ delivery: 'mailed', link: null });
      expect(await bff.agencies.find(id)).toMatchObject({
        ...{ name: 'Eastbank', kind: 'customer', suspendedAt: null },
      });
      expect((await agencies('?search=eastbank')).items[0]).toMatchObject({ id, members: 0 });
      expect(entriesOf(id).map(({ action }) => action)).toEqual(['agency.create', 'invitation.send']);
      expect(JSON.stringify(bff.audit.entries)).not.toContain(bff.mailer.tokenFor('dale@eastbank.example'));
    });

    it('is joined by its owner through the link of the mail', async () => {
      const id = await openedId();
      const body = {
        ...{ token: bff.mailer.tokenFor('dale@eastbank.example'), name: 'Dale' },
        password: 'a violet umbrella rests',
      };
      const accepted = await bff.call('POST', 'auth/invitation/accept', { body });
      const { accessToken } = (await accepted.json()) as { accessToken: string };
      const me = await (await bff.call('GET', 'me', { token: accessToken })).json();
      expect(me).toMatchObject({ role: 'owner', agency: { id } });
    });

    it.each([
      ['name', { name: '  ' }],
      ['timeZone', { timeZone: 'Mars/Olympus' }],
      ['locale', { locale: 'not a locale' }],
      ['reportingCurrency', { reportingCurrency: 'euro' }],
      ['ownerEmail', { ownerEmail: 'dale' }],
      ['kind', { kind: 'platform' }],
    ])('is not made with a wrong %s', async (field, change) => {
      const before = (await agencies()).items.length;
      const answer = await open(change);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(await answer.json())).toContain(field);
      expect((await agencies()).items).toHaveLength(before);
    });

    it('gets another invitation while it has no owner, and none from here afterwards', async () => {
      const id = await openedId();
      const invite = () =>
        bff.call('POST', `platform/agencies/${id}/owner-invitation`, {
          token,
          body: { name: 'Eve', email: 'eve@eastbank.example' },
        });
      expect((await invite()).status).toBe(200);
      await aUser({ agencyId: id, role: 'owner' });
      expect((await invite()).status).toBe(409);
    });

    it.each([AGENCY.id, UNKNOWN, PLATFORM_AGENCY_ID])('lets no operator into %s as its owner', async (id) => {
      await aUser({ role: 'owner' });
      const body = { name: 'Ines', email: 'ines@elsewhere.example' };
      const { status } = await bff.call('POST', `platform/agencies/${id}/owner-invitation`, { token, body });
      expect(status).toBe(id === AGENCY.id ? 409 : 404);
    });
  });

  describe('people', () => {
    const at = ({ agencyId, id }: Member, act: string) => `agencies/${agencyId}/members/${id}/${act}`;

    it('are kept out at once, and let in again', async () => {
      const member = await aUser();
      const inside = await signInAs(member);
      expect(await statusOf('POST', at(member, 'disable'))).toBe(204);
      expect(await meStatus(inside.token)).toBe(401);
      expect((await signInAs(member)).status).toBe(401);
      expect((await users(`?search=${member.email}`)).items[0]?.isDisabled).toBe(true);
      expect(await statusOf('POST', at(member, 'enable'))).toBe(204);
      expect((await signInAs(member)).status).toBe(200);
      expect(await meStatus(inside.token)).toBe(401);
      expect(entriesOf(AGENCY.id).map(({ action }) => action)).toEqual(
        expect.arrayContaining(['member.disable', 'member.enable']),
      );
    });

    it('are signed out everywhere, and may come back', async () => {
      const member = await aUser();
      const [one, other] = [await signInAs(member), await signInAs(member)];
      expect(await statusOf('POST', at(member, 'sign-out'))).toBe(204);
      expect([await meStatus(one.token), await meStatus(other.token)]).toEqual([401, 401]);
      expect((await signInAs(member)).status).toBe(200);
    });

    it('do not lose the last owner of their agency', async () => {
      const owner = await aUser({ role: 'owner' });
      const answer = await ask('POST', at(owner, 'disable'));
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('last owner') as string });
      await aUser({ role: 'owner' });
      expect(await statusOf('POST', at(owner, 'disable'))).toBe(204);
    });

    it('do not shut themselves out', async () => {
      const me = (await (await bff.call('GET', 'me', { token })).json()) as { id: string };
      expect(await statusOf('POST', `agencies/${PLATFORM.id}/members/${me.id}/disable`)).toBe(409);
    });

    it.each(['disable', 'enable', 'sign-out'])(
      'are not found under another agency than theirs (%s)',
      async (act) => {
        const member = await aUser();
        const inside = await signInAs(member);
        expect(await statusOf('POST', at({ ...member, agencyId: OTHER_AGENCY.id }, act))).toBe(404);
        expect(await statusOf('POST', at({ ...member, id: UNKNOWN }, act))).toBe(404);
        expect(await meStatus(inside.token)).toBe(200);
      },
    );
  });
});

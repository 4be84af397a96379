import type { Me } from '@tributary/api-contract';
import { SetPassword } from '@tributary/application';
import { InProcessBff, PASSWORD } from '../../testing/in-process-bff';
import { REFRESH_COOKIE } from './refresh-cookie';

describe('the life of a session', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
  });

  afterAll(async () => {
    await bff.close();
  });

  const status = async (token: string, path = 'me') => (await bff.call('GET', path, { token })).status;
  const meOf = async (token: string) => (await (await bff.call('GET', 'me', { token })).json()) as Me;
  const refresh = (cookie: string) => bff.call('POST', 'auth/refresh', { headers: { cookie } });
  const tokenOf = async (answer: Response) => ((await answer.json()) as { accessToken: string }).accessToken;
  const refreshTokenOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith(`${REFRESH_COOKIE}=`))
      ?.split(/[=;]/)[1];

  it('ends with a new password, on every device', async () => {
    const { token, cookie } = await bff.signIn('viewer');
    const { members, passwords, sessions, audit } = bff;
    const { email } = await meOf(token);
    await new SetPassword({ members, passwords, sessions, audit }).run(email, 'another correct horse');
    expect(await status(token)).toBe(401);
    expect((await refresh(cookie)).status).toBe(401);
    const old = await bff.call('POST', 'auth/sign-in', { body: { email, password: PASSWORD } });
    expect(old.status).toBe(401);
  });

  it('ends when its member is disabled, and refreshing does not bring it back', async () => {
    const { token, cookie } = await bff.signIn('viewer');
    bff.members.disable((await meOf(token)).id);
    expect(await status(token)).toBe(401);
    expect((await refresh(cookie)).status).toBe(401);
  });

  it('has the rights of a new role at once, with the token of before', async () => {
    const { token } = await bff.signIn('admin');
    const { id } = await meOf(token);
    expect(await status(token, 'agency/two-factor')).toBe(200);
    bff.members.change(id, { role: 'viewer' });
    expect(await status(token, 'agency/two-factor')).toBe(403);
    bff.members.change(id, { role: 'owner' });
    expect(await status(token, 'agency/two-factor')).toBe(200);
  });

  it('ends when a refresh token is used twice: its access token, and what came after it', async () => {
    const { token, cookie } = await bff.signIn('viewer');
    const second = await refresh(cookie);
    const [newer, later] = [await tokenOf(second), `${REFRESH_COOKIE}=${refreshTokenOf(second) ?? ''}`];
    expect(await status(newer)).toBe(200);
    expect((await refresh(cookie)).status).toBe(401);
    for (const ended of [token, newer]) expect(await status(ended)).toBe(401);
    expect((await refresh(later)).status).toBe(401);
    expect(bff.securityLog.events.at(-1)?.name).toBe('session.reuse');
  });

  it('goes on in one of two tabs that ask at the same moment, and then in none', async () => {
    const { cookie } = await bff.signIn('viewer');
    const answers = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 401]);
    const winner = answers.find((answer) => answer.ok);
    expect(await status(winner ? await tokenOf(winner) : '')).toBe(401);
  });

  it('is never one that somebody planted before signing in', async () => {
    const attacker = await bff.signIn('viewer');
    const [planted = ''] = attacker.cookie.split('; ');
    const victim = await bff.signIn('viewer');
    const { email } = await meOf(victim.token);
    for (const cookie of [planted, `${REFRESH_COOKIE}=chosen-by-somebody`]) {
      const answer = await bff.call('POST', 'auth/sign-in', {
        body: { email, password: PASSWORD },
        headers: { cookie },
      });
      expect(refreshTokenOf(answer)).not.toBe(cookie.split('=')[1]);
    }
    expect((await refresh(`${REFRESH_COOKIE}=chosen-by-somebody`)).status).toBe(401);
    const continued = await refresh(planted);
    expect((await meOf(await tokenOf(continued))).email).toBe((await meOf(attacker.token)).email);
  });

  it('is not a cookie of a sibling host or of another path', async () => {
    const { cookie } = await bff.signIn('viewer');
    const [pair = ''] = cookie.split('; ');
    expect((await refresh(pair.replace('__Host-', ''))).status).toBe(401);
    expect((await refresh(pair.replace('__Host-', '__Secure-'))).status).toBe(401);
  });
});

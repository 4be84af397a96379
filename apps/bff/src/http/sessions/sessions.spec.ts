import type { SessionView } from '@tributary/api-contract';
import { randomUUID } from 'node:crypto';
import { InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('sessions', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
  });

  afterAll(async () => {
    await bff.close();
  });

  const list = async (token: string, path = 'me/sessions') =>
    (await (await bff.call('GET', path, { token })).json()) as SessionView[];
  const status = async (method: string, path: string, token: string) =>
    (await bff.call(method, path, { token })).status;
  const subjectOf = (token: string) => bff.jwt.decode<{ sub: string }>(token).sub;
  const currentOf = (sessions: readonly SessionView[]) => sessions.find(({ isCurrent }) => isCurrent)?.id;

  /** One more sign-in of the same member, from another device. */
  async function again(token: string): Promise<string> {
    const { email } = (await (await bff.call('GET', 'me', { token })).json()) as { email: string };
    const answer = await bff.call('POST', 'auth/sign-in', {
      body: { email, password: PASSWORD },
      headers: { 'user-agent': FIREFOX, 'x-forwarded-for': '192.0.2.66, 203.0.113.9' },
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }

  it('are listed with device and address, and the one that asks is marked', async () => {
    const { token } = await bff.signIn('viewer');
    const other = await again(token);
    const sessions = await list(token);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ isCurrent }) => !isCurrent)).toMatchObject({
      device: 'Firefox on Linux',
      method: 'password',
    });
    expect(currentOf(await list(other))).not.toBe(currentOf(sessions));
  });

  it('keep the address of the peer, whatever a header says', async () => {
    const { token } = await bff.signIn('viewer');
    await again(token);
    for (const { address } of await list(token)) expect(address).toMatch(/127\.0\.0\.1$/);
  });

  it('end one by one, and the access token with them', async () => {
    const { token } = await bff.signIn('viewer');
    const other = await again(token);
    const id = currentOf(await list(other)) ?? '';
    expect(await status('DELETE', `me/sessions/${id}`, token)).toBe(204);
    expect(await status('GET', 'me', other)).toBe(401);
    expect(await status('DELETE', `me/sessions/${id}`, token)).toBe(404);
    expect(await status('GET', 'me', token)).toBe(200);
  });

  it('end everywhere but here', async () => {
    const { token } = await bff.signIn('viewer');
    const others = [await again(token), await again(token)];
    const answer = await bff.call('POST', 'me/sessions/revoke-others', { token });
    expect(await answer.json()).toEqual({ revoked: 2 });
    for (const other of others) expect(await status('GET', 'me', other)).toBe(401);
    expect(await list(token)).toHaveLength(1);
  });

  it('are not ended by somebody else who knows their id', async () => {
    const { token } = await bff.signIn('viewer');
    const id = currentOf(await list(token)) ?? '';
    const colleague = await bff.signIn('viewer');
    expect(await status('DELETE', `me/sessions/${id}`, colleague.token)).toBe(404);
    expect(await status('GET', 'me', token)).toBe(200);
  });

  it('of a member are seen and ended by an admin of the agency', async () => {
    const { token } = await bff.signIn('viewer');
    const admin = await bff.signIn('admin');
    const path = `members/${subjectOf(token)}/sessions`;
    const [session] = await list(admin.token, path);
    expect(session).toMatchObject({ isCurrent: false });
    expect(await status('DELETE', `${path}/${session?.id ?? ''}`, admin.token)).toBe(204);
    expect(await status('GET', 'me', token)).toBe(401);
  });

  it('of an owner are ended by owners only', async () => {
    const { token } = await bff.signIn('owner');
    const path = `members/${subjectOf(token)}/sessions/${currentOf(await list(token)) ?? ''}`;
    expect(await status('DELETE', path, (await bff.signIn('admin')).token)).toBe(403);
    expect(await status('DELETE', path, (await bff.signIn('owner')).token)).toBe(204);
  });

  it('of another agency do not exist, like those of nobody', async () => {
    const { token } = await bff.signIn('viewer');
    const stranger = await bff.signInElsewhere('owner');
    const session = currentOf(await list(token)) ?? '';
    const answers: object[] = [];
    for (const member of [subjectOf(token), randomUUID()]) {
      const path = `members/${member}/sessions`;
      for (const [method, tried] of [
        ['GET', path],
        ['DELETE', `${path}/${session}`],
      ] as const) {
        const answer = await bff.call(method, tried, { token: stranger.token });
        const { instance, ...problem } = (await answer.json()) as { instance: string };
        answers.push(problem);
      }
    }
    expect(answers).toEqual(Array.from({ length: 4 }, () => answers[0]));
    expect(answers[0]).toMatchObject({ status: 404 });
    expect(await status('GET', 'me', token)).toBe(200);
  });
});

import type { SessionView } from '@tributary/api-contract';
import { InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const STRONG = 'quiet river, long way home';

describe('the own profile', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start({ environment: { THROTTLE_FACTOR: 1 } });
  });

  afterAll(async () => {
    await bff.close();
  });

  const send = (method: string, path: string, token: string, body?: unknown) =>
    bff.call(method, path, { token, ...(body !== undefined && { body }) });
  const emailOf = async (token: string) =>
    ((await (await send('GET', 'me', token)).json()) as { email: string }).email;
  const again = async (email: string, password = PASSWORD) =>
    bff.call('POST', 'auth/sign-in', { body: { email, password } });

  it('gets another name', async () => {
    const { token } = await bff.signIn('client');
    const answer = await send('PATCH', 'me', token, { name: ' Ada Two ' });
    expect(await answer.json()).toMatchObject({ name: 'Ada Two', role: 'client' });
    expect(await (await send('GET', 'me', token)).json()).toMatchObject({ name: 'Ada Two' });
    for (const name of ['  ', 'x'.repeat(81), 'two\nlines', null])
      expect((await send('PATCH', 'me', token, { name })).status).toBe(400);
  });

  it('gets another password, which ends every other session', async () => {
    const { token } = await bff.signIn('viewer');
    const email = await emailOf(token);
    await again(email);
    const change = { password: PASSWORD, newPassword: STRONG };
    expect((await send('PUT', 'me/password', token, change)).status).toBe(204);
    const sessions = (await (await send('GET', 'me/sessions', token)).json()) as SessionView[];
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true]);
    expect([(await again(email)).status, (await again(email, STRONG)).status]).toEqual([401, 200]);
    expect(bff.audit.entries.map(({ action }) => action)).toContain('password.change');
    expect(JSON.stringify(bff.audit.entries)).not.toContain(STRONG);
  });

  it('keeps its password when the one of until now is wrong, or the new one weak', async () => {
    const { token } = await bff.signIn('viewer');
    const email = await emailOf(token);
    const tries = [
      [{ password: 'not this one, no', newPassword: STRONG }, 'password'],
      [{ password: PASSWORD, newPassword: 'short' }, 'newPassword'],
      [{ password: PASSWORD, newPassword: 'northbank media 26' }, 'newPassword'],
    ] as const;
    for (const [body, field] of tries) {
      const answer = await send('PUT', 'me/password', token, body);
      expect(await answer.json()).toMatchObject({ status: 400, errors: [{ field }] });
    }
    expect((await send('PUT', 'me/password', token, { newPassword: STRONG })).status).toBe(400);
    expect((await again(email)).status).toBe(200);
  });

  it('is not a place to guess the password at an open computer', async () => {
    const { token } = await bff.signIn('viewer');
    const statuses: number[] = [];
    for (let count = 0; count < 15; count += 1) {
      const body = { password: `guess number ${count}`, newPassword: STRONG };
      statuses.push((await send('PUT', 'me/password', token, body)).status);
    }
    expect(statuses.at(0)).toBe(400);
    expect(statuses.at(-1)).toBe(429);
  });
});

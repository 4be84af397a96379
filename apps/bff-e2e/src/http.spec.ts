import type { NetworkAccountView } from '@tributary/api-contract';
import { DEMO_ACCOUNTS } from '@tributary/network-simulator';
import { ApiClient, AppProcess, Installation, OWNER, runCommand } from '@tributary/e2e-installation';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(2 * MINUTES);
const [SPARE] = DEMO_ACCOUNTS.filter(({ label }) => label === 'sparebank');

describe('the API', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({ APP_ROLE: 'web' });
    client = await installation.client(app);
  }, MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  it('answers every refusal as problem details', async () => {
    const answer = await new ApiClient(app.url).problem('GET', 'dashboard');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ type: 'urn:tributary:problem:session-ended', status: 401 });
  });

  it('signs in with the same words for a wrong password and an unknown person', async () => {
    const stranger = new ApiClient(app.url);
    const wrong = await stranger.problem('POST', 'auth/sign-in', {
      email: OWNER.email,
      password: 'not the one',
    });
    const unknown = await stranger.problem('POST', 'auth/sign-in', {
      email: 'no@one.example',
      password: 'x',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  it('keeps the refresh token in a cookie no script can read and rotates it', async () => {
    const signedIn = await fetch(`${app.url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...OWNER, staySignedIn: true }),
    });
    const [cookie] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-tributary-refresh=[^;]+;.*Path=\/;.*HttpOnly; Secure; SameSite=Strict/);
    const refresh = () =>
      fetch(`${app.url}/api/v1/auth/refresh`, {
        method: 'POST',
        headers: { cookie: cookie?.split(';')[0] ?? '' },
      });
    const first = await refresh();
    const replayed = await refresh();
    expect([first.status, replayed.status]).toEqual([200, 401]);
    const next = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const family = await fetch(`${app.url}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { cookie: next },
    });
    expect(family.status).toBe(401);
  });

  it.each([
    { what: 'an unknown query parameter', path: 'dashboard?dayz=30', field: 'dayz' },
    { what: 'a query where none is taken', path: 'networks?x=1', field: 'x' },
    { what: 'an unknown field', path: 'auth/sign-in', body: { ...OWNER, admin: true }, field: 'admin' },
    { what: 'a period out of bounds', path: 'dashboard?days=9999', field: 'days' },
    { what: 'a malformed cursor', path: 'sales?cursor=abc', field: 'cursor' },
    { what: 'a page that is too long', path: 'sales?limit=10000', field: 'limit' },
  ])('refuses $what by name', async ({ path, body, field }) => {
    const answer = await client.problem(body === undefined ? 'GET' : 'POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('repeats the network’s words for a wrong key and saves nothing', async () => {
    const answer = await client.problem('POST', 'network-accounts', {
      network: 'digistore24',
      credentials: { apiKey: '999999-notTheRightKeyAtAll00000000' },
      label: 'wrong',
      backfillFrom: new Date().toISOString().slice(0, 10),
    });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain('Digistore24');
    expect(answer.body.detail).toContain('Nothing was saved');
    expect(answer.body.detail).not.toContain('notTheRightKeyAtAll');
    expect(await client.accounts()).toEqual([]);
  });

  it('connects with the right key, once', async () => {
    const request = {
      network: SPARE?.network,
      credentials: SPARE?.credentials,
      label: 'spare',
      backfillFrom: '2026-11-01',
    };
    const first = await client.call<NetworkAccountView>('POST', 'network-accounts', request);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ label: 'spare', health: 'waiting' });
    const second = await client.problem('POST', 'network-accounts', request);
    expect(second.status).toBe(409);
    expect(second.body.detail).toContain('already connected as spare');
    const paused = await client.call<NetworkAccountView>('PATCH', `network-accounts/${first.body.id}`, {
      isPaused: true,
    });
    expect(paused.body.health).toBe('paused');
    expect((await client.problem('POST', `network-accounts/${first.body.id}/sync`)).status).toBe(400);
  });

  it('answers unknown ids with 404', async () => {
    const answer = await client.problem('GET', 'network-accounts/0198c0de-0000-7000-8000-00000000ffff');
    expect(answer.status).toBe(404);
  });

  it('triggers syncs only with the shared secret', async () => {
    const trigger = (secret: string) =>
      fetch(`${app.url}/api/v1/sync/trigger`, {
        method: 'POST',
        headers: { 'x-sync-trigger-secret': secret },
      });
    expect((await trigger('')).status).toBe(403);
    expect((await trigger('0'.repeat(64))).status).toBe(403);
    expect((await trigger(installation.environment.SYNC_TRIGGER_SECRET ?? '')).status).toBe(202);
  });

  it('describes itself', async () => {
    const response = await fetch(`${app.url}/api/openapi.json`);
    const document = (await response.json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/dashboard', '/api/v1/network-accounts/{id}', '/api/v1/sync/trigger']),
    );
  });

  it('refuses to create an agency with a weak password', async () => {
    const owner = ['--owner-name', 'Bo Example', '--owner-email', 'bo@acme.example'];
    const args = ['--name', 'Acme', '--currency', 'EUR', '--zone', 'UTC', ...owner];
    const environment = { ...installation.environment, OWNER_PASSWORD: 'short' };
    const result = await runCommand('create-agency', args, environment);
    expect(result).toMatchObject({
      code: 1,
      output: expect.stringContaining('12 to 256 characters') as string,
    });
  });

  it('forbids caching of what it tells', async () => {
    const answer = await client.call('GET', 'me');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('starting', () => {
  const complete = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    ENCRYPTION_KEY: 'a'.repeat(64),
    JWT_SECRET: 'b'.repeat(64),
  };

  it.each([
    ['without an encryption key', { ENCRYPTION_KEY: '' }, 'ENCRYPTION_KEY'],
    ['with a short encryption key', { ENCRYPTION_KEY: 'abc123' }, 'ENCRYPTION_KEY must be exactly 64'],
    ['without a database', { DATABASE_URL: '' }, 'DATABASE_URL'],
    ['as an unknown role', { APP_ROLE: 'queen' }, 'APP_ROLE'],
  ])('refuses %s and says what to do', async (_, change, words) => {
    const start = AppProcess.start({ ...complete, ...change });
    await expect(start).rejects.toThrow(words);
  });

  it('names the command that makes a key', async () => {
    await expect(AppProcess.start({ ...complete, ENCRYPTION_KEY: 'abc' })).rejects.toThrow(
      "node -e \"console.log(require('node:crypto').randomBytes(32).toString('hex'))\"",
    );
  });

  it('refuses a network address with credentials in it', async () => {
    const start = AppProcess.start({ ...complete, JVZOO_BASE_URL: 'http://user:secret@127.0.0.1/' });
    await expect(start).rejects.toThrow('JVZOO_BASE_URL');
  });
});

import type { AccessToken, NetworkAccountView, NotificationSetupView } from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  Installation,
  OWNER,
  until,
} from '@tributary/e2e-installation';

const MINUTES = 60_000;
jest.setTimeout(2 * MINUTES);

const MARK = 'marked-5ecret';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const BUYGOODS = ACCOUNTS.find(({ network }) => network === 'buygoods');

type Secret = string | undefined | Readonly<Record<string, string>>;

interface Line {
  readonly level: string;
  readonly msg?: string;
  readonly traceId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly memberId?: string;
  readonly durationMs?: number;
}

// A real process that logs as much as it can. Secrets come in by every door, and none may be in what it writes.
describe('what a process writes', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({ APP_ROLE: 'web', LOG_LEVEL: 'debug' });
    client = await installation.client(app);
  }, MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  const lines = () => app.lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
  const requests = () => lines().filter(({ msg }) => msg === 'request');
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${app.url}${path}`, { ...init, signal: AbortSignal.timeout(20_000) });
  const json = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

  it('is lines of JSON, and tells each request by its route, its trace and who asked', async () => {
    const traced = await call('/api/v1/auth/sign-in', {
      ...json(JSON.stringify(OWNER), { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }),
    });
    const { accessToken } = (await traced.json()) as AccessToken;
    expect(traced.headers.get('x-trace-id')).toBe(TRACE);
    const id = '0198c0de-0000-4000-8000-000000000001';
    const asked = await call(`/api/v1/network-accounts/${id}/runs`, {
      headers: { authorization: `Bearer ${accessToken}`, traceparent: '00-forged-marked-01' },
    });
    const traceId = asked.headers.get('x-trace-id') ?? '';
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    await isWritten(traceId);
    expect(app.lines.filter((line) => !line.startsWith('{'))).toEqual([]);
    expect(requests().filter((line) => line.traceId === TRACE)).toMatchObject([
      { level: 'info', method: 'POST', route: '/api/v1/auth/sign-in', status: 200 },
    ]);
    expect(requests().filter((line) => line.traceId === traceId)).toMatchObject([
      {
        ...{
          route: '/api/v1/network-accounts/:id/runs',
          status: 404,
          durationMs: expect.any(Number) as number,
        },
        ...{ memberId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      },
    ]);
  });

  it('holds no secret, whatever door it came in by', async () => {
    const { account, postback } = await connectedAccount();
    const secrets: Secret[] = [
      MARK,
      OWNER.password,
      OWNER.email,
      postback.split('/').at(-1),
      BUYGOODS?.credentials,
    ];
    const headers = {
      ...{ authorization: `Bearer ${MARK}`, cookie: `__Host-tributary-refresh=${MARK}; other=${MARK}` },
      ...{
        'x-file-name': MARK,
        'x-api-key': MARK,
        'user-agent': MARK,
        referer: `https://x.example/?t=${MARK}`,
      },
    };
    const doors = [
      call(`${postback}?orderid=${MARK}&email=${OWNER.email}`),
      call(`/postback/buygoods/${MARK}?x=${MARK}`),
      call(`/postback/buygoods/${MARK}`, json('x'.repeat(300_000) + MARK)),
      call(`/${MARK}?x=${MARK}`, { headers }),
      call(`/api/v1/${MARK}?x=${MARK}`, { headers }),
      call(`/api/v1/dashboard?search=${MARK}`, { headers }),
      call(`/api/v1/network-accounts/${MARK}`, { headers }),
      call(`/api/v1/network-accounts/%E0%A4%A${MARK}`, { headers }),
      call('/api/v1/auth/sign-in', json(JSON.stringify({ email: OWNER.email, password: MARK }), headers)),
      call('/api/v1/auth/sign-in', json(JSON.stringify({ ...OWNER, [MARK]: MARK }))),
      call('/api/v1/auth/sign-in', json(`{"password": "${MARK}`)),
      call('/api/v1/auth/refresh', json('', headers)),
      call('/api/v1/auth/sign-out', json('', headers)),
      call('/api/v1/sync/trigger', json('', { ...headers, 'x-sync-trigger-secret': MARK })),
      client.problem('POST', 'network-accounts/test', {
        network: 'hotmart',
        credentials: { clientSecret: MARK },
      }),
      client.problem('GET', `sales?search=${MARK}`),
      client.problem('PUT', `${account}/credentials`, { credentials: { token: MARK } }),
    ];
    await Promise.all(doors);
    await database('down');
    const failed = await client.problem('GET', `sales?search=${MARK}`);
    await call('/api/v1/auth/sign-in', json(JSON.stringify({ email: OWNER.email, password: MARK }), headers));
    await database('up');
    expect(failed.status).toBe(500);
    await isWritten(failed.headers.get('x-trace-id'));
    expect(requests().length).toBeGreaterThan(doors.length);
    const own = ['ENCRYPTION_KEY', 'JWT_SECRET', 'SYNC_TRIGGER_SECRET', 'DATABASE_URL'];
    secrets.push(...own.map((name) => installation.environment[name]));
    expect(linesWith(secrets)).toEqual([]);
    expect(linesWith(['/api/v1/sales'])).not.toEqual([]);
  });

  it('says what failed under the trace that the answer names, and the answer says nothing else', async () => {
    await database('down');
    const answer = await client.problem('GET', 'network-accounts');
    await database('up');
    expect(answer.status).toBe(500);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      type: 'urn:tributary:problem:internal',
      title: 'Something failed on our side',
      status: 500,
      detail: expect.stringContaining(answer.body.traceId ?? 'none') as string,
      instance: '/api/v1/network-accounts',
      traceId: answer.headers.get('x-trace-id'),
    });
    await isWritten(answer.body.traceId);
    const told = lines().filter(({ traceId, level }) => traceId === answer.body.traceId && level === 'error');
    expect(JSON.stringify(told)).toContain('does not exist');
    expect(told.map(({ route }) => route)).toContain('/api/v1/network-accounts');
    expect(await client.accounts()).toHaveLength(1);
  });

  /** An answer arrives a moment before the line about it. */
  async function isWritten(trace: string | null | undefined): Promise<void> {
    const isThere = () => requests().some(({ traceId }) => traceId === trace);
    await until(`the request ${String(trace)} is in the log`, () => Promise.resolve(isThere()), 10);
  }

  /** An account that receives what its network sends, and the path that it is sent to. */
  async function connectedAccount() {
    const { body } = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network: 'buygoods', credentials: BUYGOODS?.credentials, label: 'northbank' },
      backfillFrom: '2026-01-01',
    });
    const account = `network-accounts/${body.id}`;
    const setup = await client.call<NotificationSetupView>('POST', `${account}/notifications`, {});
    const [address] = setup.body.addresses;
    if (!address) throw new Error('The account has no address');
    return { account, postback: new URL(address.url).pathname };
  }

  /** @param secrets texts, or objects of texts; each is looked for in every spelling it may travel in */
  function linesWith(secrets: readonly Secret[]): string[] {
    const texts = secrets
      .flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one ?? {})))
      .map(String);
    expect(texts.filter((text) => text.length < 4)).toEqual([]);
    const spelt = texts.flatMap((text) => [
      ...[text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)],
      ...[Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')],
    ]);
    return app.lines.filter((line) => spelt.some((text) => line.includes(text)));
  }

  /** Takes a table away from everybody, as a restore would, or gives it back. */
  async function database(state: 'up' | 'down'): Promise<void> {
    const [from, to] = state === 'down' ? ['member', 'member_away'] : ['member_away', 'member'];
    await installation.rows(`alter table "${from}" rename to "${to}"`);
  }
});

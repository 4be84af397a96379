import type { ProblemDetails } from '@tributary/api-contract';
import { request } from 'node:http';
import { AGENCY, InProcessBff, PUBLIC_URL } from '../testing/in-process-bff';
import { apiRoutes, type ApiRoute } from '../testing/api-routes';

const OTHERS = [
  'https://evil.example',
  'null',
  'https://evil.tributary.example.com',
  'https://tributary.example.com.evil.example',
  'https://tributary.example.com@evil.example',
  'http://tributary.example.com',
  'https://tributary.example.com:8443',
];

// Pages of other origins: what they can read of ours, what they can have a browser send, and where they can put us.
describe('pages of another origin', () => {
  let bff: InProcessBff;
  let routes: readonly ApiRoute[];
  let token: string;
  let cookie: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    routes = await apiRoutes(bff);
    ({ token, cookie } = await bff.signIn('owner'));
  });

  afterAll(async () => {
    await bff.close();
  });

  const send = (path: string, headers: Readonly<Record<string, string>>, body?: string) =>
    fetch(`${bff.url}/api/v1/${path}`, { method: 'POST', headers, ...(body !== undefined && { body }) });
  const changes = () => routes.filter(({ method }) => method !== 'GET');

  it('are known from the API document', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(changes().length).toBeGreaterThan(10);
  });

  describe('have nothing changed by a browser', () => {
    it.each(['cross-site', 'same-site', 'none', 'marked'])('that says %s, on any route', async (site) => {
      for (const { name, method, path } of changes()) {
        const headers = { 'sec-fetch-site': site, cookie };
        const answer = await bff.call(method, path, { token, headers });
        const { detail } = (await answer.json()) as ProblemDetails;
        expect([name, answer.status, detail]).toEqual([
          name,
          403,
          'This request came from a page of another origin.',
        ]);
      }
      expect(await bff.agencies.find(AGENCY.id)).toEqual(AGENCY);
    });

    it.each(OTHERS)('that says only its origin %s, on any route', async (origin) => {
      for (const { name, method, path } of changes()) {
        const { status } = await bff.call(method, path, { token, headers: { origin, cookie } });
        expect([name, status]).toEqual([name, 403]);
      }
    });

    it.each([
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'TEXT/PLAIN',
    ])('that sends a form as %s, on any route', async (type) => {
      for (const { name, method, path } of changes()) {
        const headers = { 'content-type': type, cookie };
        const { status } = await bff.call(method, path, { token, headers });
        expect([name, status]).toEqual([name, 415]);
      }
    });

    it('and their refused request ends no session', async () => {
      const signedIn = await bff.signIn('viewer');
      const attack = { cookie: signedIn.cookie, 'sec-fetch-site': 'cross-site' };
      expect((await send('auth/sign-out', attack)).status).toBe(403);
      expect((await send('auth/refresh', attack)).status).toBe(403);
      expect((await send('auth/refresh', { cookie: signedIn.cookie })).status).toBe(200);
    });
  });

  it.each<[string, (host: string) => Record<string, string>]>([
    ['says same-origin', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['names the public address as its origin', () => ({ origin: PUBLIC_URL })],
    ['names the host that it asks as its origin', (host) => ({ origin: `http://${host}` })],
    ['is a program', () => ({})],
  ])('are told from ours: a request that %s passes', async (_, headers) => {
    const signedIn = await bff.signIn('viewer');
    const own = headers(new URL(bff.url).host);
    expect((await send('auth/refresh', { cookie: signedIn.cookie, ...own })).status).toBe(200);
  });

  it.each([...OTHERS, PUBLIC_URL])('read nothing: no route allows the origin %s', async (origin) => {
    for (const { name, method, path, isStream } of routes) {
      if (isStream) continue;
      const preflight = await bff.call('OPTIONS', path, {
        headers: { origin, 'access-control-request-method': method },
      });
      const answer = await bff.call(method, path, { token, headers: { origin, cookie } });
      const allowed = [preflight, answer].flatMap(({ headers }) =>
        [...headers.keys()].filter((header) => header.startsWith('access-control-')),
      );
      expect([name, allowed]).toEqual([name, []]);
    }
  });

  it('put no answer of ours into a frame, and no cache keeps one', async () => {
    for (const { name, method, path, isStream } of routes) {
      const stop = new AbortController();
      const answers = [
        await bff.call(method, path),
        await bff.call(method, path, { token, signal: stop.signal }),
        await bff.call(method, path, {
          token,
          headers: { 'content-type': 'application/json; charset=klingon' },
        }),
      ];
      for (const { headers } of answers) {
        const kept = headers.get('cache-control');
        expect([name, kept]).toEqual([
          name,
          isStream ? (expect.stringContaining('no-store') as string) : 'no-store',
        ]);
        expect([name, headers.get('x-frame-options')]).toEqual([name, 'DENY']);
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      }
      stop.abort();
    }
  });

  it('say nothing about our own address: no header of a request is repeated in an answer', async () => {
    const id = await bff.connect();
    for (const { method, path, isStream } of routes) {
      if (isStream || method !== 'GET') continue;
      const text = await askedAs('evil.example', path.replace(/0198c0de-[0-9a-f-]*ff/, id));
      expect(text).not.toBe('');
      expect(text).not.toContain('evil.example');
    }
  });

  /** `fetch` lets nobody choose the Host. */
  function askedAs(host: string, path: string): Promise<string> {
    const headers = {
      ...{ host, authorization: `Bearer ${token}`, origin: PUBLIC_URL },
      ...{ 'x-forwarded-host': host, forwarded: `host=${host}`, 'x-original-url': `https://${host}/` },
    };
    return new Promise((resolve, reject) => {
      request(`${bff.url}/api/v1/${path}`, { headers }, (response) => {
        let text = JSON.stringify(response.headers);
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve(text);
        });
      })
        .on('error', reject)
        .end();
    });
  }
});

import type { ProblemDetails } from '@tributary/api-contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InProcessBff } from '../testing/in-process-bff';

describe('HTTP around the controllers', () => {
  const clientFolder = mkdtempSync(join(tmpdir(), 'tributary-client-'));
  let bff: InProcessBff;

  beforeAll(async () => {
    writeFileSync(
      join(clientFolder, 'index.html'),
      '<!doctype html><title>The page</title><p nonce="{{csp-nonce}}">',
    );
    writeFileSync(join(clientFolder, 'main-ABC12345.js'), 'export {};');
    bff = await InProcessBff.start({ clientFolder });
  });

  afterAll(async () => {
    await bff.close();
    rmSync(clientFolder, { recursive: true });
  });

  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return (await response.json()) as ProblemDetails;
  };
  const signInWith = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${bff.url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each(['/api/v1/nothing', '/api/nothing', '/api', '/api/', '/api/v1', '/api/v2/me'])(
    'answers the unknown %s as a problem, not with the page',
    async (path) => {
      const problem = await problemOf(await fetch(`${bff.url}${path}`));
      expect(problem).toMatchObject({ status: 404, type: 'urn:tributary:problem:not-found', instance: path });
    },
  );

  it('answers a known path with the wrong method as a problem', async () => {
    expect(await problemOf(await bff.call('DELETE', 'me'))).toMatchObject({ status: 404 });
  });

  it.each(['/', '/dashboard', '/connections/new'])('serves the page at %s', async (path) => {
    const response = await fetch(`${bff.url}${path}`);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('The page')]);
  });

  it.each([
    ['broken JSON', '{"email": "ada@agency.example", "password": "marked-secret'],
    ['no JSON at all', 'marked-secret'],
    ['a lone text', '"marked-secret"'],
  ])('refuses %s without repeating it', async (_, body) => {
    const response = await signInWith(body);
    const text = await response.clone().text();
    expect(await problemOf(response)).toMatchObject({ status: 400 });
    expect(text).not.toContain('marked');
  });

  it.each([
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
  ])('refuses %s as a body', async (_, body) => {
    expect(await problemOf(await signInWith(body))).toMatchObject({ status: 400 });
  });

  it('refuses a body that is too large', async () => {
    const body = JSON.stringify({ email: 'ada@agency.example', password: 'x'.repeat(300_000) });
    expect(await problemOf(await signInWith(body))).toMatchObject({
      status: 413,
      type: 'urn:tributary:problem:too-large',
    });
  });

  it.each([
    ['in an unknown character set', { 'content-type': 'application/json; charset=klingon' }],
    ['in an unknown compression', { 'content-encoding': 'zippy' }],
  ])('refuses a body %s', async (_, headers) => {
    expect(await problemOf(await signInWith('{}', headers))).toMatchObject({ status: 415 });
  });

  it('refuses a path that cannot be decoded', async () => {
    const { status, type } = await raw('GET', '/api/v1/network-accounts/%E0%A4%A');
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')]);
  });

  it.each(['/', '/api/v1/me', '/api/v1/nothing', '/api/openapi.json', '/main-ABC12345.js', '/postback/x/y'])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await fetch(`${bff.url}${path}`);
      const policy = (headers.get('content-security-policy') ?? '').split(';');
      const styles = policy.find((rule) => rule.startsWith('style-src '));
      expect(policy.filter((rule) => rule !== styles)).toEqual([
        "default-src 'self'",
        "script-src 'self'",
        "script-src-attr 'none'",
        "style-src-attr 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types angular angular#bundler angular#components default',
      ]);
      expect(styles).toMatch(/^style-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='$/);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()') as string,
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/) as string,
      });
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    },
  );

  it('gives every page a nonce of its own, the one that its policy names', async () => {
    const nonces = [];
    for (const path of ['/', '/dashboard', '/index.html']) {
      const page = await fetch(`${bff.url}${path}`);
      const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1] ?? 'none';
      expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(page.headers.get('etag')).toBeNull();
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(3);
  });

  it('lets nobody keep what the API tells', async () => {
    for (const path of ['me', 'nothing']) {
      expect((await bff.call('GET', path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('reflects no foreign origin', async () => {
    const origin = 'https://evil.example';
    const preflight = await bff.call('OPTIONS', 'me', {
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    const { headers } = await bff.call('GET', 'me', { headers: { origin } });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['/metrics', '/livez', '/readyz', '/startupz', '/env', '/.env', '/.git/config', '/package.json'])(
    'has no inside at %s: metrics and probes have a port of their own',
    async (path) => {
      const answer = await fetch(`${bff.url}${path}`);
      const text = await answer.text();
      if (answer.status !== 404) expect(text).toContain('<title>The page</title>');
      expect(text).not.toMatch(/process_|nodejs_|^ok$|^not ready$|version/);
    },
  );

  it('hangs up on whoever sends a request one letter at a time', async () => {
    const startedAt = Date.now();
    const answer = await drip('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - startedAt).toBeGreaterThan(5_000);
  }, 60_000);

  it('takes no more headers than any client sends', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `X-${at}: ${'y'.repeat(20)}`).join('\r\n');
    expect(await drip(`GET / HTTP/1.1\r\nHost: x\r\n${many}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('answers HEAD like GET without a body', async () => {
    const { token } = await bff.signIn('viewer');
    const closed = await bff.call('HEAD', 'me');
    const open = await bff.call('HEAD', 'me', { token });
    const page = await fetch(`${bff.url}/`, { method: 'HEAD' });
    expect([closed.status, open.status, page.status]).toEqual([401, 200, 200]);
    expect(await open.text()).toBe('');
  });

  it('ends open streams and lets the process stop', async () => {
    const { token } = await bff.signIn('viewer');
    const stream = await bff.call('GET', 'events', { token });
    const startedAt = Date.now();
    const [body] = await Promise.all([stream.text(), bff.close()]);
    expect(body).not.toContain('error');
    expect(Date.now() - startedAt).toBeLessThan(2_500);
    bff = await InProcessBff.start({ clientFolder });
  });

  /** Sends this and then a letter a second. @returns what came back before the connection was closed. */
  function drip(beginning: string): Promise<string> {
    const { hostname, port } = new URL(bff.url);
    return new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(beginning));
      const dripping = setInterval(() => socket.write('z'), 1_000);
      socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
      socket
        .on('error', () => undefined)
        .on('close', () => {
          clearInterval(dripping);
          resolve(heard);
        });
    });
  }

  /** `fetch` would tidy the path up. */
  function raw(method: string, path: string) {
    const { hostname, port } = new URL(bff.url);
    return new Promise<{ status: number | undefined; type: string | undefined }>((resolve, reject) => {
      request({ hostname, port, method, path }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, type: response.headers['content-type'] });
      })
        .on('error', reject)
        .end();
    });
  }
});

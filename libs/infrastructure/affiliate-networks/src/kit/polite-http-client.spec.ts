import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  CredentialsRejected,
  NetworkUnavailable,
  PermissionMissing,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import { Destinations } from './http/destinations';
import type { NetworkRequest } from './network-http';
import { PoliteHttpClient, type PoliteHttpOptions } from './polite-http-client';
import { InstantTimer } from './testing/instant-timer';
import { StandingClock } from './testing/replay-harness';
import { THIS_MACHINE } from './testing/this-machine';

const NOW = new Date('2026-03-14T12:00:00Z');
const SECRET = 'API-s3cret+key/with=signs';

describe('PoliteHttpClient', () => {
  let server: Server;
  let answer: RequestListener;
  let asked: number;
  let timer: InstantTimer;
  const clients: PoliteHttpClient[] = [];

  beforeEach(async () => {
    asked = 0;
    timer = new InstantTimer();
    server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });

  function client(options: Partial<PoliteHttpOptions> = {}): PoliteHttpClient {
    const made = new PoliteHttpClient({
      clock: new StandingClock(NOW),
      timer,
      random: () => 1,
      destinations: THIS_MACHINE,
      ...options,
    });
    clients.push(made);
    return made;
  }

  function request(overrides: Partial<NetworkRequest> = {}): NetworkRequest {
    return {
      method: 'GET',
      url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sales?key=${SECRET}`),
      secrets: [SECRET],
      pacing: { requestsPerSecond: 1000, concurrency: 10 },
      networkName: 'Acme',
      ...overrides,
    };
  }

  /** Answers the first requests as listed, all later ones as the last. */
  function answers(...list: { status: number; headers?: Record<string, string>; body?: string | Buffer }[]) {
    answer = (_, response) => {
      const next = list[Math.min(asked, list.length) - 1];
      response.writeHead(next?.status ?? 599, next?.headers);
      response.end(next?.body ?? '{}');
    };
  }

  describe('answers', () => {
    it('hands out status, headers and body, and the form arrives', async () => {
      answer = (incoming, response) => {
        incoming.setEncoding('utf8').on('data', (form: string) => {
          response.writeHead(206, { 'X-Page': '2' }).end(JSON.stringify({ form, method: incoming.method }));
        });
      };
      const response = await client().send(request({ method: 'POST', form: { 'search[role]': 'a b' } }));
      expect(response.status).toBe(206);
      expect(response.headers['x-page']).toBe('2');
      expect(response.json()).toEqual({ form: 'search%5Brole%5D=a+b', method: 'POST' });
    });

    it('unpacks a compressed body', async () => {
      answers({ status: 200, headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"a":"ü"}') });
      expect((await client().send(request())).json()).toEqual({ a: 'ü' });
    });

    it('reads an empty body as null and refuses to read a page as data', async () => {
      answers({ status: 200, body: '' }, { status: 200, body: '<html><h1>Log in</h1></html>' });
      const http = client();
      expect((await http.send(request())).json()).toBeNull();
      const page = await http.send(request());
      expect(() => page.json()).toThrow(UnexpectedResponse);
      expect(() => page.json()).toThrow(/Log in/);
    });

    it.each([
      ['a large body', {}, Buffer.alloc(2048, 'x')],
      [
        'a small body that unpacks to a large one',
        { 'content-encoding': 'gzip' },
        gzipSync(Buffer.alloc(2048)),
      ],
    ])('refuses %s', async (_, headers, body) => {
      answers({ status: 200, headers, body });
      await expect(client({ limits: { maxBodyBytes: 1024 } }).send(request())).rejects.toThrow(
        UnexpectedResponse,
      );
      expect(asked).toBe(1);
    });

    it('does not follow a redirect, and names the host only', async () => {
      answers({ status: 302, headers: { location: 'https://login.example/?next=secret' } });
      const failure = client().send(request());
      await expect(failure).rejects.toThrow(UnexpectedResponse);
      await expect(failure).rejects.toThrow('Acme redirected the request to login.example (HTTP 302).');
      expect(asked).toBe(1);
    });

    it.each([301, 302, 303, 307, 308])('carries no key along a redirect with %i', async (status) => {
      const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/elsewhere`;
      answers({ status, headers: { location: elsewhere } });
      await expect(client().send(request())).rejects.toThrow(UnexpectedResponse);
      await expect(client().send(request({ method: 'POST', form: { key: SECRET } }))).rejects.toThrow(
        UnexpectedResponse,
      );
      expect(asked).toBe(2);
    });

    it('asks nothing of an address inside, unless it was told to', async () => {
      answers({ status: 200 });
      const strict = client({ destinations: new Destinations() });
      await expect(strict.send(request())).rejects.toThrow(
        'Acme could not be reached (DESTINATION_REFUSED).',
      );
      expect(asked).toBe(0);
    });
  });

  describe('errors', () => {
    it.each([
      [400, UnexpectedResponse, 1],
      [401, CredentialsRejected, 1],
      [403, PermissionMissing, 1],
      [404, UnexpectedResponse, 1],
      [429, RateLimited, 4],
      [500, NetworkUnavailable, 4],
      [503, NetworkUnavailable, 4],
    ])('maps HTTP %i after the right number of tries', async (status, type, tries) => {
      answers({ status, body: JSON.stringify({ error: { message: 'No <b>entry</b>' } }) });
      const failure = client().send(request());
      await expect(failure).rejects.toThrow(type);
      await expect(failure).rejects.toThrow('The network says: "No entry"');
      expect(asked).toBe(tries);
    });

    it('asks the network’s own rule first, and hands back accepted statuses', async () => {
      answers({ status: 403 });
      const own = new CredentialsRejected('own rule');
      await expect(client().send(request({ classify: () => own }))).rejects.toBe(own);
      expect((await client().send(request({ acceptStatus: [403] }))).status).toBe(403);
    });

    it('shows no secret in any spelling, no query string and no e-mail address', async () => {
      const spellings = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')];
      answers({ status: 400, body: `${spellings.join(' ')} https://a.example/x?token=1 jane@example.com` });
      const failure = (await client()
        .send(request())
        .catch((error: unknown) => error)) as Error;
      for (const spelling of spellings) expect(failure.message).not.toContain(spelling);
      expect(failure.message).toContain('[hidden] [hidden] [hidden] https://a.example/x [e-mail]');
    });

    it('takes a key that no header can carry for a refused one', async () => {
      const headers = { authorization: 'API-1\r\nx: y' };
      await expect(client().send(request({ headers }))).rejects.toThrow(CredentialsRejected);
      expect(asked).toBe(0);
    });

    it('takes a closed port for an outage', async () => {
      const url = new URL('http://127.0.0.1:1/');
      const failure = client().send(request({ url }));
      await expect(failure).rejects.toThrow(NetworkUnavailable);
      await expect(failure).rejects.toThrow(/could not be reached/);
    });

    it('takes an answer that breaks off for an outage, never for a short page', async () => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('[{"id":1}');
        setTimeout(() => response.destroy(), 5);
      };
      await expect(client().send(request())).rejects.toThrow(NetworkUnavailable);
      expect(asked).toBe(4);
    });

    it.each([
      ['silence before the answer', { headersMs: 40 }, false],
      ['silence inside the answer', { bodyMs: 40 }, true],
      ['an answer that takes too long altogether', { totalMs: 40 }, true],
    ])('gives up on %s', async (_, limits, hasStarted) => {
      answer = (_request, response) => {
        if (hasStarted) response.writeHead(200).write('[');
      };
      const failure = client({ limits: { attempts: 1, ...limits } }).send(request());
      await expect(failure).rejects.toThrow(NetworkUnavailable);
      await expect(failure).rejects.toThrow(/did not answer in time/);
    });
  });

  describe('retries', () => {
    it('repeats after a server error, waiting twice as long each time, with full jitter', async () => {
      answers({ status: 500 }, { status: 502 }, { status: 200 });
      const response = await client({ random: () => 0.5 }).send(request());
      expect(response.status).toBe(200);
      expect(timer.sleeps.filter((sleep) => sleep > 1)).toEqual([250, 500]);
    });

    it('waits as long as Retry-After says', async () => {
      answers({ status: 503, headers: { 'retry-after': '7' } }, { status: 200 });
      await client().send(request());
      expect(timer.now()).toBeGreaterThanOrEqual(7000);
    });

    it('measures a Retry-After date against the network’s own clock, 90 seconds ahead of ours', async () => {
      const headers = {
        date: 'Sat, 14 Mar 2026 12:01:30 GMT',
        'retry-after': 'Sat, 14 Mar 2026 12:01:40 GMT',
      };
      answers({ status: 429, headers }, { status: 200 });
      await client().send(request());
      expect(timer.now()).toBeGreaterThanOrEqual(10_000);
      expect(timer.now()).toBeLessThan(11_000);
    });

    it.each([
      [429, '1800', '2026-03-14T12:30:00.000Z'],
      [503, '60', '2026-03-14T12:01:00.000Z'],
      [429, '999999', '2026-03-14T13:00:00.000Z'],
    ])('reschedules when HTTP %i asks for %s seconds', async (status, seconds, retryAt) => {
      answers({ status, headers: { 'retry-after': seconds } });
      const failure = (await client()
        .send(request())
        .catch((error: unknown) => error)) as RateLimited;
      expect(failure).toBeInstanceOf(RateLimited);
      expect(failure.retryAt.toISOString()).toBe(retryAt);
      expect(asked).toBe(1);
      expect(timer.now()).toBe(0);
    });

    it('asks nothing for a paused credential, while others go on', async () => {
      answers({ status: 429, headers: { 'retry-after': '300' } }, { status: 200 });
      const http = client();
      await expect(http.send(request())).rejects.toThrow(RateLimited);
      await expect(http.send(request())).rejects.toThrow(RateLimited);
      expect(asked).toBe(1);
      expect((await http.send(request({ secrets: ['another key'] }))).status).toBe(200);
      await timer.sleep(300_000);
      expect((await http.send(request())).status).toBe(200);
    });
  });

  describe('pacing', () => {
    it('starts no more requests a second than allowed, one credential at a time', async () => {
      answers({ status: 200 });
      const http = client();
      const pacing = { requestsPerSecond: 2, concurrency: 10 };
      await Promise.all(Array.from({ length: 5 }, () => http.send(request({ pacing }))));
      expect(timer.now()).toBeGreaterThanOrEqual(2000);
      const before = timer.now();
      await http.send(request({ pacing, secrets: ['another key'] }));
      expect(timer.now()).toBe(before);
    });

    it('keeps all credentials of a host together to its limit by address, where it has one', async () => {
      answers({ status: 200 });
      const http = client();
      const pacing = { requestsPerSecond: 1000, concurrency: 1, hostRequestsPerSecond: 2 };
      const keys = ['key-1', 'key-2', 'key-3', 'key-4', 'key-5'];
      await Promise.all(keys.map((key) => http.send(request({ pacing, secrets: [key] }))));
      expect(asked).toBe(5);
      expect(timer.now()).toBeGreaterThanOrEqual(2000);
    });

    it('keeps no more requests in flight than allowed', async () => {
      let inFlight = 0;
      let most = 0;
      answer = (_, response) => {
        most = Math.max(most, (inFlight += 1));
        setTimeout(() => {
          inFlight -= 1;
          response.end('{}');
        }, 10);
      };
      const http = client();
      const pacing = { requestsPerSecond: 1000, concurrency: 2 };
      await Promise.all(Array.from({ length: 6 }, () => http.send(request({ pacing }))));
      expect(most).toBe(2);
      expect(asked).toBe(6);
    });
  });

  describe('abort', () => {
    it('ends a request in flight and one that waits for its turn, and frees the turn', async () => {
      answer = () => undefined;
      const http = client();
      const pacing = { requestsPerSecond: 1000, concurrency: 1 };
      const first = new AbortController();
      const second = new AbortController();
      const running = http.send(request({ pacing, signal: first.signal }));
      const waiting = http.send(request({ pacing, signal: second.signal }));
      second.abort(new Error('not needed'));
      await expect(waiting).rejects.toThrow('not needed');
      first.abort(new Error('shutting down'));
      await expect(running).rejects.toThrow('shutting down');
      answers({ status: 200 });
      expect((await http.send(request({ pacing }))).status).toBe(200);
    });

    it('ends a wait between two tries', async () => {
      answers({ status: 500 });
      const controller = new AbortController();
      const sleep = () => {
        controller.abort(new Error('shutting down'));
        return Promise.reject(controller.signal.reason as Error);
      };
      const failure = client({ timer: { now: () => 0, sleep } }).send(request({ signal: controller.signal }));
      await expect(failure).rejects.toThrow('shutting down');
    });
  });
});

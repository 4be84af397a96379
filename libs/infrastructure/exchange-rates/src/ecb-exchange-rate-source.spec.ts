import { calendarDay } from '@tributary/domain';
import { Clock } from '@tributary/ports';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { EcbExchangeRateSource } from './ecb-exchange-rate-source';

class MarchClock extends Clock {
  now(): Date {
    return new Date('2026-03-14T12:00:00Z');
  }
}

const FEED = readFileSync(new URL('./fixtures/eurofxref-hist-90d.xml', import.meta.url), 'utf8');

let server: Server;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  answer = (_, response) => response.setHeader('content-type', 'text/xml').end(FEED);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function source(options = {}) {
  const { port } = server.address() as AddressInfo;
  return new EcbExchangeRateSource(new MarchClock(), { baseUrl: `http://127.0.0.1:${port}`, ...options });
}

describe('EcbExchangeRateSource', () => {
  it('names its source', () => {
    expect(source().name).toBe('European Central Bank');
  });

  it('reads the whole history when nothing is known yet', async () => {
    const rates = await source().fetchRates(null);
    expect(asked).toEqual(['/stats/eurofxref/eurofxref-hist.xml']);
    expect(rates).toHaveLength(10);
    expect(rates[0]).toEqual({ day: '2026-03-13', currency: 'USD', perEuro: '1.0912' });
  });

  it('reads the short feed when the last days are enough, and returns only those', async () => {
    const rates = await source().fetchRates(calendarDay('2026-03-13'));
    expect(asked).toEqual(['/stats/eurofxref/eurofxref-hist-90d.xml']);
    expect(new Set(rates.map((rate) => rate.day))).toEqual(new Set(['2026-03-13']));
    expect(rates).toHaveLength(5);
  });

  it('reads the history when the short feed does not reach back far enough', async () => {
    await source().fetchRates(calendarDay('2025-12-01'));
    expect(asked).toEqual(['/stats/eurofxref/eurofxref-hist.xml']);
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['an HTML page with status 200', (response) => response.end('<html><body>Maintenance</body></html>')],
    ['a redirect', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['an error', (response) => response.writeHead(503).end(FEED)],
    ['half an answer', (response) => response.end(FEED.slice(0, FEED.length / 2))],
    ['a connection that breaks', (response) => response.destroy()],
  ])('fails at %s', async (_, respond) => {
    answer = (_request, response) => void respond(response);
    await expect(source().fetchRates(null)).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  it('fails when the answer takes too long or never ends', async () => {
    answer = (_request, response) => void response.write('<?xml version="1.0"?>');
    await expect(source({ deadlineMs: 200 }).fetchRates(null)).rejects.toThrow(/timeout|abort/i);
  });

  it('fails when the answer is larger than allowed', async () => {
    await expect(source({ maxBytes: 100 }).fetchRates(null)).rejects.toThrow();
  });
});

import {
  CredentialsRejected,
  NetworkUnavailable,
  PermissionMissing,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import {
  type AnsweringNetwork,
  type AskedRequest,
  startAnsweringNetwork,
} from '../../kit/testing/answering-server';
import type { RecordedResponse } from '../../kit/testing/contract-fixture';
import { StandingClock } from '../../kit/testing/replay-harness';
import { jvzoo } from './jvzoo.network';

const NOW = new Date('2026-03-10T12:00:00Z');
const WINDOW = { from: new Date('2026-03-01T00:00:00Z'), to: NOW };
const KEY = '5f1d0c7ab9e24c3886a1f07d52be94c1';
const AFFILIATE_LIST = '/api/v2.0/latest-affiliates-transactions';
const VENDOR_LIST = '/api/v2.0/latest-transactions';
const DATED = '/api/v3.0/transactions';

let network: AnsweringNetwork;

async function start(answer: (request: AskedRequest) => RecordedResponse) {
  network = await startAnsweringNetwork(jvzoo, new StandingClock(NOW), answer);
}

afterEach(() => network.stop());

async function read(side: string, window = WINDOW) {
  const pages = [];
  for await (const page of network.gateway.fetchSales({ apiKey: KEY, side }, window)) pages.push(page);
  return pages;
}

async function idsRead(side: string): Promise<string[]> {
  const rows = (await read(side)).flatMap((page) => page.rows);
  const sales = rows.flatMap((row) => network.gateway.normalizeSale(row).sales);
  return [...new Set(sales.map((sale) => sale.externalOrderId))].sort();
}

function paths(): string[] {
  return network.requests.map(({ url }) => url.pathname);
}

/** 250 sales, one an hour, oldest first. */
const SALES = Array.from({ length: 250 }, (_, index) => ({
  transaction_id: `AP-${String(index).padStart(4, '0')}`,
  date: new Date(Date.UTC(2026, 1, 20) + index * 3_600_000).toISOString(),
  status: 'COMPLETED',
  price: '10.00',
  affiliate_commission: '5.00',
  first_name: 'Ada',
  last_name: 'Example',
  ip: '203.0.113.9',
  affiliate_name: 'Jane Promo',
}));
const ALL_IDS = SALES.map((sale) => `affiliate:${sale.transaction_id}`);

function latest(results: unknown): RecordedResponse {
  return { status: 200, body: { meta: { status: { http_status_code: 200 } }, results } };
}

function dated(results: unknown[], hasMore: boolean): RecordedResponse {
  const status = { code: 2000, message: 'OK' };
  return { status: 200, body: { meta: { status, pagination: { has_more: hasMore } }, results } };
}

function saleOn(id: string) {
  return { transaction_id: id, sale_date: '2026-03-07 04:25:29', status: 'COMPLETED', amount: '9.00' };
}

/** The rows after the cursor in the order of `list`. */
function after(list: typeof SALES, { url }: AskedRequest): typeof SALES {
  const cursor = url.pathname.slice(AFFILIATE_LIST.length + 1);
  const start = cursor === '' ? 0 : list.findIndex((sale) => sale.transaction_id === cursor) + 1;
  return list.slice(start, start + 100);
}

describe('the walk over the affiliate list', () => {
  it.each([
    ['oldest first', SALES],
    ['newest first', SALES.toReversed()],
  ])('reaches every sale of a list sorted %s, in three calls', async (_order, list) => {
    await start((request) => latest(after(list, request)));
    expect(await idsRead('affiliate')).toEqual(ALL_IDS);
    expect(network.requests).toHaveLength(3);
  });

  it('reaches every sale where pages go forward and the rows of a page backward', async () => {
    await start((request) => latest(after(SALES, request).toReversed()));
    expect(await idsRead('affiliate')).toEqual(ALL_IDS);
  });

  it('ends where a full page brings nothing new', async () => {
    await start(() => latest(SALES.slice(0, 100)));
    expect(await idsRead('affiliate')).toEqual(ALL_IDS.slice(0, 100));
    expect(network.requests).toHaveLength(2);
  });

  it('fails when a list has no end', async () => {
    let page = 0;
    await start(() => {
      page += 1;
      return latest(
        SALES.slice(0, 100).map((sale) => ({ ...sale, transaction_id: `${sale.transaction_id}-${page}` })),
      );
    });
    await expect(read('affiliate')).rejects.toThrow(UnexpectedResponse);
    expect(network.requests).toHaveLength(200);
  });

  it('starts again, once, when its cursor is refused', async () => {
    let refusals = 0;
    await start((request) => {
      if (request.url.pathname === AFFILIATE_LIST || refusals > 0) return latest(after(SALES, request));
      refusals += 1;
      return { status: 404, body: 'No such payment' };
    });
    expect(await idsRead('affiliate')).toEqual(ALL_IDS);
    expect(paths().filter((path) => path === AFFILIATE_LIST)).toHaveLength(2);
  });

  it.each([
    ['over HTTP', { status: 400, body: {} }],
    ['inside the body', { status: 200, body: { meta: { status: { http_status_code: 404 } } } }],
  ])('fails when its cursor is refused twice %s', async (_how, refusal) => {
    await start((request) =>
      request.url.pathname === AFFILIATE_LIST ? latest(after(SALES, request)) : refusal,
    );
    await expect(read('affiliate')).rejects.toThrow('refused its own paging cursor');
    expect(network.requests).toHaveLength(4);
  });

  it('asks nothing for a window before the 90 days JVZoo shows', async () => {
    await start(() => latest([]));
    const old = { from: new Date('2025-01-01T00:00:00Z'), to: new Date('2025-11-01T00:00:00Z') };
    expect(await read('affiliate', old)).toEqual([{ rows: [], origin: expect.any(String) as string }]);
    expect(network.requests).toEqual([]);
  });

  it('reads a single object as a list of one', async () => {
    await start(() => latest(SALES[0]));
    expect(await idsRead('affiliate')).toEqual(['affiliate:AP-0000']);
  });

  it('leaves names and addresses behind', async () => {
    await start((request) => latest(after(SALES, request)));
    const text = JSON.stringify(await read('affiliate'));
    for (const personal of ['Ada', 'Example', '203.0.113.9', 'Jane']) expect(text).not.toContain(personal);
  });
});

describe('an answer with HTTP 200', () => {
  it.each([
    [{ http_status_code: 401 }, CredentialsRejected],
    [{ http_status_code: 403 }, CredentialsRejected],
    [{ http_status_code: 429 }, RateLimited],
    [{ http_status_code: 503 }, NetworkUnavailable],
    [{ http_status_code: 418 }, UnexpectedResponse],
    [{}, UnexpectedResponse],
  ])('of v2.0 with the status %j inside is the error it says', async (status, type) => {
    await start(() => ({ status: 200, body: { meta: { status }, results: [] } }));
    await expect(read('affiliate')).rejects.toThrow(type);
  });

  it.each([
    [{ code: 4010, message: 'Nope' }, CredentialsRejected],
    [{ code: 4999, message: 'Invalid API key' }, CredentialsRejected],
    [{ code: 5000, message: 'Internal error' }, NetworkUnavailable],
    [{ code: '4001', message: 'Date range', detail: null }, UnexpectedResponse],
  ])('of v3.0 with the status %j inside is the error it says', async (status, type) => {
    await start(() => ({ status: 200, body: { meta: { status } } }));
    const failure = read('vendor');
    await expect(failure).rejects.toThrow(type);
    await expect(failure).rejects.toThrow(`The network says: "${status.message}"`);
  });

  it('without rows is an error, not an empty list', async () => {
    await start(() => latest(undefined));
    await expect(read('affiliate')).rejects.toThrow(UnexpectedResponse);
  });
});

describe('the reading of a vendor', () => {
  it('follows the pages until there are no more', async () => {
    await start(({ url }) => {
      const index = Number(url.searchParams.get('page_index'));
      return dated([saleOn(`S${index}`)], index < 2);
    });
    expect(await idsRead('vendor')).toEqual(['vendor:S0', 'vendor:S1', 'vendor:S2']);
  });

  it('fails on a network that sends the first page for ever', async () => {
    await start(() => dated([saleOn('S0')], true));
    await expect(read('vendor')).rejects.toThrow('the same page again');
  });

  it('falls back to v2.0 where v3.0 is missing, with unknown earnings', async () => {
    await start(({ url }) => (url.pathname === VENDOR_LIST ? latest(SALES.slice(0, 1)) : { status: 404 }));
    const [page] = await read('vendor');
    const [row] = page?.rows ?? [];
    expect(network.gateway.normalizeSale(row ?? {}).sales).toMatchObject([
      { externalOrderId: 'vendor:AP-0000', commission: null },
    ]);
  });

  it('does not fall back in mid-reading: the ids of the versions may differ', async () => {
    await start(({ url }) =>
      url.searchParams.get('page_index') === '0' ? dated([saleOn('S0')], true) : { status: 404 },
    );
    await expect(read('vendor')).rejects.toThrow(UnexpectedResponse);
    expect(paths()).not.toContain(VENDOR_LIST);
  });
});

describe('the check of a key', () => {
  const check = (side: string) => network.gateway.validateCredentials({ apiKey: ` ${KEY}\n`, side });

  it('says which sides it reads, and sends the trimmed key with the password x', async () => {
    await start(({ url }) => (url.pathname === DATED ? dated([saleOn('S0')], false) : latest([])));
    expect(await check('both')).toEqual({
      summary: 'Affiliate side: readable, no transactions yet. Vendor side: readable, with transactions.',
      accountIdentity: KEY,
      suggestedLabel: null,
    });
    const basic = Buffer.from(`${KEY}:x`).toString('base64');
    expect(network.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${basic}`,
      `Basic ${basic}`,
    ]);
  });

  it('names the side to choose when the key reads only one of both', async () => {
    await start(({ url }) => (url.pathname === DATED ? { status: 403, body: {} } : latest([])));
    await expect(check('both')).rejects.toThrow(PermissionMissing);
    await expect(check('both')).rejects.toThrow('Choose "Affiliate"');
    await expect(check('vendor')).rejects.toThrow(CredentialsRejected);
  });

  it('reads one page only', async () => {
    await start((request) => latest(after(SALES, request)));
    await check('affiliate');
    expect(network.requests).toHaveLength(1);
  });
});

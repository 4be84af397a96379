import { PermissionMissing, type RawPage, UnexpectedResponse } from '@tributary/ports';
import { resolveEndpoints } from '../../kit/resolve-endpoints';
import {
  type AnsweringNetwork,
  type AskedRequest,
  startAnsweringNetwork,
} from '../../kit/testing/answering-server';
import type { RecordedResponse } from '../../kit/testing/contract-fixture';
import { StandingClock } from '../../kit/testing/replay-harness';
import type { NetworkHttp } from '../../kit/network-http';
import type { BuyGoodsEndpoint } from './buygoods.gateway';
import { buygoods } from './buygoods.network';

const NOW = new Date('2026-03-14T15:00:00Z');
const WINDOW = { from: new Date('2026-03-10T04:00:00Z'), to: NOW };
const AFFILIATE = { role: 'affiliate', accountId: '10421', apiToken: 'Qx+7fR/invented==' };
const VENDOR = { ...AFFILIATE, role: 'vendor' };

let network: AnsweringNetwork | null = null;

async function start(answer: (request: AskedRequest) => unknown): Promise<AnsweringNetwork> {
  const reply = (request: AskedRequest): RecordedResponse => ({ status: 200, body: answer(request) });
  network = await startAnsweringNetwork(buygoods, new StandingClock(NOW), reply);
  return network;
}

afterEach(async () => {
  await network?.stop();
  network = null;
});

async function read(from: AnsweringNetwork, credentials: Record<string, string>, window = WINDOW) {
  const pages: RawPage[] = [];
  let error: unknown = null;
  try {
    for await (const page of from.gateway.fetchSales(credentials, window)) pages.push(page);
  } catch (thrown) {
    error = thrown;
  }
  return { pages, error };
}

function days({ requests }: AnsweringNetwork): string[] {
  return requests.map(({ url }) =>
    ['date_from', 'date_to', 'page']
      .map((name) => url.searchParams.get(name) ?? '')
      .join(' ')
      .trim(),
  );
}

const COMMISSION = {
  order_id: '118204',
  rr_createdate: '2026-03-14 15:22:41',
  aff_commission: '41.30',
  action_type: 'neworder',
};

describe('what an affiliate of BuyGoods reads', () => {
  it('are the days alone, to the end of the window, where single sales come as postbacks', async () => {
    const answers = await start(({ url }) =>
      url.pathname.endsWith('/byday') ? { data: [{ date: '2026-03-14', net_commissions: '41.30' }] } : null,
    );
    const { pages, error } = await read(answers, { ...AFFILIATE, singleSales: 'postbacks' });
    expect(error).toBeNull();
    expect(pages.flatMap(({ rows }) => rows.map(({ kind }) => kind))).toEqual(['day']);
    expect(answers.requests.map(({ url }) => url.pathname.split('/').at(-1))).toEqual(['byday']);
  });
  it('are the days first, then the commissions, for the same days of New York', async () => {
    const from = await start(() => ({ data: [] }));
    const { pages } = await read(from, AFFILIATE);
    expect(from.requests.map(({ url }) => url.pathname)).toEqual(['/reports/byday', '/rows']);
    expect(days(from)).toEqual(['2026-03-10 2026-03-14', '2026-03-10 2026-03-14']);
    expect(pages.map((page) => page.rows)).toEqual([[], []]);
  });

  it('are no rows in a shape nobody knows: the page is refused as a whole, the days stay', async () => {
    const byDay = { date: '2026-03-14', net_commissions: '41.30' };
    const renamed = { ref: '118204', when: '2026-03-14', earned: '41.30' };
    const from = await start(({ url }) => ({ data: [url.pathname.endsWith('byday') ? byDay : renamed] }));
    const { pages, error } = await read(from, AFFILIATE);
    expect(pages).toHaveLength(1);
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect(error).toMatchObject({ retry: 'later', where: { keysSeen: ['ref', 'when', 'earned'] } });
  });

  it.each(['order_id', 'rr_createdate', 'aff_commission'])(
    'are refused when a row lacks %s',
    async (name) => {
      const row = Object.fromEntries(Object.entries(COMMISSION).filter(([column]) => column !== name));
      const from = await start(({ url }) => ({ data: url.pathname === '/rows' ? [COMMISSION, row] : [] }));
      const { pages, error } = await read(from, AFFILIATE);
      expect(pages).toHaveLength(1);
      expect((error as UnexpectedResponse).where.field).toContain(name);
    },
  );

  it('are not read into the wrong day: a day without a date fails', async () => {
    const from = await start(() => ({ data: [{ net_commissions: '41.30' }] }));
    const { pages, error } = await read(from, AFFILIATE);
    expect([pages.length, (error as UnexpectedResponse).where.field]).toEqual([0, 'date']);
  });

  it('are without the buyer', async () => {
    const row = {
      ...COMMISSION,
      customer_emailaddress: 'jo@example.com',
      ipaddress: '203.0.113.9',
      token: 't0k',
    };
    const from = await start(({ url }) => ({ data: url.pathname === '/rows' ? [row] : [] }));
    const { pages } = await read(from, AFFILIATE);
    expect(pages[1]?.rows).toEqual([
      { kind: 'conversion', zone: 'America/New_York', currency: 'USD', row: COMMISSION },
    ]);
  });

  it('waits a second between two requests', async () => {
    const from = await start(() => ({ data: [] }));
    await read(from, AFFILIATE);
    expect(from.waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(1000);
  });
});

describe('the addresses of BuyGoods', () => {
  async function asked(environment: Record<string, string>): Promise<URL[]> {
    const urls: URL[] = [];
    const http: NetworkHttp = {
      send: ({ url }) => {
        urls.push(url);
        return Promise.resolve({ status: 200, headers: {}, text: '[]', json: () => [] });
      },
    };
    const endpoints = resolveEndpoints(buygoods, environment) as Record<BuyGoodsEndpoint, string>;
    const gateway = buygoods.connect({ http, clock: new StandingClock(NOW), endpoints });
    for await (const page of gateway.fetchSales(AFFILIATE, WINDOW)) expect(page.rows).toEqual([]);
    return urls;
  }

  it('are ClickCRM’s', async () => {
    expect((await asked({})).map((url) => url.origin + url.pathname)).toEqual([
      'https://api.clickcrm.com/affiliates/v1/byday',
      'https://api.clickcrm.com/affiliates/v1/commissions',
    ]);
  });

  it('all follow one override', async () => {
    const urls = await asked({ BUYGOODS_BASE_URL: 'https://reports.example/bg/' });
    expect(urls.map((url) => url.origin + url.pathname)).toEqual([
      'https://reports.example/bg/byday',
      'https://reports.example/bg/commissions',
    ]);
  });

  it('may be the older host’s for the rows, with its own name for the account id', async () => {
    const legacy = 'https://api.buygoods.com/affiliates/api/v1/conversion.php';
    const [, rows] = await asked({ BUYGOODS_ROWS_URL: legacy });
    expect(rows?.href.startsWith(`${legacy}?account_id=10421&token=`)).toBe(true);
  });
});

describe('the key of an affiliate of BuyGoods', () => {
  const figures = { date: '2026-03-13', conversions_count: 3 };

  it('is proven by yesterday, in one request', async () => {
    const from = await start(() => ({ data: [figures] }));
    const check = await from.gateway.validateCredentials(AFFILIATE);
    expect(check.summary).toContain('yesterday');
    expect(check.accountIdentity).toBe('affiliate:10421');
    expect(days(from)).toEqual(['2026-03-13 2026-03-13']);
  });

  it('is looked at over 30 days when yesterday is empty', async () => {
    const from = await start(({ url }) => ({ data: url.search.includes('2026-02-12') ? [figures] : [] }));
    expect((await from.gateway.validateCredentials(AFFILIATE)).summary).toContain('1 of the last 30 days');
    expect(days(from)).toEqual(['2026-03-13 2026-03-13', '2026-02-12 2026-03-13']);
  });

  it('is only accepted, not proven, while there is nothing', async () => {
    const from = await start(() => ({ data: [] }));
    expect((await from.gateway.validateCredentials(AFFILIATE)).summary).toContain('nothing to prove it');
  });
});

describe('what a vendor of BuyGoods reads', () => {
  const order = {
    order_id: '118204',
    account_id: '10421',
    rr_createdate: '2026-02-27 10:00:00',
    action_type: 'neworder',
    total_clean: '73.78',
    currency: 'USD',
    customer_emailaddress: 'jo@example.com',
  };
  const window = { from: new Date('2026-02-27T05:00:00Z'), to: new Date('2026-03-02T05:00:00Z') };

  function orders(...pages: unknown[]) {
    return ({ url }: AskedRequest) => pages[Number(url.searchParams.get('page')) - 1] ?? { data: [] };
  }

  it('are pages from 1, month by month, until one is empty', async () => {
    const from = await start(orders({ data: [order] }, { data: [{ ...order, order_id: '118205' }] }));
    const { pages, error } = await read(from, VENDOR, window);
    expect(error).toBeNull();
    expect(days(from)).toEqual([
      '2026-02-27 2026-02-28 1',
      '2026-02-27 2026-02-28 2',
      '2026-02-27 2026-02-28 3',
      '2026-03-01 2026-03-01 1',
      '2026-03-01 2026-03-01 2',
      '2026-03-01 2026-03-01 3',
    ]);
    expect(pages.flatMap((page) => page.rows)).toHaveLength(4);
    expect(from.requests[0]?.url.searchParams.get('account_id')).toBe('10421');
  });

  it('end where the answer says that there is no next page', async () => {
    const from = await start(orders({ data: [order], next_page: null }));
    await read(from, VENDOR);
    expect(days(from)).toEqual(['2026-03-10 2026-03-14 1']);
  });

  it('fail when the page number is ignored', async () => {
    const from = await start(() => ({ data: [order] }));
    const { pages, error } = await read(from, VENDOR);
    expect(pages).toHaveLength(1);
    expect(error).toBeInstanceOf(UnexpectedResponse);
  });

  it('fail in a shape nobody knows', async () => {
    const from = await start(orders({ data: [{ id: 1, sum: '73.78' }] }));
    const { pages, error } = await read(from, VENDOR);
    expect(pages).toHaveLength(0);
    expect(error).toMatchObject({ retry: 'later', where: { keysSeen: ['id', 'sum'] } });
  });

  it('are without secrets and people, but for the buyer’s e-mail', async () => {
    const secrets = {
      token: 'a',
      token_ipn: 'b',
      help_token: 'c',
      customer_phone: '555',
      billing_zip: '1',
      name: 'Jo',
    };
    const from = await start(orders({ data: [{ ...order, ...secrets }], next_page: null }));
    const { pages } = await read(from, VENDOR);
    expect(pages[0]?.rows).toMatchObject([{ kind: 'vendor-order', row: order }]);
    expect(Object.keys(pages[0]?.rows[0]?.row as object).sort()).toEqual(Object.keys(order).sort());
  });

  it('are checked by yesterday', async () => {
    const from = await start(orders({ data: [order] }));
    expect(await from.gateway.validateCredentials(VENDOR)).toMatchObject({
      summary: expect.stringContaining('orders of yesterday') as string,
      accountIdentity: 'vendor:10421',
    });
    expect(days(from)).toEqual(['2026-03-13 2026-03-13 1']);
  });

  it('are switched off until the operator knows the address, and nothing is asked', async () => {
    const http: NetworkHttp = { send: () => Promise.reject(new Error('asked')) };
    const endpoints = resolveEndpoints(buygoods, {}) as Record<BuyGoodsEndpoint, string>;
    const gateway = buygoods.connect({ http, clock: new StandingClock(NOW), endpoints });
    const check = gateway.validateCredentials(VENDOR);
    await expect(check).rejects.toBeInstanceOf(PermissionMissing);
    await expect(check).rejects.toThrow(/BUYGOODS_VENDOR_ORDERS_URL/);
  });
});

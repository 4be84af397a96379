import {
  Clock,
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
import { hotmart } from './hotmart.network';
import { SENT_STATUSES } from './hotmart.schema';

const DAY_MS = 24 * 3_600_000;
const CREDENTIALS = {
  clientId: 'client-0000-example',
  clientSecret: 'secret-1111-example',
  role: 'AFFILIATE',
  environment: 'production',
};
const WINDOW = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-31T00:00:00Z') };
const HISTORY = '/api/payments/api/v1/sales/history';
const COMMISSIONS = '/api/payments/api/v1/sales/commissions';

class MovingClock extends Clock {
  time = WINDOW.to.getTime();

  override now(): Date {
    return new Date(this.time);
  }
}

let network: AnsweringNetwork;
let clock: MovingClock;
let tokensGiven: number;

type Answer = (request: AskedRequest) => RecordedResponse;

/** Hands out token-1, token-2, …; what is asked with a token goes to `sales`. */
async function start(sales: Answer, token: Answer = giveToken) {
  clock = new MovingClock();
  tokensGiven = 0;
  network = await startAnsweringNetwork(hotmart, clock, (request) =>
    request.url.pathname === '/token' ? token(request) : sales(request),
  );
}

afterEach(() => network.stop());

function giveToken(): RecordedResponse {
  tokensGiven += 1;
  return { status: 200, body: { access_token: `token-${tokensGiven}`, expires_in: 3600 } };
}

function list(items: readonly unknown[], next?: string): RecordedResponse {
  return { status: 200, body: { items, page_info: { ...(next && { next_page_token: next }) } } };
}

const NOTHING = list([]);

function sale(id: string, fields: Record<string, unknown> = {}) {
  return {
    product: { id: 1, name: 'Curso Jardim em Casa' },
    buyer: { name: 'Marta Exemplo', email: 'marta@example.test', ucode: 'buyer-ucode' },
    producer: { name: 'Atelier Verde', ucode: 'producer-ucode' },
    purchase: {
      transaction: id,
      order_date: 1767571200000,
      status: 'APPROVED',
      commission_as: 'AFFILIATE',
      price: { value: 129.9, currency_code: 'BRL' },
      ...fields,
    },
  };
}

function commission(id: string, value: number) {
  const user = { ucode: 'partner-ucode', name: 'Parceiro Exemplo' };
  return {
    transaction: id,
    commissions: [{ source: 'AFFILIATE', commission: { value, currency_value: 'BRL' }, user }],
  };
}

/** Pages of the history by the token they are asked with; commissions are empty. */
function history(pages: Readonly<Record<string, RecordedResponse>>): Answer {
  return ({ url }) =>
    url.pathname === HISTORY ? (pages[url.searchParams.get('page_token') ?? ''] ?? { status: 599 }) : NOTHING;
}

async function read(credentials: Record<string, string> = CREDENTIALS, window = WINDOW) {
  const pages = [];
  for await (const page of network.gateway.fetchSales(credentials, window)) pages.push(page);
  return pages;
}

async function salesRead() {
  const rows = (await read()).flatMap((page) => page.rows);
  const sales = rows.flatMap((row) => network.gateway.normalizeSale(row).sales);
  return [...new Map(sales.map((one) => [one.externalOrderId, one])).values()];
}

async function idsRead(): Promise<string[]> {
  return (await salesRead()).map((one) => one.externalOrderId).sort();
}

function asked(path: string): URL[] {
  return network.requests.map(({ url }) => url).filter((url) => url.pathname === path);
}

describe('the access token', () => {
  it('is asked for once by many callers, with the secret in the header only', async () => {
    await start(history({ '': list([sale('HP1')]) }));
    await Promise.all([read(), read(), read()]);
    const basic = Buffer.from('client-0000-example:secret-1111-example').toString('base64');
    expect(tokensGiven).toBe(1);
    expect(network.requests[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
    });
    expect(network.requests.map(({ url }) => url.href).join()).not.toContain('secret-1111');
    expect(network.requests.at(-1)?.headers.authorization).toBe('Bearer token-1');
  });

  it('is renewed five minutes before it ends', async () => {
    await start(history({ '': list([]) }));
    await read();
    clock.time += 54 * 60_000;
    await read();
    expect(tokensGiven).toBe(1);
    clock.time += 60_000;
    await read();
    expect(tokensGiven).toBe(2);
  });

  it('is not shared between credentials', async () => {
    await start(history({ '': list([]) }));
    await read();
    await read({ ...CREDENTIALS, clientSecret: 'secret-2222-example' });
    expect(tokensGiven).toBe(2);
  });

  it('that ends in mid-run is replaced, and the page is asked for again', async () => {
    const pages = history({ '': list([sale('HP1')], 'next'), next: list([sale('HP2')]) });
    await start((request) => {
      const isPageTwo = request.url.searchParams.has('page_token');
      const isOld = request.headers.authorization === 'Bearer token-1';
      return isPageTwo && isOld ? { status: 401, body: { error: 'token_expired' } } : pages(request);
    });
    expect(await idsRead()).toEqual(['HP1', 'HP2']);
    expect(tokensGiven).toBe(2);
  });

  it('that is refused right after it was given means refused credentials', async () => {
    await start(() => ({ status: 401, body: { error: 'unauthorized' } }));
    await expect(read()).rejects.toThrow(CredentialsRejected);
    expect(tokensGiven).toBe(2);
    expect(network.requests).toHaveLength(4);
  });

  it.each([
    ['a 401', { status: 401, body: { error: 'invalid_client' } }, CredentialsRejected],
    ['a 400 that names the client', { status: 400, body: { error: 'invalid_client' } }, CredentialsRejected],
    ['an outage', { status: 503, body: 'down' }, NetworkUnavailable],
    ['a firewall page', { status: 403, body: '<html>Forbidden</html>' }, NetworkUnavailable],
    ['another 400', { status: 400, body: { error: 'invalid_request' } }, NetworkUnavailable],
    ['a maintenance page with 200', { status: 200, body: '<html>Back soon</html>' }, UnexpectedResponse],
    ['an answer without token', { status: 200, body: { expires_in: 3600 } }, UnexpectedResponse],
  ])(
    'refused by %s gives the right error, and is tried anew by the next run',
    async (_what, refusal, type) => {
      let isDown = true;
      await start(history({ '': list([]) }), () => (isDown ? refusal : giveToken()));
      await expect(read()).rejects.toThrow(type);
      isDown = false;
      expect(await read()).toHaveLength(1);
    },
  );
});

describe('a reading', () => {
  it('joins the commissions with the sales and leaves the people behind', async () => {
    await start(({ url }) =>
      url.pathname === COMMISSIONS ? list([commission('HP1', 52.4)]) : list([sale('HP1'), sale('HP2')]),
    );
    expect(await salesRead()).toMatchObject([
      { externalOrderId: 'HP1', commission: '52.40', customerEmail: 'marta@example.test' },
      { externalOrderId: 'HP2', commission: null },
    ]);
    const text = JSON.stringify(await read());
    for (const personal of ['Marta', 'Atelier', 'Parceiro', 'ucode']) expect(text).not.toContain(personal);
  });

  it('asks both lists for the same window, role and every documented status', async () => {
    await start(() => NOTHING);
    await read();
    for (const path of [HISTORY, COMMISSIONS]) {
      const [url, ...more] = asked(path);
      expect(more).toEqual([]);
      expect(url?.searchParams.getAll('transaction_status')).toEqual([...SENT_STATUSES]);
      expect(Object.fromEntries(url?.searchParams ?? [])).toMatchObject({
        start_date: '1767225600000',
        end_date: '1769817600000',
        commission_as: 'AFFILIATE',
        max_results: '500',
      });
    }
  });

  it('reads sandbox credentials at the sandbox', async () => {
    await start(() => NOTHING);
    await read({ ...CREDENTIALS, environment: 'sandbox' });
    expect(asked('/sandbox/payments/api/v1/sales/history')).toHaveLength(1);
  });

  it.each([
    [
      'a repeated page token',
      history({ '': list([sale('HP1')], 'next'), next: list([sale('HP2')], 'next') }),
    ],
    ['an empty body', history({ '': { status: 200 } })],
    ['an answer without items', history({ '': { status: 200, body: { page_info: {} } } })],
    ['an error body with 200', history({ '': { status: 200, body: { error: 'internal_server_error' } } })],
    ['HTML', history({ '': { status: 200, body: '<html>Access denied</html>' } })],
    [
      'a full page without paging',
      history({
        '': { status: 200, body: { items: Array.from({ length: 500 }, (_, i) => sale(`HP${i}`)) } },
      }),
    ],
    [
      'a commission without transaction',
      ({ url }: AskedRequest) => (url.pathname === COMMISSIONS ? list([{ commissions: [] }]) : NOTHING),
    ],
  ])('fails on %s, never takes it for "no sales"', async (_what, answer) => {
    await start(answer);
    await expect(read()).rejects.toThrow(UnexpectedResponse);
  });

  it('starts the list again, once, when a page token is refused', async () => {
    let refusals = 0;
    const pages = history({ '': list([sale('HP1')], 'next'), next: list([sale('HP2')]) });
    await start((request) => {
      if (!request.url.searchParams.has('page_token') || refusals > 0) return pages(request);
      refusals += 1;
      return { status: 400, body: { error: 'invalid_token' } };
    });
    expect(await idsRead()).toEqual(['HP1', 'HP2']);
    expect(asked(HISTORY)).toHaveLength(4);
  });

  it('fails when page tokens are refused for good', async () => {
    await start(history({ '': list([sale('HP1')], 'next'), next: { status: 400 } }));
    await expect(read()).rejects.toThrow('refused its own page token');
  });
});

describe('a status Hotmart does not take', () => {
  /** Refuses every call that names `status`, like the live API. */
  function refusing(status: string): Answer {
    return ({ url }) => {
      const statuses = url.searchParams.getAll('transaction_status');
      if (statuses.includes(status)) return { status: 400, body: { error: 'invalid_value_parameter' } };
      const isHistory = url.pathname === HISTORY;
      return list(statuses.map((name) => (isHistory ? sale(`HP-${name}`) : commission(`HP-${name}`, 1))));
    };
  }

  it('is left out, and the others are asked for one by one', async () => {
    await start(refusing('PRINTED_BILLET'));
    const others = SENT_STATUSES.filter((status) => status !== 'PRINTED_BILLET');
    const sales = await salesRead();
    expect(sales.map((one) => one.externalOrderId)).toEqual(others.map((status) => `HP-${status}`));
    expect(new Set(sales.map((one) => one.commission))).toEqual(new Set(['1.00']));
  });

  it('ends the reading when the figures would be wrong without it', async () => {
    await start(refusing('REFUNDED'));
    await expect(read()).rejects.toThrow(UnexpectedResponse);
  });
});

describe('a window that is too wide', () => {
  const widthOf = (url: URL) =>
    (Number(url.searchParams.get('end_date')) - Number(url.searchParams.get('start_date'))) / DAY_MS;

  it('is halved when Hotmart takes too long over it', async () => {
    await start(({ url }) => {
      if (widthOf(url) > 15) return { status: 502, body: 'Bad gateway' };
      return url.pathname === HISTORY
        ? list([sale(`HP${url.searchParams.get('start_date') ?? ''}`)])
        : NOTHING;
    });
    expect(await idsRead()).toEqual(['HP1767225600000', 'HP1768521600000']);
  });

  it('is given up as an outage when halving does not help', async () => {
    await start(() => ({ status: 502, body: 'Bad gateway' }));
    await expect(read()).rejects.toThrow(NetworkUnavailable);
    expect(asked(COMMISSIONS).map(widthOf).at(-1)).toBe(7.5);
    expect(asked(COMMISSIONS)).toHaveLength(12);
  });

  it('is halved when it has more commissions than fit into memory', async () => {
    await start(({ url }) => {
      if (url.pathname === HISTORY) return list([sale('HP0-0')]);
      if (widthOf(url) < 20) return list([commission('HP0-0', 2)]);
      const page = Number(url.searchParams.get('page_token') ?? 0);
      const items = Array.from({ length: 500 }, (_, index) => commission(`HP${page}-${index}`, 1));
      return list(items, String(page + 1));
    });
    expect(await salesRead()).toMatchObject([{ externalOrderId: 'HP0-0', commission: '2.00' }]);
    expect(asked(HISTORY).map(widthOf)).toEqual([15, 15]);
    expect(asked(COMMISSIONS)).toHaveLength(41 + 2);
  });
});

describe('a limit that is reached', () => {
  it('is waited for as long as RateLimit-Reset says', async () => {
    let isSpent = true;
    await start(() => {
      const answer = isSpent ? { status: 429, headers: { 'RateLimit-Reset': '7' } } : NOTHING;
      isSpent = false;
      return answer;
    });
    await read();
    expect(Math.max(...network.waits)).toBe(7000);
  });

  it('that lasts longer ends the run and tells when to come back', async () => {
    await start(() => ({ status: 429, headers: { 'RateLimit-Reset': '600' } }));
    const error = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).retryAt).toEqual(new Date(WINDOW.to.getTime() + 600_000));
  });
});

describe('the check of a credential', () => {
  const check = (changes: Record<string, string> = {}) =>
    network.gateway.validateCredentials({ ...CREDENTIALS, ...changes });

  it('asks for one sale of the last day, with pasted line breaks taken off', async () => {
    await start(() => ({ status: 200, body: { items: [], page_info: { total_results: 31 } } }));
    expect(await check({ clientSecret: ' secret-1111-\nexample ' })).toEqual({
      summary: 'Connected as affiliate: 31 orders in the last 24 hours.',
      accountIdentity: 'production:client-0000-example:AFFILIATE',
      suggestedLabel: null,
    });
    const [url] = asked(HISTORY);
    expect(Object.fromEntries(url?.searchParams ?? [])).toMatchObject({
      max_results: '1',
      start_date: String(WINDOW.to.getTime() - DAY_MS),
    });
  });

  it('tells a role of the same credential apart', async () => {
    await start(() => NOTHING);
    const [affiliate, producer] = [await check(), await check({ role: 'PRODUCER' })];
    expect(producer.accountIdentity).not.toBe(affiliate.accountIdentity);
    expect(producer.summary).toBe('Connected as producer: the key reads sales.');
  });

  it('tells a missing permission from a refused token', async () => {
    await start(() => ({ status: 403, body: { error: 'unauthorized_client' } }));
    await expect(check()).rejects.toThrow(PermissionMissing);
    await network.stop();
    await start(() => ({ status: 401, body: { error: 'invalid_token' } }));
    await expect(check()).rejects.toThrow('production or sandbox');
  });

  it.each(['clientId', 'clientSecret'])('refuses to ask without %s', async (field) => {
    await start(() => NOTHING);
    await expect(check({ [field]: ' ' })).rejects.toThrow(CredentialsRejected);
    expect(network.requests).toEqual([]);
  });
});

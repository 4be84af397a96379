import { credential, hundredths, NOW, still } from '../../testing';
import { type RunningSimulator, startSimulator } from '../../start-simulator';
import { DAY } from '../../world/wall-clock';
import { STATUSES } from './statuses';

interface Sale {
  readonly purchase: {
    readonly transaction: string;
    readonly status: string;
    readonly order_date: number;
    readonly price: { readonly value: number; readonly currency_code: string };
  };
}
interface Commission {
  readonly transaction: string;
  readonly commissions: {
    readonly source: string;
    readonly commission: { readonly value: number; readonly currency_value: string };
  }[];
}
interface Listing<Item> {
  readonly items: Item[];
  readonly page_info: { readonly total_results: number; readonly next_page_token?: string };
}

let simulator: RunningSimulator;
let token: string;

async function grant(url: string, secret = credential('hotmart', 'clientSecret')): Promise<Response> {
  const basic = Buffer.from(`${credential('hotmart', 'clientId')}:${secret}`).toString('base64');
  return fetch(`${url}/hotmart/security/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
  });
}

async function tokenOf(url: string): Promise<string> {
  return ((await (await grant(url)).json()) as { access_token: string }).access_token;
}

async function get(path: string, query: URLSearchParams): Promise<Response> {
  return fetch(`${simulator.url}/hotmart/payments/api/v1/sales/${path}?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

function everything(): URLSearchParams {
  const query = new URLSearchParams({
    start_date: String(NOW - 250 * DAY),
    end_date: String(NOW),
    max_results: '9999',
  });
  for (const status of STATUSES) query.append('transaction_status', status);
  return query;
}

async function all<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  const query = everything();
  for (;;) {
    const { items: page, page_info: info } = (await (await get(path, query)).json()) as Listing<Item>;
    expect(page.length).toBeLessThanOrEqual(500);
    items.push(...page);
    if (info.next_page_token === undefined) {
      expect(items).toHaveLength(info.total_results);
      return items;
    }
    query.set('page_token', info.next_page_token);
  }
}

beforeAll(async () => {
  simulator = await still();
  token = await tokenOf(simulator.url);
});
afterAll(() => simulator.stop());

describe('Hotmart', () => {
  it('pages through everything, and history joined with commissions is the truth', async () => {
    const sales = await all<Sale>('history');
    const commissions = await all<Commission>('commissions');
    const own = new Map(
      commissions.map((row) => [
        row.transaction,
        row.commissions.find(({ source }) => source === 'AFFILIATE'),
      ]),
    );
    const { totals } = simulator.groundTruth('hotmart');
    expect(Object.keys(totals)).toEqual(['BRL', 'EUR', 'USD']);
    for (const [currency, { earned, reversed }] of Object.entries(totals)) {
      const sum = (statuses: string[]): number =>
        sales
          .filter(({ purchase }) => statuses.includes(purchase.status))
          .map(({ purchase }) => own.get(purchase.transaction)?.commission)
          .filter((commission) => commission?.currency_value === currency)
          .reduce((total, commission) => total + hundredths(commission?.value ?? 0), 0);
      expect(sum(['APPROVED', 'COMPLETE', 'REFUNDED', 'CHARGEBACK'])).toBe(hundredths(earned));
      expect(sum(['REFUNDED', 'CHARGEBACK'])).toBe(hundredths(reversed));
    }
    const foreign = sales.filter(({ purchase }) => purchase.price.currency_code === 'MXN');
    const paid = foreign.flatMap(({ purchase }) => own.get(purchase.transaction) ?? []);
    expect(new Set(paid.map(({ commission }) => commission.currency_value))).toEqual(new Set(['USD']));
  });

  it('lists only approved and complete sales unless statuses are named', async () => {
    const usual = new URLSearchParams({
      start_date: String(NOW - 45 * DAY),
      end_date: String(NOW),
      max_results: '500',
    });
    const { items } = (await (await get('history', usual)).json()) as Listing<Sale>;
    expect(new Set(items.map(({ purchase }) => purchase.status))).toEqual(new Set(['APPROVED', 'COMPLETE']));
    const statuses = new Set((await all<Sale>('history')).map(({ purchase }) => purchase.status));
    for (const status of ['REFUNDED', 'CHARGEBACK', 'EXPIRED', 'CANCELLED', 'PRINTED_BILLET'])
      expect(statuses).toContain(status);
  });

  it('fails the whole call for one invalid status, a ten-digit date or a foreign page token', async () => {
    const wrong = everything();
    wrong.append('transaction_status', 'BILLET_PRINTED');
    const refused = await get('history', wrong);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: 'invalid_parameter' });
    expect((await get('history', new URLSearchParams({ start_date: '1792657620' }))).status).toBe(400);
    expect((await get('history', new URLSearchParams({ page_token: 'zzz' }))).status).toBe(400);
    expect((await get('price/details', everything())).status).toBe(400);
  });

  it('sums up commissions by currency, and reports its limit', async () => {
    const limited = await startSimulator({ now: () => NOW });
    const bearer = await tokenOf(limited.url);
    const response = await fetch(`${limited.url}/hotmart/payments/api/v1/sales/summary`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    await limited.stop();
    expect(response.headers.get('ratelimit-limit')).toBe('500');
    expect(response.headers.get('ratelimit-remaining')).toBe('499');
    const { items } = (await (await get('summary', everything())).json()) as Listing<{
      total_value: { currency_code: string };
    }>;
    expect(items.map((item) => item.total_value.currency_code).toSorted()).toEqual(['BRL', 'EUR', 'USD']);
  });

  it('sums up one day in the statuses it is asked for', async () => {
    const from = Date.UTC(2026, 8, 10);
    const statuses = ['APPROVED', 'COMPLETE', 'REFUNDED', 'CHARGEBACK'];
    const query = new URLSearchParams({ start_date: String(from), end_date: String(from + DAY - 1) });
    for (const status of statuses) query.append('transaction_status', status);
    const { items } = (await (await get('summary', query)).json()) as Listing<{
      total_items: number;
      total_value: { value: number; currency_code: string };
    }>;
    const day = new Date(from).toISOString().slice(0, 10);
    const sales = simulator
      .groundTruth('hotmart')
      .sales.filter(({ saleDate, state }) => saleDate.startsWith(day) && state === 'completed');
    expect(items.length).toBeGreaterThan(0);
    expect(items.reduce((sum, item) => sum + item.total_items, 0)).toBe(sales.length);
    for (const { total_value: total } of items) {
      const own = sales.filter(({ commissionCurrency }) => commissionCurrency === total.currency_code);
      const cents = own.reduce((sum, { commission }) => sum + hundredths(commission ?? 0), 0);
      expect(hundredths(total.value)).toBe(cents);
    }
  });

  it('grants tokens to the right client, and refuses an expired one by name', async () => {
    expect((await grant(simulator.url, 'wrong')).status).toBe(401);
    let now = NOW;
    const short = await startSimulator({ now: () => now, tokenLifetimeSeconds: 60 });
    const granted = (await (await grant(short.url)).json()) as { access_token: string; expires_in: number };
    expect(granted.expires_in).toBe(60);
    const read = async (): Promise<Response> =>
      fetch(`${short.url}/hotmart/payments/api/v1/sales/history?max_results=1`, {
        headers: { authorization: `Bearer ${granted.access_token}` },
      });
    expect((await read()).status).toBe(200);
    now += 61_000;
    const expired = await read();
    expect([expired.status, await expired.json()]).toMatchObject([401, { error: 'token_expired' }]);
    await short.stop();
  });
});

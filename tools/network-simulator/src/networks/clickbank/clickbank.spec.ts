import { credential, hundredths, NOW, present, still } from '../../testing';
import { type RunningSimulator } from '../../start-simulator';

interface Line {
  readonly itemNo: string;
  readonly accountAmount: string;
  readonly customerAmount: string;
}
interface Order {
  readonly transactionTime: string;
  readonly receipt: string;
  readonly transactionType: string;
  readonly lineItemData: Line | Line[];
}

const KEY = credential('clickbank', 'apiKey');
let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await still();
});
afterAll(() => simulator.stop());

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${simulator.url}/clickbank/rest/1.3${path}`, {
    headers: { authorization: KEY, accept: 'application/json', ...headers },
  });
}

function listed(body: unknown): Order[] {
  const { orderData } = body as { orderData: Order | Order[] };
  return Array.isArray(orderData) ? orderData : [orderData];
}

async function all(start: string, end: string): Promise<{ orders: Order[]; statuses: number[] }> {
  const orders: Order[] = [];
  const statuses: number[] = [];
  for (let page = 1; ; page += 1) {
    const response = await get(`/orders2/list?startDate=${start}&endDate=${end}`, { page: String(page) });
    statuses.push(response.status);
    orders.push(...listed(await response.json()));
    if (response.status !== 206) return { orders, statuses };
  }
}

/** What a reader adds up: lines of sales and rebills, lines of refunds and chargebacks, without tests. */
function sumsOf(orders: Order[]): object {
  const lines = (types: string[]): Line[] =>
    orders.filter((each) => types.includes(each.transactionType)).flatMap((each) => each.lineItemData);
  const sum = (chosen: Line[]): string =>
    (chosen.reduce((total, each) => total + Math.abs(hundredths(each.accountAmount)), 0) / 100).toFixed(2);
  const [sold, back] = [lines(['SALE', 'BILL']), lines(['RFND', 'CGBK'])];
  return { earned: sum(sold), reversed: sum(back), sales: sold.length, reversals: back.length };
}

describe('ClickBank', () => {
  it('says 206 while there are more pages and 200 on the last, and the pages are the truth', async () => {
    const { orders, statuses } = await all('2026-03-31', '2026-10-20');
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.slice(0, -1).every((status) => status === 206)).toBe(true);
    expect(statuses.at(-1)).toBe(200);

    const { totals, sales, reversals } = simulator.groundTruth('clickbank');
    expect(totals).toEqual({
      USD: {
        ...sumsOf(orders),
        pending: '0.00',
        pendingSales: 0,
      },
    });
    expect([sales.length, reversals.length]).toEqual([totals.USD?.sales, totals.USD?.reversals]);
    const keys = sales.map(({ orderKey }) => JSON.stringify(orderKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reverses under the receipt of the sale, in parts too, with tests and both signs among the rows', async () => {
    const { orders } = await all('2026-03-31', '2026-10-20');
    const sold = new Set(
      orders
        .filter(({ transactionType }) => ['SALE', 'BILL'].includes(transactionType))
        .map(({ receipt }) => receipt),
    );
    const refunds = orders.filter(({ transactionType }) => transactionType === 'RFND');
    expect(refunds.every(({ receipt }) => sold.has(receipt))).toBe(true);
    const perReceipt = Map.groupBy(refunds, ({ receipt }) => receipt);
    expect([...perReceipt.values()].some((rows) => rows.length === 2)).toBe(true);
    const types = new Set(orders.map(({ transactionType }) => transactionType));
    expect(types).toEqual(new Set(['SALE', 'BILL', 'RFND', 'CGBK', 'TEST_SALE']));
    const signs = new Set(
      refunds.map(({ lineItemData }) => Math.sign(Number([lineItemData].flat()[0]?.accountAmount))),
    );
    expect(signs).toEqual(new Set([1, -1]));
  });

  it('writes every scalar as text, Pacific time with offset, the misspelled field, and nil as an object', async () => {
    const order = present(
      listed(await (await get('/orders2/list?startDate=2026-10-01&endDate=2026-10-19')).json())[0],
    );
    expect(order.transactionTime).toMatch(/^2026-10-\d\dT\d\d:\d\d:\d\d-07:00$/);
    expect(order.receipt).toMatch(/^[0-9A-Z]{8}$/);
    expect(order).toMatchObject({ role: 'AFFILIATE', affiliate: 'northbank', state: { '@nil': 'true' } });
    expect(order).toHaveProperty('paytmentMethod');
    expect(order).not.toHaveProperty('paymentMethod');
  });

  it('sends one row bare, none as null, and a single line bare', async () => {
    const { orders } = await all('2026-03-31', '2026-10-20');
    const chargeback = present(orders.find(({ transactionType }) => transactionType === 'CGBK'));
    const day = chargeback.transactionTime.slice(0, 10);
    const alone = await get(`/orders2/list?type=CGBK&startDate=${day}&endDate=${day}`);
    const { orderData } = (await alone.json()) as { orderData: Order };
    expect(orderData.receipt).toBe(chargeback.receipt);
    for (const query of ['type=CANCEL-REBILL', 'role=VENDOR', 'affiliate=nobody%25']) {
      const none = await get(`/orders2/list?startDate=2026-10-01&endDate=2026-10-02&${query}`);
      expect([none.status, await none.text()]).toEqual([200, 'null']);
    }
    expect(orders.some(({ lineItemData }) => Array.isArray(lineItemData))).toBe(true);
    expect(orders.some(({ lineItemData }) => !Array.isArray(lineItemData))).toBe(true);
  });

  it('selects inclusive Pacific days, and yesterday to today when no days are given', async () => {
    const { orders } = await all('2026-10-18', '2026-10-18');
    expect(orders.length).toBeGreaterThan(0);
    expect(orders.every(({ transactionTime }) => transactionTime.startsWith('2026-10-18'))).toBe(true);
    const usual = listed(await (await get('/orders2/list')).json());
    expect(usual.every(({ transactionTime }) => transactionTime >= '2026-10-19')).toBe(true);
    expect(usual.every(({ transactionTime }) => Date.parse(transactionTime) <= NOW)).toBe(true);
    const day = 'startDate=2026-10-18&endDate=2026-10-18';
    const count = await get(`/orders2/count?${day}`);
    expect(Number(await count.text())).toBe(orders.length);
    for (const type of ['SALE', 'BILL', 'RFND', 'CGBK', 'TEST_SALE', 'NONE']) {
      const own = orders.filter(({ transactionType }) => transactionType === type);
      expect(await (await get(`/orders2/count?${day}&type=${type}`)).text()).toBe(String(own.length));
    }
  });

  it('names the nickname of the key, and refuses in plain text', async () => {
    expect(await (await get('/quickstats/accounts')).json()).toEqual({
      accountData: { nickName: 'northbank' },
    });
    expect((await get('/quickstats/accounts', { authorization: `DEV-0123456789:${KEY}` })).status).toBe(200);
    for (const authorization of [`Bearer ${KEY}`, 'API-WRONG', '']) {
      const refused = await get('/orders2/list', { authorization });
      expect([refused.status, refused.headers.get('content-type')]).toEqual([
        403,
        'text/plain; charset=utf-8',
      ]);
    }
    expect((await get('/orders2/list?account=northbank')).status).toBe(400);
    expect((await get('/orders2/list?startDate=2026-10-01')).status).toBe(400);
  });
});

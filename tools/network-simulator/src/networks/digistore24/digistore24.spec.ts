import { credential, hundredths, present, still } from '../../testing';
import { type RunningSimulator } from '../../start-simulator';
import { pointOfTime } from './points-of-time';

interface Row {
  readonly transaction_id: string;
  readonly purchase_id: string;
  readonly transaction_type: string;
  readonly transaction_amount: string;
  readonly amount: string;
  readonly earned_amount: string;
  readonly currency: string;
  readonly created_at: string;
  readonly pay_method: string;
}
interface Listing {
  readonly page_count: number;
  readonly summary: {
    readonly count: number;
    readonly amounts: Record<string, { readonly earned_amount: number }>;
  };
  readonly transaction_list: Row[];
}

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await still();
});
afterAll(() => simulator.stop());

async function call(
  name: string,
  fields: Record<string, string> = {},
  key = credential('digistore24', 'apiKey'),
) {
  return fetch(`${simulator.url}/digistore24/api/call/${name}/format/json`, {
    method: 'POST',
    headers: { 'x-ds-api-key': key },
    body: new URLSearchParams(fields),
  });
}

async function listing(fields: Record<string, string>): Promise<Listing> {
  const { result, data } = (await (await call('listTransactions', fields)).json()) as {
    result: string;
    data: Listing;
  };
  expect(result).toBe('success');
  return data;
}

async function all(): Promise<Row[]> {
  const window = { from: 'start', to: '2026-10-20T14:00:00+02:00', page_size: '200' };
  const first = await listing(window);
  const rows = [...first.transaction_list];
  for (let page = 2; page <= first.page_count; page += 1) {
    rows.push(...(await listing({ ...window, page_no: String(page) })).transaction_list);
  }
  expect(rows).toHaveLength(first.summary.count);
  return rows;
}

describe('Digistore24', () => {
  it('pages through everything, and the pages are the truth and the summary', async () => {
    const rows = await all();
    expect(new Set(rows.map(({ transaction_id }) => transaction_id)).size).toBe(rows.length);
    const { totals } = simulator.groundTruth('digistore24');
    const { summary } = await listing({ from: 'start', page_size: '1' });
    for (const [currency, { earned, reversed }] of Object.entries(totals)) {
      const own = rows.filter((row) => row.currency === currency);
      const sum = (chosen: Row[]): number =>
        chosen.reduce((total, row) => total + hundredths(row.earned_amount), 0);
      const real = own.filter(({ pay_method }) => pay_method !== 'test');
      expect(sum(real.filter(({ transaction_type }) => transaction_type === 'payment'))).toBe(
        hundredths(earned),
      );
      const back = real.filter(({ transaction_type }) => ['refund', 'chargeback'].includes(transaction_type));
      expect(sum(back)).toBe(-hundredths(reversed));
      expect(sum(own)).toBe(hundredths(summary.amounts[currency]?.earned_amount ?? 0));
    }
    expect(Object.keys(totals)).toEqual(['CHF', 'EUR', 'GBP', 'USD']);
  });

  it('sums up the types and the day it is asked for, whatever the page', async () => {
    const day = { from: '2026-10-12T00:00:00+02:00', to: '2026-10-12T23:59:59+02:00' };
    const rows = (await all()).filter(({ created_at }) => created_at.startsWith('2026-10-12'));
    for (const types of ['payment', 'refund,chargeback', 'refund_request']) {
      const own = rows.filter(({ transaction_type }) => types.split(',').includes(transaction_type));
      const page = { ...day, 'search[transaction_type]': types, page_size: '1' };
      const { summary } = await listing(page);
      expect(summary.count).toBe(own.length);
      for (const [currency, { earned_amount }] of Object.entries(summary.amounts)) {
        const amounts = own
          .filter((row) => row.currency === currency)
          .map((row) => hundredths(row.earned_amount));
        expect(hundredths(earned_amount)).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
      }
    }
    expect(rows.length).toBeGreaterThan(0);
  });

  it('signs what moved and leaves the amount of the order alone; a request moves nothing', async () => {
    const rows = await all();
    const refund = present(rows.find(({ transaction_type }) => transaction_type === 'refund'));
    expect(Number(refund.transaction_amount)).toBeLessThan(0);
    expect(Number(refund.amount)).toBeGreaterThan(0);
    expect(
      rows.some(
        (row) =>
          row.transaction_type === 'refund' && hundredths(row.transaction_amount) !== -hundredths(row.amount),
      ),
    ).toBe(true);
    const requests = rows.filter(({ transaction_type }) => transaction_type === 'refund_request');
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.every(({ transaction_amount }) => transaction_amount === '0.00')).toBe(true);
    expect(rows.some(({ pay_method }) => pay_method === 'test')).toBe(true);
    expect(refund.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('reads points of time in all documented forms', () => {
    const setting = { now: Date.UTC(2026, 5, 15, 12), start: 5 };
    expect(pointOfTime('start', setting)).toBe(5);
    expect(pointOfTime('-24h', setting)).toBe(Date.UTC(2026, 5, 14, 12));
    expect(pointOfTime('2026-06-15 10:00:00', setting)).toBe(Date.UTC(2026, 5, 15, 8));
    expect(pointOfTime('2026-06-15T10:00:00-05:00', setting)).toBe(Date.UTC(2026, 5, 15, 15));
    expect(pointOfTime('yesterday', setting)).toBeNull();
  });

  it('answers a bad key with 200 and code 2, and a bad type with 400', async () => {
    const refused = await call('getUserInfo', { language: 'en' }, '1-wrong');
    expect(refused.status).toBe(200);
    expect(await refused.json()).toMatchObject({
      result: 'error',
      code: 2,
      message: 'The API key is invalid.',
    });
    expect((await call('listTransactions', { 'search[transaction_type]': 'sale' })).status).toBe(400);
    const user = await (await call('getUserInfo')).json();
    expect(user).toMatchObject({ data: { user_name: 'nordlicht', granted_roles: 'affiliate' } });
    expect(await (await call('ping')).json()).toMatchObject({ data: { server_time: '2026-10-20 14:00:00' } });
  });
});

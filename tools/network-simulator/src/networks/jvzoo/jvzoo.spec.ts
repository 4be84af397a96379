import { credential, hundredths, NOW, still } from '../../testing';
import { type RunningSimulator } from '../../start-simulator';
import { DAY } from '../../world/wall-clock';

interface Row {
  readonly transaction_id: string;
  readonly date: string;
  readonly status: string;
  readonly affiliate_commission: string;
}
interface Answer {
  readonly meta: {
    readonly status: { readonly http_status_code?: number; readonly code?: number };
    readonly results_count?: number;
    readonly total_count?: number;
    readonly pagination?: { readonly has_more: boolean };
  };
  readonly results: Row[];
}

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await still();
});
afterAll(() => simulator.stop());

async function get(
  path: string,
  key = credential('jvzoo', 'apiKey'),
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${simulator.url}/jvzoo${path}`, {
    headers: { authorization: `Basic ${Buffer.from(`${key}:x`).toString('base64')}` },
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

async function walk(): Promise<Row[]> {
  const rows: Row[] = [];
  for (let paykey = ''; ; paykey = `/${rows.at(-1)?.transaction_id ?? ''}`) {
    const { answer } = await get(`/v2.0/latest-affiliates-transactions${paykey}`);
    expect(answer.meta).toEqual({ status: { http_status_code: 200 }, results_count: answer.results.length });
    rows.push(...answer.results);
    if (answer.results.length < 100) return rows;
  }
}

describe('JVZoo', () => {
  it('walks from paykey to paykey through 90 days, and they are the reachable truth', async () => {
    const rows = await walk();
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map(({ transaction_id }) => transaction_id)).size).toBe(rows.length);
    expect(rows.every(({ date }) => Date.parse(date) > NOW - 90 * DAY)).toBe(true);
    const { reachableTotals, reachableFrom, sales } = simulator.groundTruth('jvzoo');
    expect(reachableFrom).toBe(new Date(NOW - 90 * DAY).toISOString());
    const sum = (statuses: string[]): number =>
      rows
        .filter(({ status }) => statuses.includes(status))
        .reduce((total, row) => total + hundredths(row.affiliate_commission), 0);
    expect(sum(['COMPLETED', 'REFUNDED', 'CHARGEBACK'])).toBe(hundredths(reachableTotals.USD?.earned ?? 0));
    expect(sum(['REFUNDED', 'CHARGEBACK'])).toBe(hundredths(reachableTotals.USD?.reversed ?? 0));
    expect(sum(['PENDING'])).toBe(hundredths(reachableTotals.USD?.pending ?? 0));
    expect(sales.length).toBeGreaterThan(rows.length);
  });

  it('changes the row of a refunded sale in place', () => {
    const { reversals, sales } = simulator.groundTruth('jvzoo');
    const later = reversals.map(({ orderKey }) => orderKey.transactionId);
    const earlier = simulator.groundTruth('jvzoo', undefined, new Date(NOW - 30 * DAY)).sales;
    const flipped = earlier.filter(({ orderKey }) => later.includes(orderKey.transactionId));
    expect(flipped.length).toBeGreaterThan(0);
    const keys = new Set(sales.map(({ orderKey }) => orderKey.transactionId));
    expect(flipped.every(({ orderKey }) => keys.has(orderKey.transactionId))).toBe(true);
    expect(reversals.every(({ at }) => at === null)).toBe(true);
  });

  it('rejects a paykey it never gave and a key it does not know', async () => {
    expect((await get('/v2.0/latest-affiliates-transactions/AP-00000000000000000')).status).toBe(400);
    expect((await get('/v2.0/latest-affiliates-transactions', 'f'.repeat(64))).status).toBe(401);
    const { status, answer } = await get(
      '/v3.0/transactions?start_date=2026-10-01&end_date=2026-10-02',
      'f'.repeat(64),
    );
    expect(status).toBe(200);
    expect(answer.meta.status.code).toBeGreaterThanOrEqual(4000);
  });

  it('pages v3.0 by index, end day outside, 50 rows a page', async () => {
    const rows: Row[] = [];
    for (let page = 0; ; page += 1) {
      const { answer } = await get(
        `/v3.0/transactions?start_date=2026-10-01&end_date=2026-10-15&page_index=${page}`,
      );
      rows.push(...answer.results);
      if (answer.meta.pagination?.has_more !== true) {
        expect(answer.meta.total_count).toBe(rows.length);
        break;
      }
      expect(answer.results).toHaveLength(50);
    }
    const { sales } = simulator.groundTruth('jvzoo');
    const inWindow = sales.filter(({ saleDate }) => saleDate >= '2026-10-01' && saleDate < '2026-10-15');
    expect(rows).toHaveLength(inWindow.length);
  });
});

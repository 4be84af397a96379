import { credential, hundredths, still } from '../../testing';
import { type RunningSimulator } from '../../start-simulator';

type Row = Record<string, string>;
interface Answer {
  readonly data?: Row[];
  readonly next_page?: number;
  readonly result?: number;
  readonly result_str?: string;
}

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await still();
});
afterAll(() => simulator.stop());

const SIDES = {
  buygoods: { path: '/buygoods/affiliates/v1', id: 'accountId' },
  maxweb: { path: '/maxweb/affiliates/v2', id: 'affiliateId' },
} as const;

async function get(
  network: keyof typeof SIDES,
  report: string,
  query: Record<string, string>,
): Promise<Answer> {
  const parameters = new URLSearchParams({
    a: credential(network, SIDES[network].id),
    token: credential(network, 'apiToken'),
    response_type: 'json',
    ...query,
  });
  const response = await fetch(`${simulator.url}${SIDES[network].path}/${report}?${parameters.toString()}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

async function all(
  network: keyof typeof SIDES,
  report: string,
  days: Record<string, string>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let page: string | null = '1';
  while (page !== null) {
    const answer = await get(network, report, { ...days, next_page: page });
    expect(answer.data?.length).toBeLessThanOrEqual(50);
    rows.push(...(answer.data ?? []));
    page = answer.next_page === undefined ? null : String(answer.next_page);
  }
  return rows;
}

const EVER = { date_from: '2026-03-31', date_to: '2026-10-20' };

describe.each(['buygoods', 'maxweb'] as const)('%s', (network) => {
  it('pages through all commissions, and they are the truth', async () => {
    const rows = await all(network, 'commissions', EVER);
    const sum = (field: string): number =>
      rows.reduce((total, row) => total + hundredths(row[field] ?? 'x'), 0);
    const { totals, sales, reversals } = simulator.groundTruth(network);
    expect(sum('aff_commission')).toBe(hundredths(totals.USD?.earned ?? 0));
    expect(sum('commission_voided')).toBe(hundredths(totals.USD?.reversed ?? 0));
    expect(rows).toHaveLength(sales.length);
    expect(new Set(rows.map((row) => row.order_id_global)).size).toBe(rows.length);
    expect(reversals.filter(({ kind }) => kind === 'void').length).toBeGreaterThan(0);
    expect(sales.every(({ amount }) => amount === null)).toBe(true);
  });

  it('keeps the commission of a refund unless it is voided', async () => {
    const rows = await all(network, 'commissions', EVER);
    const refunded = rows.filter((row) => row.was_refunded === '1');
    expect(refunded.some((row) => row.commission_voided === '0.00')).toBe(true);
    expect(refunded.some((row) => row.commission_voided === row.aff_commission)).toBe(true);
    expect(refunded.every((row) => row.action_type === 'refund' && row.refund_amount === '')).toBe(true);
    const calm = rows.find((row) => row.action_type === 'neworder');
    expect(calm?.date_refunded).toBe('0000-00-00 00:00:00');
    expect(calm?.rr_createdate).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('adds the same up by day', async () => {
    const rows = await all(network, 'commissions', { date_from: '2026-09-01', date_to: '2026-10-10' });
    const days = await all(network, 'byday', { date_from: '2026-09-01', date_to: '2026-10-10' });
    const byDay = (field: string): number =>
      days.reduce((sum, day) => sum + hundredths(day[field] ?? 'x'), 0);
    expect(byDay('gross_commissions')).toBe(
      rows.reduce((sum, row) => sum + hundredths(row.aff_commission ?? 'x'), 0),
    );
    expect(byDay('net_commissions')).toBe(byDay('gross_commissions') - byDay('voided_commissions'));
    expect(days.reduce((sum, day) => sum + Number(day.conversions_count), 0)).toBe(rows.length);
  });

  it('refuses with 200 and result 0', async () => {
    expect(await get(network, 'byday', { ...EVER, token: 'wrong' })).toEqual({
      result: 0,
      result_str: 'Invalid token',
    });
    expect((await get(network, 'byday', { date_from: 'soon' })).result).toBe(0);
  });
});

it('tells the vendor the gross of the same orders', async () => {
  const parameters = new URLSearchParams({
    account_id: credential('buygoods', 'accountId'),
    token: credential('buygoods', 'apiToken'),
    date_from: '2026-10-01',
    date_to: '2026-10-02',
    page: '1',
  });
  const response = await fetch(`${simulator.url}/buygoods/vendor/orders?${parameters.toString()}`);
  const { data = [] } = (await response.json()) as Answer;
  expect(data.length).toBeGreaterThan(0);
  for (const row of data) {
    expect(hundredths(row.total_clean ?? 'x')).toBeGreaterThan(hundredths(row.aff_commission ?? 'x'));
    expect(Object.values(row).every((value) => typeof value === 'string')).toBe(true);
  }
});

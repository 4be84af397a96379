import type {
  ChangesPage,
  ChangesSummary,
  Dashboard,
  SaleHistoryView,
  SalesPage,
} from '@tributary/api-contract';
import { currency, networkId } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { SaleRepository, SyncRunRepository, type SalePage } from '@tributary/ports';
import { newPage } from '@tributary/ports/testing';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const MINUTE = 60_000;
const EUR = currency('EUR');
/** What networks and files call orders. */
const ODD = 'A/1 ?#%25\tÄ"\\+&=🧾 .';

describe('what moved, over HTTP', () => {
  let bff: InProcessBff;
  let token: string;
  let accountId: string;

  beforeEach(async () => {
    bff = await InProcessBff.start();
    ({ token } = await bff.signIn('viewer'));
    accountId = await bff.connect();
  });
  afterEach(() => bff.close());

  const port = <T>(of: abstract new () => T): T =>
    bff.providers.find(({ provide }) => provide === of)?.useValue as T;
  /** Stores a page, and lets a minute pass. */
  const store = async (page: Partial<SalePage>) => {
    const account = { agencyId: AGENCY.id, accountId, network: networkId('clickbank') };
    const whole = await newPage({ runs: port(SyncRunRepository) }, account, page);
    await port(SaleRepository).storePage(whole);
    bff.clock.advance(MINUTE);
  };
  const sale = (externalOrderId: string, overrides = {}) =>
    aSale({ externalOrderId, commissionCurrency: EUR, ...overrides });
  const refund = (linkKey: string) =>
    aReversal({ externalReversalId: linkKey, linkKey, commissionCurrency: EUR });
  const get = async <T>(path: string, as = token): Promise<T> => {
    const answer = await bff.call('GET', path, { token: as });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const problem = async (method: string, path: string, body?: unknown) => {
    const answer = await bff.call(method, path, { token, ...(body !== undefined && { body }) });
    const { detail, errors } = (await answer.json()) as {
      detail: string;
      errors?: readonly { field: string }[];
    };
    return { status: answer.status, detail, fields: errors?.map(({ field }) => field) };
  };

  it('sums up since the last look, which each member has alone', async () => {
    await store({ sales: [sale('1'), sale('2')] });
    await store({ reversals: [refund('1')], sales: [sale('2', { commission: '50' })] });
    const first = await get<ChangesSummary>('changes/summary');
    expect(first).toMatchObject({
      ...{ lastLookedAt: null, currency: 'EUR', sales: 2, effect: '-30', notConverted: [] },
      networks: [{ network: 'clickbank', sales: 2, effect: '-30' }],
    });
    const marked = await bff.call('POST', 'changes/looked', { token, body: { until: first.until } });
    expect([marked.status, await marked.text()]).toEqual([204, '']);
    const second = await get<ChangesSummary>('changes/summary');
    expect(second).toMatchObject({ sales: 0, effect: '0', networks: [] });
    expect(second.since).toBe(second.lastLookedAt);
    expect((await get<ChangesSummary>(`changes/summary?since=${first.since}`)).sales).toBe(2);
    const colleague = (await bff.signIn('viewer')).token;
    expect((await get<ChangesSummary>('changes/summary', colleague)).sales).toBe(2);
    const stranger = (await bff.signInElsewhere('owner')).token;
    expect((await get<ChangesSummary>('changes/summary', stranger)).sales).toBe(0);
  });

  it('lists each change once, page by page, with what was and what is', async () => {
    const ids = ['1', '2', '3'];
    await store({ sales: ids.map((id) => sale(id)) });
    await store({ sales: ids.map((id) => sale(id, { commission: '39' })) });
    const first = await get<ChangesPage>('changes?limit=2');
    expect(first.items).toMatchObject([
      {
        ...{ accountId, orderId: '3', network: 'clickbank', accountLabel: 'northbank', kind: 'commission' },
        ...{ before: { commission: '40.0000' }, after: { commission: '39.0000' } },
        ...{ effects: [{ currency: 'EUR', amount: '-1' }], run: { trigger: 'manual', tier: 'hot' } },
      },
      { orderId: '2' },
    ]);
    const last = await get<ChangesPage>(`changes?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([last.items.map(({ orderId }) => orderId), last.nextCursor]).toEqual([['1'], null]);
    const later = bff.clock.now().toISOString();
    expect((await get<ChangesPage>(`changes?since=${later}`)).items).toEqual([]);
    expect((await get<ChangesPage>(`changes?until=${later}`)).items).toHaveLength(3);
    expect((await get<ChangesPage>('changes?network=jvzoo')).items).toEqual([]);
  });

  it('tells the life of one sale, whatever its order is called', async () => {
    await store({ sales: [sale(ODD, { state: 'pending' })] });
    await store({ sales: [sale(ODD)] });
    const path = `sales/${accountId}/${encodeURIComponent(ODD)}/history`;
    const { entries } = await get<SaleHistoryView>(path);
    expect(entries.map(({ kind }) => kind)).toEqual(['first-seen', 'status']);
    expect(entries[1]).toMatchObject({ after: { status: 'completed', orderNumber: ODD } });
    const stranger = await bff.call('GET', path, { token: (await bff.signInElsewhere('owner')).token });
    expect(stranger.status).toBe(404);
  });

  it('shows sales and figures as of a past moment', async () => {
    await store({ sales: [sale('1')] });
    const asOf = bff.clock.now().toISOString();
    bff.clock.advance(MINUTE);
    await store({ reversals: [refund('1')], sales: [sale('2')] });
    const past = await get<SalesPage>(`sales?asOf=${asOf}`);
    expect(past.items).toMatchObject([{ orderId: '1', status: 'completed' }]);
    expect((await get<SalesPage>('sales')).items).toHaveLength(2);
    const dashboard = await get<Dashboard>(`dashboard?asOf=${asOf}`);
    expect(dashboard).toMatchObject({ generatedAt: asOf, recentSales: past.items });
    expect(dashboard.accounts).toMatchObject([{ nextSyncAt: null, progress: null }]);
    expect(dashboard.kpis.at(-1)).toMatchObject({ id: 'epc', value: null, details: { isNotKept: true } });
  });

  it.each([
    ['GET', 'dashboard?asOf=2999-01-01T00:00:00Z', 'asOf'],
    ['GET', 'sales?asOf=2999-01-01T00:00:00Z', 'asOf'],
    ['GET', 'sales?asOf=1999-01-01T00:00:00Z', 'asOf'],
    ['GET', 'dashboard?asOf=yesterday', 'asOf'],
    ['GET', 'dashboard?asOf=2026-11-14', 'asOf'],
    ['GET', 'changes?since=2026-11-14T09:00:00', 'since'],
    ['GET', 'changes?since=2026-02-31T09:00:00Z', 'since'],
    ['GET', 'changes?until=0001-01-01T00:00:00Z', 'until'],
    ['GET', 'changes?cursor=x', 'cursor'],
    ['GET', 'changes/summary?until=2026-11-14T09:00:00Z', 'until'],
    ['GET', 'sales/not-an-id/1/history', 'accountId'],
    ['GET', 'sales/0198c0de-0000-4000-8000-000000000099/a%00/history', 'orderId'],
    ['POST', 'changes/looked', 'until'],
  ])('refuses %s %s by the name of what is wrong', async (method, path, field) => {
    expect(await problem(method, path, method === 'POST' ? {} : undefined)).toMatchObject({
      status: 400,
      fields: [field],
    });
  });
});

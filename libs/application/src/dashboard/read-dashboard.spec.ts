import { addDays, calendarDay, type Figures } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { InMemoryFigures, InMemorySyncRunRepository, newPage } from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, HOTMART, MAXWEB, Office, TEAM } from '../testing/office';
import type { DashboardRequest } from './dashboard-rows';
import type { Kpi, KpiId } from './kpis';
import { ReadDashboard, type DashboardReport } from './read-dashboard';

const TODAY = calendarDay('2026-03-14');
const EVERYTHING: DashboardRequest = {
  days: 30,
  clock: 'sale-date',
  networks: [],
  accountIds: [],
  clientIds: [],
  asOf: null,
};

let office: Office;
let figures: InMemoryFigures;
beforeEach(async () => {
  office = await Office.open();
  figures = new InMemoryFigures();
});

const read = (request: Partial<DashboardRequest> = {}): Promise<DashboardReport> =>
  new ReadDashboard({ ...office.ports, figures }).run(TEAM, { ...EVERYTHING, ...request });

/** `daysAgo` as a day of the agency. */
const ago = (days: number) => addDays(TODAY, -days);

/** Sales of 10 commission and 25 gross each. */
function some(sales: number, overrides: Partial<Figures> = {}): Partial<Figures> {
  const gross = { gross: String(25 * sales), grossKnownSales: sales };
  return { sales, earned: String(10 * sales), ...gross, ...overrides };
}

async function kpi(id: KpiId): Promise<Kpi> {
  const found = (await read()).kpis.find((one) => one.id === id);
  if (!found) throw new Error(`There is no KPI ${id}`);
  return found;
}

describe('coverage', () => {
  it('is as of the oldest reading of what is up to date, and names what is late', async () => {
    await office.connectFresh({}, 10);
    await office.connectFresh({}, 40);
    const late = await office.connectFresh({}, 120);
    const waiting = await office.connect();
    await office.accounts.setPaused({ agencyId: AGENCY.id, accountId: await office.connectFresh() }, true);
    const { coverage, accounts } = await read();
    expect(coverage).toMatchObject({
      asOf: new Date('2026-03-14T11:20:00Z'),
      accounts: 4,
      accountsRead: 2,
    });
    expect(coverage.late.map(({ account, health }) => [account.id, health])).toEqual([
      [late, 'late'],
      [waiting, 'waiting'],
    ]);
    expect(accounts).toHaveLength(5);
  });

  it('has no reading before the first one', async () => {
    await office.connect();
    expect((await read()).coverage).toMatchObject({ asOf: null, accounts: 1, accountsRead: 0 });
  });

  it('tells how far the first reading of an account is', async () => {
    const accountId = await office.connect({ backfillFrom: new Date('2026-03-04T12:00:00Z') });
    office.storage.changeAccount({ agencyId: AGENCY.id, accountId }, (stored) => ({
      ...stored,
      account: {
        ...stored.account,
        history: { checkpoint: new Date('2026-03-07T00:00:00Z'), lastWarmAt: null, lastColdAt: null },
      },
    }));
    expect((await read()).accounts).toMatchObject([{ health: 'backfilling', progress: 0.25 }]);
  });

  it('covers the accounts of the filter only', async () => {
    const wanted = await office.connectFresh();
    await office.connectFresh({ network: HOTMART });
    expect((await read({ networks: [CLICKBANK] })).accounts).toHaveLength(1);
    const { accounts } = await read({ accountIds: [wanted] });
    expect(accounts.map(({ account }) => account.id)).toEqual([wanted]);
  });
});

describe('the spans', () => {
  it('are whole days of the agency up to now, each compared at the same time of day', async () => {
    const { period, comparison } = await read();
    expect([period.from, period.until]).toEqual([
      new Date('2026-02-12T23:00:00Z'),
      new Date('2026-03-14T12:00:00Z'),
    ]);
    expect([comparison.from, comparison.until]).toEqual([
      new Date('2026-01-13T23:00:00Z'),
      new Date('2026-02-12T12:00:00Z'),
    ]);
    const spans = figures.queries.map(({ from, until }) => `${from.toISOString()} ${until.toISOString()}`);
    expect(new Set(spans)).toEqual(
      new Set([
        '2026-02-12T23:00:00.000Z 2026-03-14T12:00:00.000Z',
        '2026-01-13T23:00:00.000Z 2026-02-12T12:00:00.000Z',
        // The 30 whole days of momentum end where today begins.
        '2026-02-11T23:00:00.000Z 2026-03-13T23:00:00.000Z',
        '2024-12-31T23:00:00.000Z 2026-03-14T12:00:00.000Z',
        '2024-12-31T23:00:00.000Z 2025-03-14T12:00:00.000Z',
      ]),
    );
  });

  it('carry the agency and the whole filter in every query', async () => {
    await read({ clock: 'event-date', networks: [HOTMART], accountIds: ['a'] });
    for (const query of figures.queries) {
      expect(query).toMatchObject({
        ...{ agencyId: AGENCY.id, zone: 'Europe/Berlin', reportingCurrency: 'EUR', statuses: [], asOf: null },
        ...{ clock: 'event-date', networks: [HOTMART], accounts: ['a'] },
      });
    }
  });
});

describe('the KPIs', () => {
  it('are seven, in order', async () => {
    expect((await read()).kpis.map(({ id }) => id)).toEqual([
      ...['earnings', 'revenue', 'sales', 'pending', 'refund-rate', 'momentum', 'epc'],
    ]);
  });

  it('Earnings: what was not reversed, with pending beside it, over all networks, exactly', async () => {
    figures.add(ago(0), CLICKBANK, { earned: '0.10', reversed: '0.30', pending: '7', pendingSales: 2 });
    figures.add(ago(29), HOTMART, { earned: '0.20' });
    figures.add(ago(30), CLICKBANK, { earned: '0.5' });
    expect(await kpi('earnings')).toMatchObject({
      ...{ unit: 'money', state: 'filled', value: '0', risingIs: 'good' },
      change: { kind: 'relative', value: '-1.0000' },
    });
    const { sparkline } = await kpi('earnings');
    expect([sparkline.length, sparkline[0], sparkline.at(-1)]).toEqual([30, '0.2', '-0.2']);
    expect(await kpi('pending')).toMatchObject({ value: '7', change: null, details: { pendingSales: 2 } });
  });

  it('a change against nothing is unknown', async () => {
    figures.add(ago(0), CLICKBANK, some(1));
    expect(await kpi('earnings')).toMatchObject({ value: '10', change: null });
    expect(await kpi('sales')).toMatchObject({ value: '1', unit: 'count', change: null });
  });

  it('Revenue: where gross is known, with its coverage', async () => {
    figures.add(ago(1), CLICKBANK, some(3, { refundedGross: '5' }));
    figures.add(ago(1), MAXWEB, { sales: 1, earned: '10' });
    expect(await kpi('revenue')).toMatchObject({
      ...{ state: 'filled', value: '70' },
      details: { grossCoverage: '0.7500', averageOrderValue: '25.0000' },
    });
    expect((await kpi('sales')).details).toEqual({
      averageCommission: '10.0000',
      averageOrderValue: '25.0000',
    });
  });

  it('Revenue: not reported where no network tells the gross, which is not zero', async () => {
    figures.add(ago(1), MAXWEB, { sales: 4, earned: '40' });
    expect(await kpi('revenue')).toMatchObject({
      ...{ state: 'not-reported', value: null, change: null, sparkline: [] },
      details: { grossCoverage: '0.0000' },
    });
  });

  it('Revenue: zero where nothing was sold', async () => {
    expect(await kpi('revenue')).toMatchObject({ state: 'filled', value: '0' });
  });

  it('Refund rate: of the sales of the period, compared in points; unknown without sales', async () => {
    expect(await kpi('refund-rate')).toMatchObject({ state: 'too-little-data', value: null, change: null });
    figures.add(ago(1), CLICKBANK, some(20, { reversedSales: 3, chargebackSales: 1 }));
    figures.add(ago(31), CLICKBANK, some(10, { reversedSales: 2 }));
    expect(await kpi('refund-rate')).toMatchObject({
      ...{ state: 'filled', value: '0.1500', risingIs: 'bad' },
      change: { kind: 'difference', value: '-0.05' },
      details: { chargebackRate: '0.0500' },
    });
  });

  it('Momentum: of whole days, so that the open day does not slow it', async () => {
    for (let day = 1; day <= 30; day += 1) figures.add(ago(day), CLICKBANK, some(day <= 7 ? 2 : 1));
    figures.add(ago(0), CLICKBANK, some(500));
    const { details, ...momentum } = await kpi('momentum');
    expect(momentum).toMatchObject({ state: 'filled', value: '0.6216' });
    expect(details).toEqual({ pace: 'accelerating', recentPerDay: '20.0000', baselinePerDay: '12.3333' });
    expect([momentum.sparkline.length, momentum.sparkline.at(-1)]).toEqual([30, '20']);
  });

  it('Momentum: too little data under 20 sales', async () => {
    figures.add(ago(1), CLICKBANK, some(19));
    expect(await kpi('momentum')).toMatchObject({
      ...{ state: 'too-little-data', value: null },
      details: { salesSeen: 19, salesNeeded: 20 },
    });
  });

  it('EPC: earnings of the networks that report visits, by their visits', async () => {
    await office.connectFresh({ network: MAXWEB });
    await office.connectFresh({ network: CLICKBANK });
    figures.add(ago(1), MAXWEB, some(4, { reversed: '10' })).addVisits(ago(1), MAXWEB, 60);
    figures.add(ago(1), CLICKBANK, some(100)).addVisits(ago(1), CLICKBANK, 1000);
    figures.add(ago(31), MAXWEB, some(4)).addVisits(ago(31), MAXWEB, 100);
    expect(await kpi('epc')).toMatchObject({
      ...{ state: 'filled', value: '0.5000', unit: 'money' },
      change: { kind: 'relative', value: '0.2500' },
      details: { networksReporting: 1, networks: 2 },
    });
  });

  it('EPC: not reported, never zero', async () => {
    await office.connectFresh({ network: CLICKBANK });
    figures.add(ago(1), CLICKBANK, some(100));
    expect(await kpi('epc')).toMatchObject({
      ...{ state: 'not-reported', value: null, change: null },
      details: { networksReporting: 0, networks: 1 },
    });
  });
});

describe('while an account reads its history', () => {
  beforeEach(async () => {
    await office.connectFresh({ network: CLICKBANK });
    const accountId = await office.connect({ network: MAXWEB });
    office.storage.changeAccount({ agencyId: AGENCY.id, accountId }, (stored) => ({
      ...stored,
      account: {
        ...stored.account,
        history: { checkpoint: new Date('2026-02-20T00:00:00Z'), lastWarmAt: null, lastColdAt: null },
      },
    }));
    figures.add(ago(1), CLICKBANK, some(8)).add(ago(31), CLICKBANK, some(4));
    figures.add(ago(31), MAXWEB, some(50)).addVisits(ago(1), MAXWEB, 900);
  });

  it('nothing it takes part in is compared: what is missing would look like a loss', async () => {
    const { kpis, share } = await read();
    expect(kpis.map(({ change }) => change)).toEqual(kpis.map(() => null));
    expect(share.map(({ network, change }) => [network, change])).toEqual([
      [CLICKBANK, '1.0000'],
      [MAXWEB, null],
    ]);
  });

  it('its clicks do not count before its sales do', async () => {
    expect(await kpi('epc')).toMatchObject({
      state: 'not-reported',
      details: { networksReporting: 0, networks: 2 },
    });
  });
});

describe('the trend', () => {
  it('has every day, beside the same day of the period before', async () => {
    figures.add(ago(29), CLICKBANK, some(2, { reversed: '50' })).add(ago(29), HOTMART, some(1));
    figures.add(ago(59), CLICKBANK, some(4));
    const { trend } = await read();
    expect(trend).toHaveLength(30);
    expect(trend[0]).toEqual({
      ...{ day: ago(29), earnings: '-20', sales: 3, previous: '40', notRead: [] },
      byNetwork: [
        { network: CLICKBANK, earnings: '-30' },
        { network: HOTMART, earnings: '10' },
      ],
    });
    expect(trend[1]).toMatchObject({ earnings: '0', sales: 0, previous: '0', byNetwork: [] });
    expect(trend.at(-1)?.day).toBe(TODAY);
  });

  it('shows from which day on an account was not read', async () => {
    await office.connectFresh({ label: 'good' });
    const broken = await office.connectFresh({ label: 'broken', network: HOTMART });
    await office.refuseSince(broken, '2026-03-10T22:59:00Z');
    const { trend } = await read();
    const gaps = trend.filter(({ notRead }) => notRead.length > 0);
    expect(gaps.map(({ day }) => day)).toEqual([ago(4), ago(3), ago(2), ago(1), ago(0)]);
    expect(gaps[0]?.notRead).toEqual([{ network: HOTMART, label: 'broken' }]);
  });

  it('shows an account that was never read as missing on every day', async () => {
    await office.connect({ label: 'new' });
    expect((await read()).trend.every(({ notRead }) => notRead.length === 1)).toBe(true);
  });
});

describe('the shares', () => {
  it('are of all Earnings, largest first, with connected networks that sold nothing', async () => {
    await office.connectFresh({ network: MAXWEB });
    figures.add(ago(1), CLICKBANK, some(1)).add(ago(2), HOTMART, some(2)).add(ago(3), HOTMART, some(1));
    figures.add(ago(31), HOTMART, some(6));
    expect((await read()).share).toEqual([
      { network: HOTMART, earnings: '30', share: '0.7500', change: '-0.5000', sales: 3 },
      { network: CLICKBANK, earnings: '10', share: '0.2500', change: null, sales: 1 },
      { network: MAXWEB, earnings: '0', share: '0.0000', change: null, sales: 0 },
    ]);
  });

  it('may be negative and above one beside a network that lost money', async () => {
    figures.add(ago(1), CLICKBANK, some(3)).add(ago(1), HOTMART, some(1, { reversed: '20' }));
    expect((await read()).share).toMatchObject([
      { network: CLICKBANK, share: '1.5000' },
      { network: HOTMART, earnings: '-10', share: '-0.5000' },
    ]);
  });

  it.each([
    ['nothing', '30', null],
    ['less than nothing', '40', null],
    ['something', '29', '10.0000'],
  ])('are none where %s was earned', async (_, reversed, share) => {
    figures.add(ago(1), CLICKBANK, some(1)).add(ago(1), HOTMART, some(2, { reversed }));
    expect((await read()).share.find(({ network }) => network === CLICKBANK)?.share).toBe(share);
  });
});

describe('the year', () => {
  it('has twelve months, each beside its month of last year', async () => {
    figures.add('2026-01-15', CLICKBANK, some(2, { reversed: '5' })).add('2026-01-20', HOTMART, some(1));
    figures.add('2026-03-14', CLICKBANK, some(1));
    figures.add('2025-01-31', CLICKBANK, some(4)).add('2025-12-01', CLICKBANK, some(9));
    const { year } = await read();
    expect(year.months).toHaveLength(12);
    expect(year.months[0]).toEqual({
      ...{ month: '2026-01-01', earned: '30', reversed: '5', net: '25' },
      ...{ previousYearNet: '40', isOpen: false },
    });
    expect(year.months[2]).toMatchObject({ net: '10', previousYearNet: null, isOpen: true });
    expect(year.months[11]).toMatchObject({ net: '0', previousYearNet: '90', isOpen: false });
  });

  it('compares up to the same day of last year', async () => {
    figures.add('2026-01-15', CLICKBANK, some(6));
    figures.add('2025-03-14', CLICKBANK, some(4)).add('2025-03-15', CLICKBANK, some(90));
    expect((await read()).year).toMatchObject({
      ...{ year: 2026, toDate: '60', previousToDate: '40', change: '0.5000' },
    });
  });

  it('has nothing to compare with in the first year', async () => {
    figures.add('2026-01-15', CLICKBANK, some(6));
    expect((await read()).year).toMatchObject({ toDate: '60', previousToDate: null, change: null });
  });
});

describe('beside the figures', () => {
  it('are the 20 newest sales of the filter, what was not converted, and the insights', async () => {
    const accountId = await office.connect();
    const runs = new InMemorySyncRunRepository(office.storage);
    const sales = Array.from({ length: 25 }, (_, index) =>
      aSale({ externalOrderId: `order-${index}`, saleDate: new Date(Date.UTC(2026, 1, index + 1)) }),
    );
    const account = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
    await office.sales.storePage(await newPage({ runs }, account, { sales }));
    figures.notConverted.push({ currency: 'XYZ' as never, sales: 1, earned: '3', reversed: '0' });
    const report = await read();
    expect(report.recentSales.map(({ id }) => id.externalOrderId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `order-${24 - index}`),
    );
    expect(report.notConverted).toEqual(figures.notConverted);
    expect(report.insights).toEqual([]);
    expect((await read({ networks: [HOTMART] })).recentSales).toEqual([]);
  });
});

import { addDays, calendarDay, type Figures, type Viewer } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { InMemoryFigures, newPage } from '@tributary/ports/testing';
import fc from 'fast-check';
import { AGENCY, CLICKBANK, MAXWEB, Office, TEAM } from '../testing/office';
import type { DashboardRequest } from './dashboard-rows';
import type { KpiId } from './kpis';
import { ReadDashboard, type DashboardReport } from './read-dashboard';

const TODAY = calendarDay('2026-03-14');
const REQUEST: DashboardRequest = {
  ...{ days: 30, clock: 'sale-date', networks: [], accountIds: [], clientIds: [], asOf: null },
};

const ago = (days: number) => addDays(TODAY, -days);

let office: Office;
let viewer: Viewer;
beforeEach(async () => {
  office = await Office.open();
  const accounts = [await office.connectFresh(), await office.connectFresh({ network: MAXWEB })];
  viewer = { ...TEAM, scope: accounts, figures: 'index' };
});

const read = (figures: InMemoryFigures, by = viewer): Promise<DashboardReport> =>
  new ReadDashboard({ ...office.ports, figures }).run(by, REQUEST);
const kpi = (report: DashboardReport, id: KpiId) => report.kpis.find((one) => one.id === id);

/** Sales of 10 commission and 25 gross each. */
function some(sales: number, overrides: Partial<Figures> = {}): Partial<Figures> {
  const gross = { gross: String(25 * sales), grossKnownSales: sales };
  return { sales, earned: String(10 * sales), ...gross, ...overrides };
}

function aMonthAndTheOneBefore(): InMemoryFigures {
  const figures = new InMemoryFigures();
  figures.add(ago(40), CLICKBANK, some(20)).add(ago(35), MAXWEB, some(20)).addVisits(ago(35), MAXWEB, 100);
  figures.add(
    ago(3),
    CLICKBANK,
    some(33, { reversed: '30', reversedSales: 4, pending: '100', pendingSales: 7 }),
  );
  figures.add(ago(0), MAXWEB, some(27)).addVisits(ago(0), MAXWEB, 90);
  return figures;
}

describe('the dashboard of who sees an index', () => {
  it('tells each figure against the comparison period, which is 100', async () => {
    const report = await read(aMonthAndTheOneBefore());
    expect(report.figures).toBe('index');
    expect(report.kpis.map(({ id, unit, value }) => [id, unit, value])).toEqual([
      ['earnings', 'index', '142.50'],
      ['revenue', 'index', '150.00'],
      ['sales', 'index', '150.00'],
      ['pending', 'index', '25.00'],
      ['refund-rate', 'ratio', '0.07'],
      ['momentum', 'ratio', '3.29'],
      ['epc', 'index', '150.00'],
    ]);
    expect(kpi(report, 'earnings')?.change).toEqual({ kind: 'relative', value: '0.43' });
  });

  it('draws days, networks and months against the same 100: parts add up to the whole', async () => {
    const { trend, share, year } = await read(aMonthAndTheOneBefore());
    const days = trend.map(({ earnings }) => Number(earnings));
    expect(days.reduce((sum, day) => sum + day, 0)).toBeCloseTo(142.5);
    expect(share.map((one) => [one.network, one.earnings, one.share, one.change])).toEqual([
      [CLICKBANK, '75.00', '0.53', '0.50'],
      [MAXWEB, '67.50', '0.47', '0.35'],
    ]);
    expect(trend.map(({ previous }) => previous).filter((value) => value !== '0.00')).toEqual([
      '50.00',
      '50.00',
    ]);
    expect(year.months[2]).toMatchObject({ earned: '150.00', reversed: '7.50', net: '142.50' });
  });

  it('tells no sale, no count of sales, no amount of one, and nothing in another currency', async () => {
    const [accountId = ''] = viewer.scope === 'all' ? [] : viewer.scope;
    const account = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
    await office.sales.storePage(await newPage(office, account, { sales: [aSale()] }));
    const figures = aMonthAndTheOneBefore();
    figures.notConverted.push({ currency: 'XYZ' as never, sales: 1, earned: '3', reversed: '0' });
    const report = await read(figures);
    expect([report.recentSales, report.notConverted, report.insights]).toEqual([[], [], []]);
    const told = report.kpis.flatMap(({ details }) => Object.keys(details));
    const known = ['grossCoverage', 'chargebackRate', 'pace', 'networksReporting', 'networks'];
    expect(told.filter((name) => !known.includes(name))).toEqual([]);
    for (const part of [...report.trend, ...report.share]) expect(part.sales).toBeNull();
    // The team reads all of it.
    const money = await read(figures, TEAM);
    expect([money.figures, money.recentSales.length, money.notConverted.length]).toEqual(['money', 1, 1]);
    expect(money.trend.some(({ sales }) => sales === 33)).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['less than nothing', { sales: 1, earned: '1', reversed: '5' }],
  ])('has no index of Earnings where %s was earned before, and makes none up', async (_, before) => {
    const figures = new InMemoryFigures().add(ago(40), CLICKBANK, before).add(ago(1), CLICKBANK, some(5));
    const report = await read(figures);
    for (const id of ['earnings', 'pending'] as const) {
      expect(kpi(report, id)).toMatchObject({ unit: 'index', state: 'too-little-data', value: null });
    }
    expect([report.trend, report.share, report.year.months]).toEqual([[], [], []]);
    expect(report.year).toMatchObject({ toDate: null, previousToDate: null, change: null });
  });
});

const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => (value / 100).toFixed(2));
const booked = fc.record({
  daysAgo: fc.integer({ min: 0, max: 430 }),
  network: fc.constantFrom(CLICKBANK, MAXWEB),
  visits: fc.integer({ min: 0, max: 500 }),
  ...{ earned: cents, reversed: cents, pending: cents, gross: cents, refundedGross: cents },
  ...{ sales: fc.nat(40), pendingSales: fc.nat(5), grossKnownSales: fc.nat(40), reversedSales: fc.nat(9) },
});
const MONEY = ['earned', 'reversed', 'pending', 'gross', 'refundedGross'] as const;

describe('amounts', () => {
  it('cannot be told from an index: with all of them multiplied, every answer is the same', async () => {
    const history = fc.array(booked, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 2, max: 1000 }), async (rows, factor) => {
        const figuresOf = (times: number) => {
          const figures = new InMemoryFigures();
          for (const { daysAgo, network, visits, ...row } of rows) {
            const money = MONEY.map((name) => [name, (Number(row[name]) * times).toFixed(2)] as const);
            figures.add(ago(daysAgo), network, { ...row, ...Object.fromEntries(money) });
            figures.addVisits(ago(daysAgo), network, visits);
          }
          return figures;
        };
        expect(await read(figuresOf(factor))).toEqual(await read(figuresOf(1)));
      }),
      { numRuns: 60 },
    );
  });
});

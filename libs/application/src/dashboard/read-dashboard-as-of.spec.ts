import type { Insight, SyncErrorKind } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { RunTier, SalePage } from '@tributary/ports';
import { InMemoryFigures, newPage } from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, HOTMART, MAXWEB, Office, TEAM } from '../testing/office';
import { ReadDashboard, type DashboardReport } from './read-dashboard';

const HOUR = 3_600_000;
const REQUEST = { days: 30, clock: 'sale-date', networks: [], accountIds: [], clientIds: [] } as const;

let office: Office;
let figures: InMemoryFigures;
let clickbank: string;

beforeEach(async () => {
  office = await Office.open();
  figures = new InMemoryFigures().add('2026-03-13', CLICKBANK, { earned: '40', sales: 1 });
  clickbank = await office.connect();
});

const read = (asOf: Date | null): Promise<DashboardReport> =>
  new ReadDashboard({ ...office.ports, figures }).run(TEAM, { ...REQUEST, asOf });

/** A run of an account an hour later, to its end. */
async function run(
  accountId: string,
  {
    tier,
    page = {},
    error = null,
  }: { tier: RunTier; page?: Partial<SalePage>; error?: SyncErrorKind | null },
): Promise<void> {
  office.clock.advance(HOUR);
  const account = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
  const now = office.clock.now();
  const window = { from: new Date('2025-01-01T00:00:00Z'), to: now };
  const runId = await office.runs.begin(account, { trigger: 'schedule', tier, window });
  if (error !== null) {
    const failure = { kind: error, message: 'It was refused.' };
    await office.syncAccounts.markFailed(account, { ...failure, retryAt: null });
    await office.runs.finish(account, runId, failure);
    return;
  }
  const whole = await newPage({ runs: office.runs }, account, page);
  const end = { checkpoint: now, completedTier: tier === 'backfill' ? tier : null };
  await office.sales.storePage({ ...whole, ...end, runId });
  await office.runs.finishReading(account, runId, { hasRows: true });
}

const insight = (title: string): Insight => ({
  ...{ title, body: title, factIds: [], facts: [], stance: 'neutral', suggestedAction: null },
  ...{ writer: 'computed', generatedAt: office.clock.now() },
});

/** What a past moment can tell: all but visits, and when an account is to be read next. */
function comparable({ isPast, accounts, kpis, coverage, ...rest }: DashboardReport) {
  const told = (one: DashboardReport['accounts'][number]) => {
    const { nextDueAt, history, ...account } = one.account;
    return { account, health: one.health };
  };
  return {
    ...rest,
    accounts: accounts.map(told),
    coverage: { ...coverage, late: coverage.late.map(told) },
    kpis: kpis.filter(({ id }) => id !== 'epc'),
  };
}

describe('the dashboard of a past moment', () => {
  it('is what it was then, whatever was read, refused, connected and written since', async () => {
    await run(clickbank, { tier: 'backfill', page: { sales: [aSale(), aSale({ externalOrderId: '2' })] } });
    const hotmart = await office.connect({ network: HOTMART });
    await run(hotmart, { tier: 'backfill' });
    await run(hotmart, { tier: 'hot', error: 'credentials-rejected' });
    await office.insights.save(AGENCY.id, 'then', [insight('then')]);
    const moment = office.clock.now();
    const then = await read(null);
    expect(then.accounts.map(({ health }) => health)).toEqual(['late', 'needs-attention']);
    office.clock.advance(HOUR);

    const page = { sales: [aSale({ externalOrderId: 'new' })], reversals: [aReversal()] };
    await run(clickbank, { tier: 'hot', page });
    await run(hotmart, { tier: 'hot' });
    await office.connect({ network: MAXWEB });
    await office.insights.save(AGENCY.id, 'later', [insight('later')]);

    const again = await read(moment);
    expect(comparable(again)).toEqual(comparable(then));
    expect(again.isPast).toBe(true);
    expect(comparable(await read(null))).not.toEqual(comparable(then));
  });

  it('asks for every figure as of that moment, and cuts every period there', async () => {
    const moment = new Date('2026-03-14T11:59:00Z');
    const { period, generatedAt } = await read(moment);
    expect([period.until, generatedAt]).toEqual([moment, moment]);
    for (const query of figures.queries) {
      expect(query.asOf).toEqual(moment);
      expect(query.until.getTime()).toBeLessThanOrEqual(moment.getTime());
    }
  });

  it('tells no visits: they are not kept', async () => {
    await office.connectFresh({ network: MAXWEB });
    figures.addVisits('2026-03-13', MAXWEB, 100).add('2026-03-13', MAXWEB, { earned: '200', sales: 1 });
    const epc = ({ kpis }: DashboardReport) => kpis.find(({ id }) => id === 'epc');
    expect(epc(await read(null))).toMatchObject({ state: 'filled', value: '2.0000' });
    expect(epc(await read(office.clock.now()))).toMatchObject({
      ...{ state: 'not-reported', value: null, change: null, details: { isNotKept: true } },
    });
  });

  it('covers an account that is paused now by what was read then', async () => {
    await run(clickbank, { tier: 'backfill' });
    const fresh = office.clock.now();
    office.clock.advance(3 * HOUR);
    const late = office.clock.now();
    await office.accounts.setPaused({ agencyId: AGENCY.id, accountId: clickbank }, true);
    const healthAt = async (at: Date) => (await read(at)).accounts.map(({ health }) => health);
    expect(await healthAt(fresh)).toEqual(['fresh']);
    expect(await healthAt(late)).toEqual(['paused']);
  });

  it('knows that a first reading was under way', async () => {
    const window = { from: new Date('2025-01-01T00:00:00Z'), to: office.clock.now() };
    const account = { agencyId: AGENCY.id, accountId: clickbank, network: CLICKBANK };
    const before = office.clock.now();
    office.clock.advance(HOUR);
    await office.runs.begin(account, { trigger: 'connect', tier: 'backfill', window });
    office.clock.advance(HOUR);
    expect((await read(before)).accounts).toMatchObject([{ health: 'waiting' }]);
    expect((await read(office.clock.now())).accounts).toMatchObject([{ health: 'backfilling' }]);
  });

  it('is refused before the past was kept, and in the future', async () => {
    await expect(read(new Date('2019-01-01T00:00:00Z'))).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(read(new Date('2026-03-14T12:00:01Z'))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

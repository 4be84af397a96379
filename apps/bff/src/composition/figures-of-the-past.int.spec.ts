import type { Dashboard } from '@tributary/api-contract';
import { CheckPastMoment, ReadDashboard } from '@tributary/application';
import { calendarDay, currency, networkId, wholeViewOf, type Insight, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import {
  PostgresAgencyRepository,
  PostgresExchangeRateRepository,
  PostgresFiguresRepository,
  PostgresInsightRepository,
  PostgresNetworkAccountRepository,
  PostgresSaleHistoryRepository,
  PostgresSaleRepository,
  PostgresSyncAccountRepository,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import {
  aNetwork,
  newAccount,
  newPage,
  ReversibleCipher,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
  type ConnectedAccount,
} from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { dashboardView } from '../http/dashboard/dashboard.presenter';
import { AGENCY } from '../testing/in-process-bff';

const DAY = 86_400_000;
const CLICKBANK = networkId('clickbank');
const HOTMART = networkId('hotmart');
const REQUEST = { days: 30, clock: 'event-date', networks: [], accountIds: [], clientIds: [] } as const;

/** An agency on the real storage, whose accounts are read by hand. */
class Storage {
  readonly clock = new SettableClock(new Date());
  readonly agency = { ...AGENCY, id: randomUUID() };
  readonly networks = new ScriptedNetworks(
    [aNetwork({ reportsVisits: true }), new ScriptedGateway()],
    [aNetwork({ id: HOTMART, name: 'Hotmart' }), new ScriptedGateway()],
  );
  readonly accounts: PostgresNetworkAccountRepository;
  readonly syncAccounts: PostgresSyncAccountRepository;
  readonly runs: PostgresSyncRunRepository;
  readonly sales: PostgresSaleRepository;
  readonly insights: PostgresInsightRepository;
  readonly rates: PostgresExchangeRateRepository;
  readonly dashboard: ReadDashboard;

  constructor({ orm }: TestDatabase) {
    this.accounts = new PostgresNetworkAccountRepository(orm);
    this.syncAccounts = new PostgresSyncAccountRepository(orm);
    this.runs = new PostgresSyncRunRepository(orm);
    this.sales = new PostgresSaleRepository(orm, new ReversibleCipher());
    this.insights = new PostgresInsightRepository(orm);
    this.rates = new PostgresExchangeRateRepository(orm);
    const { accounts, sales, insights, runs, networks, clock } = this;
    this.dashboard = new ReadDashboard({
      ...{ accounts, sales, insights, runs, networks, clock },
      figures: new PostgresFiguresRepository(orm),
      pastMoment: new CheckPastMoment(new PostgresSaleHistoryRepository(orm), clock),
    });
  }

  async connect(network = CLICKBANK): Promise<ConnectedAccount> {
    const account = newAccount(this.agency.id, { network });
    await this.accounts.add(account);
    return { agencyId: this.agency.id, accountId: account.id, network };
  }

  /** One reading of an account that ended well. */
  async read(account: ConnectedAccount, tier: 'backfill' | 'hot', page: Partial<SalePage>): Promise<void> {
    const now = new Date();
    const window = { from: new Date('2025-01-01T00:00:00Z'), to: now };
    const runId = await this.runs.begin(account, { trigger: 'schedule', tier, window });
    const whole = await newPage(this, account, page);
    const end = { checkpoint: now, completedTier: tier };
    await this.sales.storePage({ ...whole, ...end, runId });
    await this.runs.finishReading(account, runId, { hasRows: true });
  }

  async refuse(account: ConnectedAccount): Promise<void> {
    const window = { from: new Date('2025-01-01T00:00:00Z'), to: new Date() };
    const runId = await this.runs.begin(account, { trigger: 'schedule', tier: 'hot', window });
    const failure = { kind: 'credentials-rejected', message: 'The key was refused.' } as const;
    await this.syncAccounts.markFailed(account, { ...failure, retryAt: null });
    await this.runs.finish(account, runId, failure);
  }

  saveRate(perEuro: string): Promise<number> {
    const rate = { day: calendarDay('2026-01-02'), currency: currency('BRL'), perEuro };
    const days = Array.from({ length: 400 }, (_, index) =>
      calendarDay(new Date(Date.UTC(2026, 0, 2) + index * DAY).toISOString().slice(0, 10)),
    );
    return this.rates.save(
      days.map((day) => ({ ...rate, day })),
      'European Central Bank',
    );
  }

  /** What the API answers, now or as of a past moment. */
  async answer(asOf: Date | null): Promise<Dashboard> {
    const report = await this.dashboard.run(wholeViewOf(this.agency), { ...REQUEST, asOf });
    const rateSource = 'European Central Bank';
    return dashboardView(report, { networks: this.networks.list(), rateSource, showsFailures: true });
  }
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY);
const EUR = currency('EUR');
const sale = (externalOrderId: string, age: number, overrides: Partial<Sale> = {}) =>
  aSale({
    ...{ externalOrderId, saleDate: daysAgo(age), commissionCurrency: EUR, currency: EUR },
    ...overrides,
  });
const refund = (linkKey: string, age: number, overrides = {}) =>
  aReversal({
    ...{ externalReversalId: `${linkKey}:refund`, linkKey, reversedAt: daysAgo(age) },
    ...{ commissionCurrency: EUR, currency: EUR },
    ...overrides,
  });
const insight = (title: string): Insight => ({
  ...{ title, body: title, factIds: [], facts: [], stance: 'neutral', suggestedAction: null },
  ...{ writer: 'computed', generatedAt: new Date() },
});

/** What no past moment can tell: visits, when an account is read next, and the last reading to the millisecond. */
function comparable(dashboard: Dashboard) {
  const minute = (at: string | null) => at?.slice(0, 15) ?? null;
  const { kpis, accounts, coverage, ...rest } = dashboard;
  return {
    ...rest,
    coverage: {
      ...coverage,
      asOf: minute(coverage.asOf),
      late: coverage.late.map((one) => ({ ...one, lastGoodSyncAt: minute(one.lastGoodSyncAt) })),
    },
    kpis: kpis.filter(({ id }) => id !== 'epc'),
    accounts: accounts.map(({ id, network, label, health, failure }) => ({
      ...{ id, network, label, health },
      failure: failure && { ...failure, since: minute(failure.since) },
    })),
  };
}

describe('figures of a past moment, on Postgres', () => {
  let database: TestDatabase;
  let storage: Storage;

  beforeAll(async () => {
    database = await createTestDatabase();
    storage = new Storage(database);
    await new PostgresAgencyRepository(database.orm).add(storage.agency);
  });
  afterAll(() => database.drop());

  it('are answered as they were answered then, whatever changed since', async () => {
    const clickbank = await storage.connect();
    const hotmart = await storage.connect(HOTMART);
    const brl = { commissionCurrency: currency('BRL') };
    await storage.saveRate('6.2');
    await storage.read(clickbank, 'backfill', {
      sales: [
        ...[1, 2, 3, 20, 35, 200, 400].map((age) => sale(`o-${age}`, age)),
        sale('pending', 1, { state: 'pending' }),
        sale('void', 2, { state: 'pending' }),
      ],
      reversals: [refund('o-20', 5), refund('o-2', 1, { amount: '10', commission: '4' })],
    });
    await storage.read(hotmart, 'backfill', {
      sales: [sale('h-1', 4, brl), sale('h-2', 2, { commissionCurrency: currency('CLP') })],
    });
    await storage.insights.save(storage.agency.id, 'then', [insight('then')]);
    await storage.refuse(hotmart);
    await setTimeout(20);
    const moment = new Date();
    storage.clock.set(moment);
    const then = await storage.answer(null);
    await setTimeout(20);

    await storage.read(clickbank, 'hot', {
      sales: [
        sale('new', 0),
        sale('o-1', 1, { commission: '99' }),
        sale('o-35', 12),
        sale('pending', 1),
        sale('o-3', 3, { productName: 'Renamed' }),
      ],
      reversals: [refund('o-1', 0), refund('o-200', 3)],
      completeLinkKeys: ['o-2', 'o-20'],
      neverPaid: ['void'],
    });
    await storage.read(hotmart, 'hot', { sales: [sale('h-1', 4, { ...brl, commission: '1' })] });
    await storage.refuse(clickbank);
    await storage.connect(HOTMART);
    await storage.saveRate('5.1');
    await storage.insights.save(storage.agency.id, 'later', [insight('later')]);
    storage.clock.set(new Date(moment.getTime() + 3 * 3_600_000));

    const again = await storage.answer(moment);
    expect(comparable(again)).toEqual(comparable(then));
    expect(again.generatedAt).toBe(moment.toISOString());
    expect(again.accounts.map(({ nextSyncAt }) => nextSyncAt)).toEqual([null, null]);
    const now = await storage.answer(null);
    expect(now.recentSales).not.toEqual(then.recentSales);
    expect(now.kpis[0]?.value).not.toBe(then.kpis[0]?.value);
    expect(now.accounts).toHaveLength(3);
  });
});

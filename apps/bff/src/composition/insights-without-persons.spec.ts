import { CheckPastMoment, ReadDashboard, TemplateInsightWriter, WriteInsights } from '@tributary/application';
import { currency, networkId, wholeViewOf, type Insight } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import {
  aNetwork,
  InMemoryAgencyRepository,
  InMemoryCustomerRepository,
  InMemoryExchangeRateRepository,
  InMemoryInsightRepository,
  InMemoryNetworkAccountRepository,
  InMemorySaleFigures,
  InMemorySaleHistoryRepository,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncRunRepository,
  newPage,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
} from '@tributary/ports/testing';
import { VertexInsightWriter } from '@tributary/vertex-ai';
import { AGENCY } from '../testing/in-process-bff';
import { NodeIdentifierFactory } from './node-identifier-factory';

const EMAIL = 'Zelda.Canary@example.com';
const ORDER = 'canary-order';
const PRODUCT = 'Canary Course for Zelda';
/** In a row that could not be read, and in the answer of the network. */
const NAME = 'Zelda Canary';
const DAY = 86_400_000;
const EUROS = { currency: currency('EUR'), commissionCurrency: currency('EUR') };
const ACCOUNT = { agencyId: AGENCY.id, accountId: 'account-1', network: networkId('clickbank') };
const EVERYTHING = { networks: [], accountIds: [], clientIds: [], clock: 'sale-date', asOf: null } as const;

/** An agency whose every sale tells of one person. */
class Office {
  readonly clock = new SettableClock('2026-03-14T12:00:00Z');
  readonly storage = new InMemoryStorage(this.clock);
  readonly customers = new InMemoryCustomerRepository(this.storage);
  readonly insights = new InMemoryInsightRepository(this.clock);
  readonly agencies = new InMemoryAgencyRepository();
  private readonly runs = new InMemorySyncRunRepository(this.storage);
  private readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  private readonly sales = new InMemorySaleRepository(this.storage);
  private readonly networks = new ScriptedNetworks([aNetwork(), new ScriptedGateway()]);
  readonly dashboard: ReadDashboard;

  constructor() {
    const { runs, accounts, sales, networks, insights, clock, storage } = this;
    this.dashboard = new ReadDashboard({
      ...{ runs, accounts, sales, networks, insights, clock },
      figures: new InMemorySaleFigures(storage, new InMemoryExchangeRateRepository(clock)),
      pastMoment: new CheckPastMoment(new InMemorySaleHistoryRepository(storage), clock),
    });
  }

  async open(): Promise<void> {
    await this.agencies.add(AGENCY);
    await this.accounts.add({
      ...{ id: ACCOUNT.accountId, agencyId: AGENCY.id, network: ACCOUNT.network, label: 'northbank' },
      ...{ clientId: null, sealedCredentials: new Uint8Array(), credentialHints: {}, identityHash: 'x' },
      ...{ backfillFrom: new Date('2025-01-01T00:00:00Z'), nextDueAt: this.clock.now() },
    });
    const sales = Array.from({ length: 60 }, (_, index) =>
      aSale({
        ...{ ...EUROS, customerEmail: EMAIL, productName: PRODUCT, amount: '40' },
        ...{ externalOrderId: `${ORDER}-${index}`, linkKey: `${ORDER}-${index}` },
        commission: index < 30 ? '20' : '10',
        saleDate: new Date(this.clock.now().getTime() - index * DAY),
      }),
    );
    const raw = { buyer: NAME, email: EMAIL };
    const kept = { rawPages: [{ bytes: new TextEncoder().encode(JSON.stringify([raw])), told: null }] };
    const page = { ...kept, sales, quarantined: [{ reason: 'unreadable', raw }] };
    await this.sales.storePage(await newPage({ runs: this.runs }, ACCOUNT, page));
  }

  write(writer: VertexInsightWriter): Promise<number> {
    const { dashboard, agencies, networks, insights, clock } = this;
    return new WriteInsights({
      ...{ dashboard, agencies, networks, insights, clock, writer },
      ...{ template: new TemplateInsightWriter(), identifiers: new NodeIdentifierFactory() },
    }).run(AGENCY.id);
  }
}

function aModel(): VertexInsightWriter {
  const authClient = { getAccessToken: () => Promise.resolve({ token: 'invented-token' }) };
  return new VertexInsightWriter({
    ...{ project: 'acme', location: 'europe-west4', model: 'gemini-2.5-flash' },
    connection: { apiEndpoint: 'vertex.test', googleAuthOptions: { authClient: authClient as never } },
  });
}

describe('what a language model is told', () => {
  const realFetch = globalThis.fetch;
  let office: Office;
  let prompts: string[];
  let answered: readonly Partial<Insight>[];

  beforeEach(async () => {
    office = new Office();
    await office.open();
    prompts = [];
    answered = [];
    globalThis.fetch = (_, init) => {
      if (typeof init?.body === 'string') prompts.push(init.body);
      const parts = [{ text: JSON.stringify(answered) }];
      const body = { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }] };
      return Promise.resolve(Response.json(body));
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  const telling = (text: string) =>
    [EMAIL, 'example.com', NAME, 'zelda', PRODUCT, 'canary', ORDER].filter((word) =>
      text.toLowerCase().includes(word.toLowerCase()),
    );
  const kept = () => JSON.stringify(office.insights.sets);

  it('is nothing of a customer: neither in its facts, nor in a prompt, nor in what is kept of it', async () => {
    expect(await office.write(aModel())).toBeGreaterThan(0);
    expect(prompts).toHaveLength(1);
    expect(prompts.join()).toContain('earnings-change');
    expect(kept()).toContain('earnings-change');
    expect(telling(prompts.join())).toEqual([]);
    expect(telling(kept())).toEqual([]);
  });

  it('is nothing of a customer when it has to try again either', async () => {
    answered = [{ title: 'Up', body: '20 euros', factIds: ['f1'], stance: 'positive' }];
    expect(await office.write(aModel())).toBeGreaterThan(0);
    expect(prompts).toHaveLength(2);
    expect(telling(prompts.join())).toEqual([]);
    expect(telling(kept())).toEqual([]);
  });

  it('could be something: the person is in the sales that the figures come from', async () => {
    const sale = { ...ACCOUNT, externalOrderId: `${ORDER}-0` };
    expect(await office.customers.find(sale)).toEqual({ email: EMAIL });
    const report = await office.dashboard.run(wholeViewOf(AGENCY), { ...EVERYTHING, days: 30 });
    expect(telling(JSON.stringify(report))).toEqual(expect.arrayContaining([PRODUCT, ORDER]));
  });
});

import { currency, networkId, type NetworkId, type Sale, type Viewer } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import {
  InMemoryExchangeRateRepository,
  InMemoryLastLookRepository,
  InMemorySaleFigures,
  InMemorySaleHistoryRepository,
  newPage,
} from '@tributary/ports/testing';
import fc from 'fast-check';
import { ListChanges } from '../changes/list-changes';
import { ReadSaleHistory } from '../changes/read-sale-history';
import { SummarizeChanges } from '../changes/summarize-changes';
import { ReadDashboard } from '../dashboard/read-dashboard';
import { ListSales } from '../sales/list-sales';
import { AGENCY, HOTMART, MAXWEB, Office, TEAM } from '../testing/office';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Two of the client whose login asks, two of somebody else; some of them at the same network. */
const THEIRS = { 'their-1': networkId('clickbank'), 'their-2': HOTMART } as const;
const OTHERS = { 'other-1': networkId('clickbank'), 'other-2': MAXWEB } as const;
const NETWORKS = { ...THEIRS, ...OTHERS };
type AccountName = keyof typeof NETWORKS;

const euros = { currency: currency('EUR'), commissionCurrency: currency('EUR') };
const step = fc.record({
  account: fc.constantFrom(...(Object.keys(NETWORKS) as AccountName[])),
  order: fc.nat(4),
  daysAgo: fc.nat(70),
  commission: fc.nat(500),
  state: fc.constantFrom<Sale['state'][]>('completed', 'completed', 'pending'),
  isInEuros: fc.boolean(),
  isReversed: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An office to which the steps happened, one a minute, as far as they are of its accounts. */
async function officeAfter(steps: readonly Step[], names: readonly AccountName[]) {
  const office = await Office.open();
  for (const id of names) await office.connectFresh({ id, network: NETWORKS[id], label: id });
  for (const one of steps) {
    office.clock.advance(MINUTE);
    if (names.includes(one.account)) await store(office, one);
  }
  office.clock.advance(MINUTE);
  return office;
}

async function store(office: Office, one: Step): Promise<void> {
  const { account: accountId, order, daysAgo, commission, state, isInEuros } = one;
  const externalOrderId = `order-${order}`;
  const sale: Sale = aSale({
    ...(isInEuros ? euros : {}),
    ...{ externalOrderId, linkKey: externalOrderId, state },
    commission: String(commission),
    saleDate: new Date(Date.parse('2026-03-14T11:00:00Z') - daysAgo * DAY),
  });
  const part = { commission: '1', ...(isInEuros ? euros : {}), externalReversalId: `${externalOrderId}:r` };
  const reversals = one.isReversed ? [aReversal({ ...part, linkKey: externalOrderId })] : [];
  const account = { agencyId: AGENCY.id, accountId, network: NETWORKS[accountId] };
  await office.sales.storePage(await newPage(office, account, { sales: [sale], reversals }));
}

const choice = (accountIds: readonly string[], networks: readonly NetworkId[] = []) => ({
  ...{ accountIds, networks, clientIds: [] },
});
const CHOICES = [
  choice([]),
  choice(['their-1']),
  choice(['other-1']),
  choice(['their-2', 'other-2']),
  choice([], [networkId('clickbank')]),
  choice([], [MAXWEB]),
];

/** Everything there is to be read, asked in every way. */
async function everything(office: Office, viewer: Viewer, moments: readonly (Date | null)[]) {
  const { storage, accounts } = office;
  const history = new InMemorySaleHistoryRepository(storage);
  const figures = new InMemorySaleFigures(storage, new InMemoryExchangeRateRepository(office.clock));
  const dashboard = new ReadDashboard({ ...office.ports, figures });
  const summary = new SummarizeChanges({ ...office.ports, history, looks: new InMemoryLastLookRepository() });
  const page = { limit: 200, after: null };
  const read: unknown[] = [];
  for (const choice of CHOICES) {
    const span = { from: null, until: null, statuses: [], search: null };
    for (const asOf of moments) {
      const clock = asOf === null ? 'event-date' : 'sale-date';
      read.push(await dashboard.run(viewer, { ...choice, days: 30, clock, asOf }));
      read.push(await new ListSales(office.sales, accounts).run(viewer, { ...choice, ...span, asOf }, page));
    }
    const everyChange = { ...choice, since: null, until: null };
    read.push(await new ListChanges(history, accounts).run(viewer, everyChange, page));
    read.push(await summary.run(viewer, 'member', { ...choice, since: new Date(0) }));
  }
  for (const accountId of Object.keys(NETWORKS)) {
    for (let order = 0; order < 5; order += 1) {
      const sale = { accountId, externalOrderId: `order-${order}` };
      read.push(await new ReadSaleHistory(history).run(viewer, sale).catch(String));
    }
  }
  return withoutRuns(read);
}

/** Ids of runs are random. */
function withoutRuns(read: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(read, (key, value: unknown) => (key === 'run' ? undefined : value)));
}

describe('a viewer of some accounts', () => {
  it('reads what an agency would read that has these accounts only, whatever happened to the others', async () => {
    const theirs = Object.keys(THEIRS) as AccountName[];
    const all = Object.keys(NETWORKS) as AccountName[];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const [agency, alone] = [await officeAfter(steps, all), await officeAfter(steps, theirs)];
        const halfway = new Date(agency.clock.now().getTime() - Math.ceil(steps.length / 2) * MINUTE - 1);
        for (const figures of ['money', 'index'] as const) {
          const scoped = await everything(agency, { ...TEAM, scope: theirs, figures }, [null, halfway]);
          expect(scoped).toEqual(await everything(alone, { ...TEAM, figures }, [null, halfway]));
        }
      }),
      { numRuns: 12 },
    );
  });
});

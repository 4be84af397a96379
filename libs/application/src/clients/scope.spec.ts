import { aMember, aSale } from '@tributary/domain/testing';
import type { Viewer } from '@tributary/domain';
import {
  InMemoryFigures,
  InMemorySaleHistoryRepository,
  InMemoryPresence,
  InMemorySecondFactorPolicy,
  InMemorySecondFactorStorage,
  InMemorySessionRepository,
  newPage,
} from '@tributary/ports/testing';
import { ReadSaleHistory } from '../changes/read-sale-history';
import { ReadDashboard } from '../dashboard/read-dashboard';
import { ReadMe } from '../identity/read-me';
import { ListSales, type SalesRequest } from '../sales/list-sales';
import { AGENCY, CLICKBANK, HOTMART, Office, TEAM } from '../testing/office';
import { chosenAccounts } from './chosen-accounts';

const CLIENT = { id: 'client-1', agencyId: AGENCY.id, name: 'Acme' };
const SALES: SalesRequest = {
  ...{ from: null, until: null, networks: [], statuses: [], search: null, asOf: null },
  ...{ accountIds: [], clientIds: [] },
};

let office: Office;
let theirs: string;
let ours: string;
let viewer: Viewer;
beforeEach(async () => {
  office = await Office.open();
  await office.clients.add(CLIENT);
  theirs = await office.connectFresh({ clientId: CLIENT.id, label: 'theirs' });
  ours = await office.connectFresh({ network: HOTMART, label: 'ours' });
  viewer = { ...TEAM, scope: [theirs] };
});

describe('the scope of a member', () => {
  const scopeOf = (overrides: Parameters<typeof aMember>[0]) => {
    const { members, agencies, clientAccounts } = office;
    const sessions = new InMemorySessionRepository(office.clock);
    const policy = new InMemorySecondFactorPolicy(new InMemorySecondFactorStorage());
    const me = new ReadMe(new InMemoryPresence({ members, agencies, sessions, policy }), clientAccounts);
    return me.scope(aMember({ agencyId: AGENCY.id, ...overrides }));
  };

  it('is every account for the team, and those of its clients for a client login', async () => {
    expect(await scopeOf({ role: 'viewer' })).toBe('all');
    expect(await scopeOf({ role: 'client', clientIds: [CLIENT.id] })).toEqual([theirs]);
  });

  it('is nothing, and not everything, for a client login without a client', async () => {
    expect(await scopeOf({ role: 'client', clientIds: [] })).toEqual([]);
  });

  it('does not widen when the client is removed', async () => {
    await office.clients.remove(AGENCY.id, CLIENT.id);
    expect(await scopeOf({ role: 'client', clientIds: [CLIENT.id] })).toEqual([]);
  });
});

describe('chosenAccounts', () => {
  const chosen = (by: Viewer, accountIds: readonly string[], clientIds: readonly string[] = []) =>
    chosenAccounts(office.accounts, by, { accountIds, clientIds });

  it('are those of a client, as far as they are seen', async () => {
    expect(await chosen(TEAM, [])).toBe('all');
    expect(await chosen(TEAM, [], [CLIENT.id])).toEqual([theirs]);
    expect(await chosen(TEAM, [ours], [CLIENT.id])).toEqual([]);
    expect(await chosen(TEAM, [], ['unknown'])).toEqual([]);
    expect(await chosen({ ...TEAM, scope: [ours] }, [], [CLIENT.id])).toEqual([]);
    expect(await chosen({ ...TEAM, scope: [] }, [])).toEqual([]);
  });
});

describe('a viewer of some accounts', () => {
  const dashboard = (by: Viewer, accountIds: readonly string[] = []) => {
    const request = { days: 30, clock: 'sale-date', networks: [], clientIds: [], asOf: null } as const;
    const read = new ReadDashboard({ ...office.ports, figures: new InMemoryFigures() });
    return read.run(by, { ...request, accountIds });
  };
  beforeEach(async () => {
    for (const [accountId, network] of [
      [theirs, CLICKBANK],
      [ours, HOTMART],
    ] as const) {
      const account = { agencyId: AGENCY.id, accountId, network };
      const sales = [aSale({ externalOrderId: `order of ${network}` })];
      await office.sales.storePage(await newPage(office, account, { sales }));
    }
    await office.insights.save(AGENCY.id, 'facts', [
      {
        ...{ title: 'All of it', body: 'x', factIds: [], facts: [], stance: 'neutral' },
        ...{ suggestedAction: null, writer: 'computed', generatedAt: office.clock.now() },
      },
    ]);
  });

  it('sees their sales only, asks as they may', async () => {
    const list = new ListSales(office.sales, office.accounts);
    const orders = async (request: Partial<SalesRequest>, by = viewer) =>
      (await list.run(by, { ...SALES, ...request }, { limit: 9, after: null })).sales.map(
        ({ id }) => id.accountId,
      );
    expect((await orders({}, TEAM)).toSorted()).toEqual([theirs, ours].toSorted());
    expect(await orders({})).toEqual([theirs]);
    expect(await orders({ accountIds: [ours] })).toEqual([]);
    expect(await orders({ networks: [HOTMART] })).toEqual([]);
    expect(await orders({}, { ...TEAM, scope: [] })).toEqual([]);
  });

  it('finds no sale of other accounts, as if there were none', async () => {
    const history = new ReadSaleHistory(new InMemorySaleHistoryRepository(office.storage));
    const read = (accountId: string, order: string) =>
      history.run(viewer, { accountId, externalOrderId: order }).catch((error: unknown) => error);
    expect(await read(theirs, 'order of clickbank')).toHaveLength(1);
    expect(await read(ours, 'order of hotmart')).toEqual(await read(theirs, 'unknown'));
  });

  it('sees no account, network, sale or insight of others on the dashboard', async () => {
    const report = await dashboard(viewer);
    expect(report.accounts.map(({ account }) => account.id)).toEqual([theirs]);
    expect(report.share.map(({ network }) => network)).toEqual([CLICKBANK]);
    expect(report.recentSales.map(({ id }) => id.accountId)).toEqual([theirs]);
    expect(report.insights).toEqual([]);
    expect((await dashboard(TEAM)).insights).toHaveLength(1);
  });

  it('sees nothing when it asks for what it does not see, or sees nothing at all', async () => {
    for (const report of [await dashboard(viewer, [ours]), await dashboard({ ...TEAM, scope: [] })]) {
      expect([report.accounts, report.share, report.recentSales, report.insights]).toEqual([[], [], [], []]);
      expect(report.coverage).toMatchObject({ accounts: 0, asOf: null });
    }
  });
});

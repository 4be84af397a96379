import { type DashboardReport, type DashboardRequest, ReadDashboard } from '@tributary/application';
import { type Agency, currency, networkId, type Viewer, wholeViewOf } from '@tributary/domain';
import { SharedDashboards } from './shared-dashboards';

const AGENCY: Agency = {
  ...{ id: 'agency', name: 'Northbank Media', reportingCurrency: currency('EUR'), timeZone: 'UTC' },
  ...{ locale: 'en-GB', kind: 'customer', suspendedAt: null },
};
const VIEW = wholeViewOf(AGENCY);
const REQUEST: DashboardRequest = {
  ...{ days: 30, clock: 'sale-date', networks: [], accountIds: [], clientIds: [], asOf: null },
};

describe('SharedDashboards', () => {
  let open: { readonly viewer: Viewer; readonly end: (fails?: boolean) => void }[];
  let dashboards: SharedDashboards;

  beforeEach(() => {
    open = [];
    dashboards = new SharedDashboards({} as ConstructorParameters<typeof ReadDashboard>[0]);
    jest.spyOn(ReadDashboard.prototype, 'run').mockImplementation(
      (viewer) =>
        new Promise((resolve, reject) => {
          const number = open.length;
          const end = (fails = false) => {
            if (fails) reject(new Error('the database is away'));
            else resolve({ number } as unknown as DashboardReport);
          };
          open.push({ viewer, end });
        }),
    );
  });

  afterEach(() => jest.restoreAllMocks());

  const ask = async (viewer: Viewer = VIEW, request: Partial<DashboardRequest> = {}) =>
    ((await dashboards.run(viewer, { ...REQUEST, ...request })) as unknown as { number: number }).number;
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('reads once for all who ask while another reading is on its way, and begins after they asked', async () => {
    const first = ask();
    await settled();
    const later = [ask(), ask({ ...VIEW }), ask()];
    await settled();
    expect(open).toHaveLength(1);
    open[0]?.end();
    expect(await first).toBe(0);
    await settled();
    open[1]?.end();
    expect(await Promise.all(later)).toEqual([1, 1, 1]);
    const next = ask();
    await settled();
    open[2]?.end();
    expect(await next).toBe(2);
  });

  it.each<[string, Viewer, Partial<DashboardRequest>]>([
    ['of another agency', wholeViewOf({ ...AGENCY, id: 'other' }), {}],
    ['of an agency whose settings have changed', wholeViewOf({ ...AGENCY, timeZone: 'Europe/Berlin' }), {}],
    ['who sees some accounts only', { ...VIEW, scope: ['account'] }, {}],
    ['who sees no account', { ...VIEW, scope: [] }, {}],
    ['who sees an index', { ...VIEW, figures: 'index' }, {}],
    ['who asks for other days', VIEW, { days: 7 }],
    ['who asks for one network', VIEW, { networks: [networkId('jvzoo')] }],
    ['who asks for one account', VIEW, { accountIds: ['account'] }],
    ['who asks for a client', VIEW, { clientIds: ['client'] }],
    ['who asks for a past moment', VIEW, { asOf: new Date(0) }],
  ])('shares nothing with somebody %s', async (_, viewer, request) => {
    const [mine, theirs] = [ask(), ask(viewer, request)];
    await settled();
    expect(open).toHaveLength(2);
    for (const one of open) one.end();
    expect(await Promise.all([mine, theirs])).toEqual([0, 1]);
  });

  it('reads with what is shared of whoever asks, and nothing else', async () => {
    const member = { ...VIEW, member: { id: 'mara', role: 'owner' } };
    const answer = ask(member);
    await settled();
    expect(open[0]?.viewer).toEqual(VIEW);
    open[0]?.end();
    await answer;
  });

  it('fails for those who asked, and goes on', async () => {
    const first = ask();
    await settled();
    const second = ask();
    open[0]?.end(true);
    await expect(first).rejects.toThrow('the database is away');
    await settled();
    open[1]?.end();
    expect(await second).toBe(1);
  });
});

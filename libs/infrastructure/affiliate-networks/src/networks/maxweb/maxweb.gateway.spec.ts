import { NetworkError, type RawPage } from '@tributary/ports';
import { resolveEndpoints } from '../../kit/resolve-endpoints';
import type { NetworkHttp } from '../../kit/network-http';
import { StandingClock } from '../../kit/testing/replay-harness';
import type { MaxWebEndpoint } from './maxweb.gateway';
import { maxweb } from './maxweb.network';

const WINDOW = { from: new Date('2026-03-10T04:00:00Z'), to: new Date('2026-03-14T15:00:00Z') };
const CREDENTIALS = { affiliateId: '55210', apiToken: 'Qx+7fR/invented==' };

function connect(answer: (url: URL) => unknown, environment: Record<string, string> = {}) {
  const urls: URL[] = [];
  const http: NetworkHttp = {
    send: ({ url }) => {
      urls.push(url);
      return Promise.resolve({ status: 200, headers: {}, text: '', json: () => answer(url) });
    },
  };
  const endpoints = resolveEndpoints(maxweb, environment) as Record<MaxWebEndpoint, string>;
  return { urls, gateway: maxweb.connect({ http, clock: new StandingClock(WINDOW.to), endpoints }) };
}

async function read(gateway: ReturnType<typeof connect>['gateway'], pages: RawPage[] = []) {
  for await (const page of gateway.fetchSales(CREDENTIALS, WINDOW)) pages.push(page);
  return pages;
}

describe('the reading of MaxWeb', () => {
  it.each([
    [
      {},
      'https://api.clickcrm.com/affiliates/v2/byday',
      'https://api.clickcrm.com/affiliates/v2/commissions',
    ],
    [
      { MAXWEB_BASE_URL: 'https://reports.example/mw' },
      'https://reports.example/mw/byday',
      'https://reports.example/mw/commissions',
    ],
    [
      { MAXWEB_ROWS_URL: 'https://reports.example/mw/conversions' },
      'https://api.clickcrm.com/affiliates/v2/byday',
      'https://reports.example/mw/conversions',
    ],
  ])('goes with %j to %s and %s', async (environment, days, rows) => {
    const { gateway, urls } = connect(() => [], environment);
    await read(gateway);
    expect(urls.map((url) => url.origin + url.pathname)).toEqual([days, rows]);
    expect(urls[0]?.searchParams.get('a')).toBe('55210');
  });

  it('puts the offers of a day into one row, so that none replaces the other', async () => {
    const offers = [
      { date: '2026-03-14', offer: 'GlowUp', net_commissions: '61.00' },
      { date: '2026-03-13', offer: 'GlowUp', net_commissions: '9.00' },
      { date: '2026-03-14', offer: 'SleepWell', net_commissions: '24.50' },
    ];
    const { gateway } = connect((url) => (url.pathname.endsWith('byday') ? { data: offers } : { data: [] }));
    const [days] = await read(gateway);
    expect(days?.rows.map((row) => row.rows)).toEqual([[offers[0], offers[2]], [offers[1]]]);
  });

  it('counts a day once, also when a circle of pages made it read the days again', async () => {
    const offers = Array.from({ length: 60 }, (_, index) => ({
      date: '2026-03-14',
      offer: `o${String(index)}`,
    }));
    const { gateway } = connect((url) => {
      if (!url.pathname.endsWith('byday')) return { data: [] };
      const isWhole = url.searchParams.get('date_from') === '2026-03-10';
      if (isWhole && url.searchParams.get('date_to') === '2026-03-14') {
        return { data: offers.slice(0, 50), next_page: 'same' };
      }
      if (isWhole) return { data: [] };
      return url.searchParams.get('next_page')
        ? { data: offers.slice(50) }
        : { data: offers.slice(0, 50), next_page: 2 };
    });
    const [days] = await read(gateway);
    expect(days?.rows.map((row) => row.rows)).toEqual([offers]);
  });

  it('keeps the days when there is no report of rows', async () => {
    const pages: RawPage[] = [];
    const { gateway } = connect((url) =>
      url.pathname.endsWith('byday') ? [] : { result: 0, result_str: 'Unknown report' },
    );
    await expect(read(gateway, pages)).rejects.toBeInstanceOf(NetworkError);
    expect(pages).toHaveLength(1);
  });

  it('recognises the same account again, whichever way its key was pasted', async () => {
    const { gateway } = connect(() => ({ data: [] }));
    const link = 'https://api.clickcrm.com/affiliates/v2/byday?a=55210&token=Qx%2B7fR%2Finvented%3D%3D';
    const [typed, pasted] = await Promise.all([
      gateway.validateCredentials(CREDENTIALS),
      gateway.validateCredentials({ apiToken: link }),
    ]);
    expect(pasted.accountIdentity).toBe(typed.accountIdentity);
  });
});

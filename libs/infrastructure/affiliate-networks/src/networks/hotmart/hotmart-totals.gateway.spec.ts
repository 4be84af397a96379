import { calendarDay } from '@tributary/domain';
import { type NetworkDay, NetworkUnavailable, UnexpectedResponse } from '@tributary/ports';
import {
  type AnsweringNetwork,
  type AskedRequest,
  startAnsweringNetwork,
} from '../../kit/testing/answering-server';
import type { RecordedResponse } from '../../kit/testing/contract-fixture';
import { StandingClock } from '../../kit/testing/replay-harness';
import { hotmart } from './hotmart.network';

const CREDENTIALS = {
  clientId: 'client-0000-example',
  clientSecret: 'secret-1111-example',
  role: 'AFFILIATE',
};
const DAY = calendarDay('2026-03-13');
const SUMMARY = '/api/payments/api/v1/sales/summary';

let network: AnsweringNetwork;
afterEach(() => network.stop());

/** Answers by whether sales that stand are asked for, or reversed ones. */
async function start(answer: (kept: boolean, request: AskedRequest) => RecordedResponse) {
  const clock = new StandingClock(new Date('2026-03-14T12:00:00Z'));
  network = await startAnsweringNetwork(hotmart, clock, (request) => {
    if (request.url.pathname === '/token')
      return { status: 200, body: { access_token: 't', expires_in: 3600 } };
    return answer(request.url.searchParams.getAll('transaction_status').includes('APPROVED'), request);
  });
}

function sums(items: readonly unknown[], next?: string): RecordedResponse {
  return { status: 200, body: { items, page_info: { ...(next && { next_page_token: next }) } } };
}

const sum = (count: number, value: unknown, currency: string) => ({
  total_items: count,
  total_value: { value, currency_code: currency },
});

async function read(): Promise<readonly NetworkDay[]> {
  const days: NetworkDay[] = [];
  for await (const day of network.gateway.fetchTotals(CREDENTIALS, [DAY])) days.push(day);
  return days;
}

describe('the totals of Hotmart', () => {
  it('are its commissions of sales that stand and of reversed ones, by currency', async () => {
    await start((kept) =>
      kept ? sums([sum(3, 152.60000000000002, 'BRL'), sum(1, 20, 'USD')]) : sums([sum(1, 52.4, 'BRL')]),
    );
    const day = { day: DAY, zone: 'UTC', visits: null };
    expect(await read()).toEqual([
      {
        ...{ day: DAY, zone: 'UTC' },
        totals: [
          {
            ...{ ...day, currency: 'BRL', conversions: 4, reversals: 1 },
            ...{ grossCommission: '205.00', voidedCommission: '52.40', netCommission: '152.60' },
          },
          {
            ...{ ...day, currency: 'USD', conversions: 1, reversals: 0 },
            ...{ grossCommission: '20.00', voidedCommission: '0.00', netCommission: '20.00' },
          },
        ],
      },
    ]);
  });

  it('are of one day of order dates in UTC, and never name a role, which the summary does not take', async () => {
    await start(() => sums([]));
    expect(await read()).toEqual([{ day: DAY, zone: 'UTC', totals: [] }]);
    const asked = network.requests.map(({ url }) => url).filter(({ pathname }) => pathname === SUMMARY);
    expect(asked.map(({ searchParams }) => searchParams.getAll('transaction_status'))).toEqual([
      ['APPROVED', 'COMPLETE', 'PARTIALLY_REFUNDED'],
      ['REFUNDED', 'CHARGEBACK'],
    ]);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      start_date: String(Date.UTC(2026, 2, 13)),
      end_date: String(Date.UTC(2026, 2, 14) - 1),
      max_results: '500',
    });
    expect(asked[0]?.searchParams.has('commission_as')).toBe(false);
  });

  it('are read to the last page', async () => {
    await start((kept, { url }) => {
      if (!kept) return sums([]);
      const isFirst = !url.searchParams.has('page_token');
      return isFirst ? sums([sum(1, 1, 'BRL')], 'next') : sums([sum(2, 2, 'EUR')]);
    });
    const [day] = await read();
    expect(day?.totals.map(({ currency, conversions }) => [currency, conversions])).toEqual([
      ['BRL', 1],
      ['EUR', 2],
    ]);
  });

  it.each([
    ['a sum without currency', sums([{ total_items: 1, total_value: { value: 1 } }]), UnexpectedResponse],
    ['a sum without value', sums([sum(1, null, 'BRL')]), UnexpectedResponse],
    ['an error body with 200', { status: 200, body: { error: 'internal_server_error' } }, UnexpectedResponse],
    ['a refused filter', { status: 400, body: { error: 'invalid_parameter' } }, UnexpectedResponse],
    ['an outage', { status: 503, body: 'down' }, NetworkUnavailable],
  ])('are not taken from %s', async (_, answer, type) => {
    await start(() => answer);
    await expect(read()).rejects.toThrow(type);
  });
});

import { calendarDay } from '@tributary/domain';
import { CredentialsRejected, type NetworkDay, UnexpectedResponse } from '@tributary/ports';
import type { RecordedExchange } from '../../kit/testing/contract-fixture';
import { connectTo } from '../../kit/testing/replay-harness';
import { startReplayServer } from '../../kit/testing/replay-server';
import { digistore24 } from './digistore24.network';

const KEY = '48213-EXAMPLEexampleEXAMPLEexample01';
/** The clocks go forward in Berlin: a day of 23 hours. */
const DAY = calendarDay('2026-03-29');
const PAID = 'payment';
const TAKEN_BACK = 'refund,chargeback';

type Amounts = Readonly<Record<string, { readonly count: number; readonly earned_amount: unknown }>>;

function summed(
  types: string,
  summary: { readonly count: number; readonly amounts?: Amounts | [] },
  rows: readonly unknown[],
  page?: { readonly number: string; readonly of: number },
): RecordedExchange {
  return {
    request: {
      method: 'POST',
      path: '/api/call/listTransactions/format/json',
      form: { 'search[transaction_type]': types, ...(page && { page_no: page.number }) },
    },
    response: {
      status: 200,
      body: {
        result: 'success',
        data: { page_count: page?.of ?? (rows.length > 0 ? 1 : 0), summary, transaction_list: rows },
      },
    },
  };
}

const aRow = (earned: string, fields: Record<string, unknown> = {}) => ({
  ...{ transaction_id: '1', earned_amount: earned, currency: 'EUR', transaction_pay_method: 'paypal' },
  ...fields,
});
const NONE = summed(TAKEN_BACK, { count: 0, amounts: [] }, []);

async function read(...exchanges: RecordedExchange[]) {
  const server = await startReplayServer({ exchanges, check: [], refused: { status: 401 } });
  const replay = connectTo(server, digistore24, new Date('2026-03-30T12:00:00Z'));
  const stated: NetworkDay[] = [];
  try {
    const credentials = { apiKey: KEY, role: 'affiliate' };
    for await (const day of replay.gateway.fetchTotals(credentials, [DAY])) stated.push(day);
    return { totals: stated.flatMap((day) => day.totals), stated, error: null, requests: server.requests };
  } catch (error) {
    return { totals: [], stated, error, requests: server.requests };
  } finally {
    await replay.stop();
  }
}

describe('the totals of Digistore24', () => {
  it('are its sums of payments and of what was taken back, by currency', async () => {
    const { totals, error } = await read(
      summed(
        PAID,
        {
          count: 3,
          // What a sum of doubles looks like.
          amounts: {
            EUR: { count: 2, earned_amount: 62.89000000000001 },
            USD: { count: 1, earned_amount: '9.5' },
          },
        },
        [aRow('42.79'), aRow('20.10'), aRow('9.50', { currency: 'USD' })],
      ),
      summed(TAKEN_BACK, { count: 1, amounts: { EUR: { count: 1, earned_amount: -12.84 } } }, [
        aRow('-12.84'),
      ]),
    );
    expect(error).toBeNull();
    const day = { day: DAY, zone: 'Europe/Berlin', visits: null };
    expect(totals).toEqual([
      {
        ...{ ...day, currency: 'EUR', conversions: 2, reversals: 1 },
        ...{ grossCommission: '62.89', voidedCommission: '12.84', netCommission: '50.05' },
      },
      {
        ...{ ...day, currency: 'USD', conversions: 1, reversals: 0 },
        ...{ grossCommission: '9.50', voidedCommission: '0.00', netCommission: '9.50' },
      },
    ]);
  });

  it('are of one Berlin day, to its last second, in the role that is read', async () => {
    const { requests } = await read(summed(PAID, { count: 0 }, []), NONE);
    expect(requests.map(({ form }) => form)).toMatchObject([
      {
        from: '2026-03-28T23:00:00+00:00',
        to: '2026-03-29T21:59:59+00:00',
        'search[role]': 'affiliate',
        'search[transaction_type]': PAID,
      },
      { 'search[transaction_type]': TAKEN_BACK },
    ]);
  });

  it('are none on a day without transactions', async () => {
    const { stated } = await read(summed(PAID, { count: 0, amounts: [] }, []), NONE);
    expect(stated).toEqual([{ day: DAY, zone: 'Europe/Berlin', totals: [] }]);
  });

  it('leave test orders out, on every page', async () => {
    const amounts = { EUR: { count: 3, earned_amount: 70 } };
    const { totals } = await read(
      summed(PAID, { count: 3, amounts }, [aRow('30'), aRow('15', { pay_method: 'Test' })], {
        number: '1',
        of: 2,
      }),
      summed(PAID, { count: 3, amounts }, [aRow('25', { order_type: 'test' })], { number: '2', of: 2 }),
      NONE,
    );
    expect(totals).toMatchObject([{ conversions: 1, grossCommission: '30.00' }]);
  });

  it.each([
    ['counts more than it lists', summed(PAID, { count: 2, amounts: {} }, [aRow('1')])],
    ['has no summary', summed(PAID, {} as never, [aRow('1')])],
    [
      'sums up no numbers',
      summed(PAID, { count: 1, amounts: { EUR: { count: 1, earned_amount: 'a lot' } } }, [aRow('1')]),
    ],
  ])('are refused where the answer %s', async (_, exchange) => {
    const { error } = await read(exchange, NONE);
    expect(error).toBeInstanceOf(UnexpectedResponse);
  });

  it('tell a refused key', async () => {
    const { request } = NONE;
    const body = { result: 'error', code: 2, message: 'The API key is invalid.' };
    const { error } = await read({
      request: { ...request, form: {} },
      response: { status: 200, body },
    });
    expect(error).toBeInstanceOf(CredentialsRejected);
  });
});

import { calendarDay } from '@tributary/domain';
import { type NetworkDay, RateLimited, UnexpectedResponse } from '@tributary/ports';
import type { RecordedExchange } from '../../kit/testing/contract-fixture';
import { connectTo } from '../../kit/testing/replay-harness';
import { startReplayServer } from '../../kit/testing/replay-server';
import { clickbank } from './clickbank.network';

const KEY = 'API-EXAMPLE0KEY0EXAMPLE0KEY0EXAMPLE0';
const DAY = calendarDay('2026-03-13');
const PATH = '/rest/1.3/orders2/count';

function counts(type: string, body: unknown, status = 200): RecordedExchange {
  return {
    request: { method: 'GET', path: PATH, query: { type }, headers: { authorization: KEY } },
    response: { status, body },
  };
}

const COUNTED = [counts('SALE', '12'), counts('BILL', '3\n'), counts('RFND', '"2"'), counts('CGBK', 0)];

async function read(exchanges: readonly RecordedExchange[], role = 'vendor', days = [DAY]) {
  const server = await startReplayServer({ exchanges, check: [], refused: { status: 403 } });
  const replay = connectTo(server, clickbank, new Date('2026-03-14T12:00:00Z'));
  const stated: NetworkDay[] = [];
  try {
    for await (const day of replay.gateway.fetchTotals({ apiKey: KEY, role }, days)) stated.push(day);
    return { stated, error: null, requests: server.requests };
  } catch (error) {
    return { stated, error, requests: server.requests };
  } finally {
    await replay.stop();
  }
}

describe('the totals of ClickBank', () => {
  it('are counts of orders by kind, without test orders, fees and amounts', async () => {
    const { stated, error } = await read(COUNTED);
    expect(error).toBeNull();
    const unknown = { grossCommission: null, voidedCommission: null, netCommission: null, visits: null };
    const total = { day: DAY, zone: 'America/Los_Angeles', currency: 'USD', conversions: 15, reversals: 2 };
    expect(stated).toEqual([{ day: DAY, zone: 'America/Los_Angeles', totals: [{ ...total, ...unknown }] }]);
  });

  it('ask for one day and one type at a time, in the role that is read', async () => {
    const { requests } = await read(COUNTED, 'vendor', [DAY, calendarDay('2026-03-12')]);
    expect(requests).toHaveLength(8);
    expect(requests[0]?.query).toEqual({ startDate: DAY, endDate: DAY, type: 'SALE', role: 'VENDOR' });
    expect(requests[7]?.query).toMatchObject({ startDate: '2026-03-12', type: 'CGBK' });
    const both = await read(COUNTED, 'both');
    expect(both.requests[0]?.query).toEqual({ startDate: DAY, endDate: DAY, type: 'SALE' });
  });

  it.each(['', '<html>Maintenance</html>', 'null', '-1', '1.5'])('are refused as %p', async (body) => {
    const { stated, error } = await read([counts('SALE', body)]);
    expect([stated, error]).toEqual([[], expect.any(UnexpectedResponse)]);
  });

  it('are put off by a 403, for the key was good a moment ago', async () => {
    const { error } = await read([counts('SALE', 'Access is denied', 403)]);
    expect(error).toBeInstanceOf(RateLimited);
  });
});

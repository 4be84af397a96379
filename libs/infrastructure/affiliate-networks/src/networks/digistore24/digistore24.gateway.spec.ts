import {
  CredentialsRejected,
  NetworkUnavailable,
  PermissionMissing,
  UnexpectedResponse,
} from '@tributary/ports';
import type { RecordedExchange } from '../../kit/testing/contract-fixture';
import { connectTo } from '../../kit/testing/replay-harness';
import { startReplayServer } from '../../kit/testing/replay-server';
import { digistore24 } from './digistore24.network';

const NOW = new Date('2026-03-14T12:00:00.500Z');
const WINDOW = { from: new Date('2026-03-10T12:00:00.500Z'), to: NOW };
const KEY = '48213-EXAMPLEexampleEXAMPLEexample01';

function listed(response: { status?: number; body: unknown }, page?: string): RecordedExchange {
  return {
    request: {
      method: 'POST',
      path: '/api/call/listTransactions/format/json',
      ...(page && { form: { page_no: page } }),
    },
    response: { status: 200, ...response },
  };
}

function success(list: Record<string, unknown>, envelope: Record<string, unknown> = {}) {
  return { body: { result: 'success', data: list, ...envelope } };
}

async function read(role: string, ...exchanges: RecordedExchange[]) {
  const server = await startReplayServer({ exchanges, check: [], refused: { status: 401 } });
  const replay = connectTo(server, digistore24, NOW);
  const rows: Record<string, unknown>[] = [];
  try {
    for await (const page of replay.gateway.fetchSales({ apiKey: KEY, role }, WINDOW))
      rows.push(...page.rows);
    return { rows, error: null, requests: server.requests };
  } catch (error) {
    return { rows, error, requests: server.requests };
  } finally {
    await replay.stop();
  }
}

const ROW = { transaction_id: '1' };

describe('Digistore24Gateway', () => {
  it('asks for whole seconds around the window, and for all roles without a filter', async () => {
    const { requests } = await read('all', listed(success({ page_count: 0 })));
    expect(requests[0]?.form).toEqual({
      language: 'en',
      from: '2026-03-10T12:00:00+00:00',
      to: '2026-03-14T12:00:01+00:00',
      sort_by: 'date',
      sort_order: 'asc',
      page_no: '1',
      page_size: '1000',
    });
  });

  it('carries the zone the answer names and the role into each row', async () => {
    const { rows } = await read(
      'vendor',
      listed(success({ page_count: 1, transaction_list: [ROW] }, { timezone: 'UTC' })),
    );
    expect(rows).toEqual([{ transaction: ROW, zone: 'UTC', role: 'vendor' }]);
  });

  it('reads as many pages as announced, and to the first short one where nothing is', async () => {
    const counted = await read(
      'all',
      listed(success({ page_count: '2', transaction_list: [ROW] }), '1'),
      listed(success({ page_count: '2', transaction_list: [ROW] }), '2'),
    );
    expect([counted.error, counted.rows.length]).toEqual([null, 2]);
    const uncounted = await read(
      'all',
      listed(success({ page_size: 1, transaction_list: [ROW] }), '1'),
      listed(success({ page_size: 1, transaction_list: [] }), '2'),
    );
    expect([uncounted.error, uncounted.requests.length]).toEqual([null, 2]);
  });

  it.each([
    ['an empty page before the last', success({ page_count: 3, transaction_list: [] })],
    ['no list where there should be one', success({ page_count: 1 })],
    ['a list of another name', success({ transactions: [ROW] })],
    ['a zone nobody knows', success({ page_count: 0 }, { timezone: 'Mars/Olympus' })],
    ['no envelope', { body: { data: {} } }],
    ['JSON null', { body: null }],
  ])('never takes %s for "no sales"', async (_, response) => {
    const { error } = await read('all', listed(response));
    expect(error).toBeInstanceOf(UnexpectedResponse);
  });

  it.each([
    [200, 2, CredentialsRejected],
    [401, 2, CredentialsRejected],
    [400, 8, PermissionMissing],
    [200, 8, PermissionMissing],
    [200, 3, UnexpectedResponse],
    [400, 9, UnexpectedResponse],
    [200, 0, NetworkUnavailable],
    [200, undefined, NetworkUnavailable],
  ])('reads HTTP %i with code %p by its meaning', async (status, code, type) => {
    const body = { result: 'error', message: 'Leider nein', code };
    const { error } = await read('all', listed({ status, body }));
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toContain('Leider nein');
  });
});

import { CredentialsRejected, PermissionMissing, RateLimited, UnexpectedResponse } from '@tributary/ports';
import type { RecordedExchange, RecordedResponse } from '../../kit/testing/contract-fixture';
import { connectTo } from '../../kit/testing/replay-harness';
import { type ReplayServer, startReplayServer } from '../../kit/testing/replay-server';
import { daysOf } from './clickbank.gateway';
import { clickbank } from './clickbank.network';

const NOW = new Date('2026-03-14T12:00:00Z');
const CREDENTIALS = { apiKey: 'API-EXAMPLE0KEY0EXAMPLE0KEY0EXAMPLE0', role: 'vendor' };
const WINDOW = { from: new Date('2026-03-10T12:00:00Z'), to: NOW };
const LIST = '/rest/1.3/orders2/list';
const ACCOUNTS = '/rest/1.3/quickstats/accounts';

function exchange(path: string, response: RecordedResponse, page?: string): RecordedExchange {
  return { request: { method: 'GET', path, ...(page && { headers: { page } }) }, response };
}

/** Reads the window at a network that answers like this; what came, and the error that ended it. */
async function read(...exchanges: RecordedExchange[]) {
  const server: ReplayServer = await startReplayServer({ exchanges, check: [], refused: { status: 403 } });
  const replay = connectTo(server, clickbank, NOW);
  const rows: unknown[] = [];
  try {
    for await (const page of replay.gateway.fetchSales(CREDENTIALS, WINDOW)) rows.push(...page.rows);
    return { rows, error: null, requests: server.requests };
  } catch (error) {
    return { rows, error, requests: server.requests };
  } finally {
    await replay.stop();
  }
}

describe('ClickBankGateway', () => {
  it('asks for Pacific days and the chosen role', async () => {
    const { requests } = await read(exchange(LIST, { status: 200, body: null }));
    expect(requests.map((request) => request.query)).toEqual([
      { startDate: '2026-03-10', endDate: '2026-03-14', role: 'VENDOR' },
    ]);
  });

  it('reads on after a short page with 206 and stops at 200', async () => {
    const { rows, error, requests } = await read(
      exchange(LIST, { status: 206, body: { orderData: { receipt: 'A' } } }, '1'),
      exchange(LIST, { status: 206, body: null }, '2'),
      exchange(LIST, { status: 200, body: { orderData: [{ receipt: 'B' }, { receipt: 'C' }] } }, '3'),
    );
    expect(error).toBeNull();
    expect(rows).toHaveLength(3);
    expect(requests.map((request) => request.headers.page)).toEqual(['1', '2', '3']);
  });

  it('does not believe in more pages for ever', async () => {
    const { error, requests } = await read(exchange(LIST, { status: 206, body: null }));
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect(requests).toHaveLength(2);
  });

  describe('403', () => {
    const forbidden = { status: 403, body: 'Access denied' };
    const accounts = { status: 200, body: { accountData: [{ nickName: 'acmepub' }] } };

    it('is a refused key when the nicknames are refused as well', async () => {
      const { error } = await read(exchange(LIST, forbidden), exchange(ACCOUNTS, forbidden));
      expect(error).toBeInstanceOf(CredentialsRejected);
      expect((error as Error).message).toContain('Access denied');
    });

    it('is a limit when the key still opens the nicknames', async () => {
      const { error } = await read(exchange(LIST, forbidden), exchange(ACCOUNTS, accounts));
      expect(error).toBeInstanceOf(RateLimited);
      expect((error as RateLimited).retryAt).toEqual(new Date('2026-03-14T12:05:00Z'));
    });

    it('is a limit after a good page, without asking further', async () => {
      const { rows, error, requests } = await read(
        exchange(LIST, { status: 206, body: [{ receipt: 'A' }] }, '1'),
        exchange(LIST, forbidden, '2'),
      );
      expect(rows).toHaveLength(1);
      expect(error).toBeInstanceOf(RateLimited);
      expect(requests).toHaveLength(2);
    });

    it('is a limit when the text says so', async () => {
      const { error, requests } = await read(
        exchange(LIST, { status: 403, body: 'Daily request quota exceeded' }),
      );
      expect(error).toBeInstanceOf(RateLimited);
      expect((error as RateLimited).retryAt).toEqual(new Date('2026-03-14T13:00:00Z'));
      expect(requests).toHaveLength(1);
    });
  });

  it('tells a key that opens no nickname from a refused one', async () => {
    const server = await startReplayServer({
      exchanges: [exchange(ACCOUNTS, { status: 200, body: null })],
      check: [],
      refused: { status: 403 },
    });
    const replay = connectTo(server, clickbank, NOW);
    await expect(replay.gateway.validateCredentials(CREDENTIALS)).rejects.toThrow(PermissionMissing);
    await replay.stop();
  });
});

describe('daysOf', () => {
  it('covers the window with Pacific days, at most 31 at a time', () => {
    const window = { from: new Date('2026-01-01T07:59:59Z'), to: new Date('2026-03-01T08:00:00Z') };
    expect(daysOf(window)).toEqual([
      { first: '2025-12-31', last: '2026-01-30' },
      { first: '2026-01-31', last: '2026-02-28' },
    ]);
  });

  it('needs one series for what one slice of the re-read policy may span', () => {
    const from = new Date('2026-03-01T07:30:00Z');
    const to = new Date(from.getTime() + clickbank.reread.sliceDays * 86_400_000);
    expect(daysOf({ from, to })).toHaveLength(1);
  });

  it('is one day for a window without length', () => {
    expect(daysOf({ from: NOW, to: NOW })).toEqual([{ first: '2026-03-14', last: '2026-03-14' }]);
  });
});

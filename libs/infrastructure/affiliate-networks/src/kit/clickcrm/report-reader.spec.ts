import { calendarDay, currency } from '@tributary/domain';
import { UnexpectedResponse } from '@tributary/ports';
import type { NetworkHttp, NetworkRequest } from '../network-http';
import { StandingClock } from '../testing/replay-harness';
import type { WireRow } from './columns';
import { type Report, ReportReader } from './report-reader';

const DAYS = { first: calendarDay('2026-03-01'), last: calendarDay('2026-03-04') };
const ONE_DAY = { first: calendarDay('2026-03-01'), last: calendarDay('2026-03-01') };
const REPORT: Report = {
  name: 'commissions',
  address: 'https://reports.example/v1/commissions',
  accountParameter: 'a',
};

type Answer = (query: URLSearchParams) => unknown;

/** The wire below the reader: hands each question to a function, and remembers it. */
class Wire implements NetworkHttp {
  readonly questions: string[] = [];
  readonly requests: NetworkRequest[] = [];

  constructor(private readonly answer: Answer) {}

  send(request: NetworkRequest) {
    const query = request.url.searchParams;
    this.requests.push(request);
    this.questions.push(
      [query.get('date_from'), query.get('date_to'), query.get('next_page')].filter(Boolean).join(' '),
    );
    const body = this.answer(query);
    return Promise.resolve({ status: 200, headers: {}, text: '', json: () => body });
  }
}

function rowsFrom(first: number, count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({ order_id: String(first + index) }));
}

async function read(wire: Wire, report: Partial<Report> = {}, days = DAYS) {
  const access = { http: wire, clock: new StandingClock(new Date()), networkName: 'BuyGoods' };
  const connection = {
    accountId: '1',
    token: 'Qx+7/==',
    zone: 'America/New_York',
    currency: currency('USD'),
    readsRows: true,
  };
  const reader = new ReportReader(access, connection);
  const pages: { rows: number; origin: string }[] = [];
  for await (const { rows, origin } of reader.read({ ...REPORT, ...report }, days)) {
    pages.push({ rows: rows.length, origin });
  }
  return pages;
}

function sizes(pages: readonly { readonly rows: number }[]): number[] {
  return pages.map((page) => page.rows);
}

/** A span of n days answers with n × `perDay` rows on one page. */
function perDay(count: number): Answer {
  return (query) => {
    const from = Number(query.get('date_from')?.slice(-2));
    const to = Number(query.get('date_to')?.slice(-2));
    return { data: rowsFrom(from * 100, (to - from + 1) * count).slice(0, 50) };
  };
}

describe('reading a report', () => {
  it('asks once a second with a token that is encoded once, and marks it as the secret', async () => {
    const wire = new Wire(() => ({ data: [] }));
    await read(wire);
    const [request] = wire.requests;
    expect(request?.url.search).toBe(
      '?a=1&token=Qx%2B7%2F%3D%3D&date_from=2026-03-01&date_to=2026-03-04&response_type=json',
    );
    expect(request?.secrets).toEqual(['Qx+7/==']);
    expect(request?.pacing).toEqual({ requestsPerSecond: 1, concurrency: 1 });
  });

  it('calls the account id as the older host does, where that is asked for', async () => {
    const wire = new Wire(() => []);
    await read(wire, { accountParameter: 'account_id' });
    expect(wire.requests[0]?.url.searchParams.get('account_id')).toBe('1');
  });

  it('gives one page without rows for a window without sales', async () => {
    expect(await read(new Wire(() => ({ data: [] })))).toEqual([
      { rows: 0, origin: 'commissions 2026-03-01..2026-03-04 page 1' },
    ]);
  });

  it.each([[null], [''], [undefined]])('passes next_page back as it came and ends at %j', async (end) => {
    const pages: Record<string, unknown> = {
      first: { data: rowsFrom(0, 50), next_page: 'b64+/==' },
      'b64+/==': { data: rowsFrom(50, 50), next_page: 3 },
      '3': { data: rowsFrom(100, 7), next_page: end },
    };
    const wire = new Wire((query) => pages[query.get('next_page') ?? 'first']);
    expect(sizes(await read(wire))).toEqual([50, 50, 7]);
    expect(wire.questions).toHaveLength(3);
  });

  it('follows next_page also behind a short page', async () => {
    const wire = new Wire((query) =>
      query.get('next_page') ? { data: rowsFrom(10, 5) } : { data: rowsFrom(0, 10), next_page: 2 },
    );
    expect(sizes(await read(wire))).toEqual([10, 5]);
  });

  it.each([
    ['says that there is no next page', { data: rowsFrom(0, 50), next_page: null }],
    ['has more rows than a page can have', { data: rowsFrom(0, 120) }],
    ['has one row less', { data: rowsFrom(0, 49) }],
  ])('takes a single answer for the whole when it %s', async (_, body) => {
    const wire = new Wire(() => body);
    await read(wire);
    expect(wire.questions).toHaveLength(1);
  });

  it('takes a full last page for the end once the report has named next pages', async () => {
    const wire = new Wire((query) =>
      query.get('next_page') ? { data: rowsFrom(50, 50) } : { data: rowsFrom(0, 50), next_page: 2 },
    );
    expect(sizes(await read(wire))).toEqual([50, 50]);
  });

  it('halves the window while a full page says nothing of a next one', async () => {
    const wire = new Wire(perDay(20));
    expect(sizes(await read(wire))).toEqual([40, 40]);
    expect(wire.questions).toEqual([
      '2026-03-01 2026-03-04',
      '2026-03-01 2026-03-02',
      '2026-03-03 2026-03-04',
    ]);
  });

  it('fails on a single day with a full page and no way on, instead of losing the rest', async () => {
    const wire = new Wire(perDay(60));
    const error = await read(wire).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect((error as UnexpectedResponse).retry).toBe('later');
    expect(wire.questions.at(-1)).toBe('2026-03-01 2026-03-01');
  });

  it('accepts such a day when its total says that 50 is all there is', async () => {
    const wire = new Wire(perDay(50));
    expect(sizes(await read(wire, { rowsOfDay: new Map([['2026-03-01', 50]]) }, ONE_DAY))).toEqual([50]);
    await expect(read(wire, { rowsOfDay: new Map([['2026-03-01', 51]]) }, ONE_DAY)).rejects.toThrow(
      /missing/,
    );
  });

  it('ends when a short page comes again', async () => {
    const wire = new Wire(() => ({ data: rowsFrom(0, 10), next_page: 2 }));
    expect(sizes(await read(wire))).toEqual([10, 0]);
  });

  it('never takes a full page that comes again for the end', async () => {
    const wire = new Wire(() => ({ data: rowsFrom(0, 50), next_page: 2 }));
    await expect(read(wire)).rejects.toThrow(/rows may be missing/);
    expect(wire.questions.at(-1)).toBe('2026-03-01 2026-03-01 2');
  });

  it('never takes a next page that repeats itself for the end', async () => {
    let calls = 0;
    const wire = new Wire(() => ({ data: rowsFrom((calls += 50), 50), next_page: 'same' }));
    await expect(read(wire)).rejects.toThrow(/rows may be missing/);
  });

  it('stops at a list without end', async () => {
    let calls = 0;
    const wire = new Wire(() => ({ data: rowsFrom((calls += 1), 1), next_page: calls }));
    await expect(read(wire)).rejects.toThrow(/did not end after 1000 pages/);
  });

  it('gives a row once, on whatever pages it stands', async () => {
    const wire = new Wire((query) =>
      query.get('next_page') ? { data: rowsFrom(45, 10) } : { data: rowsFrom(0, 50), next_page: 2 },
    );
    expect(sizes(await read(wire))).toEqual([50, 5]);
  });
});

import { filterOf, isNarrowed, paramsOf, queryOf } from './dashboard-filter';

const params = (query: string) => new URLSearchParams(query);

describe('dashboard filter', () => {
  it.each([
    ['', { days: 30, clock: 'sale-date', network: null, account: null, client: null, asOf: null }],
    [
      'days=90&clock=event-date&network=jvzoo&account=a1&client=c1',
      { days: 90, clock: 'event-date', network: 'jvzoo', account: 'a1', client: 'c1', asOf: null },
    ],
    [
      'asOf=2026-11-14T09:00:00%2B01:00',
      {
        days: 30,
        clock: 'sale-date',
        network: null,
        account: null,
        client: null,
        asOf: '2026-11-14T08:00:00.000Z',
      },
    ],
    [
      'days=31&clock=lunar&network=&asOf=then',
      { days: 30, clock: 'sale-date', network: null, account: null, client: null, asOf: null },
    ],
  ])('reads "%s"', (query, expected) => {
    expect(filterOf(params(query))).toEqual(expected);
  });

  it('leaves defaults out of the URL', () => {
    expect(paramsOf(filterOf(params('days=30')))).toEqual({
      days: null,
      clock: null,
      network: null,
      account: null,
      client: null,
      asOf: null,
    });
    expect(paramsOf(filterOf(params('days=7&network=jvzoo')))).toMatchObject({ days: '7', network: 'jvzoo' });
  });

  it('asks for all accounts unless narrowed', () => {
    expect(queryOf(filterOf(params('')))).toEqual({
      ...{ days: 30, clock: 'sale-date', network: [], account: [], client: [], asOf: null },
    });
    expect(queryOf(filterOf(params('client=c1'))).client).toEqual(['c1']);
    expect(isNarrowed(filterOf(params('account=a1')))).toBe(true);
    expect(isNarrowed(filterOf(params('client=c1')))).toBe(true);
  });
});

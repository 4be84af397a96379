import { filterOf, isNarrowed, paramsOf, sinceOf } from './changes-filter';

const params = (query: string) => new URLSearchParams(query);
const NOW = new Date('2026-11-20T13:32:00.000Z');

describe('changes filter', () => {
  it.each([
    ['', { period: 'last-look', network: null, account: null, client: null }],
    [
      'period=7-days&network=jvzoo&account=a1&client=c1',
      { period: '7-days', network: 'jvzoo', account: 'a1', client: 'c1' },
    ],
    ['period=8-days&network=', { period: 'last-look', network: null, account: null, client: null }],
  ])('reads "%s"', (query, expected) => {
    expect(filterOf(params(query))).toEqual(expected);
  });

  it('leaves defaults out of the URL', () => {
    expect(paramsOf(filterOf(params('')))).toEqual({
      ...{ period: null, network: null, account: null, client: null },
    });
    expect(paramsOf(filterOf(params('period=30-days&account=a')))).toMatchObject({
      period: '30-days',
      account: 'a',
    });
  });

  it('knows where days begin, and leaves the last look to the server', () => {
    expect(sinceOf(filterOf(params('period=7-days')), NOW)).toBe('2026-11-13T13:32:00.000Z');
    expect(sinceOf(filterOf(params('')), NOW)).toBeNull();
  });

  it('is narrowed by a network, an account or a client, not by a period', () => {
    expect(isNarrowed(filterOf(params('period=7-days')))).toBe(false);
    expect(isNarrowed(filterOf(params('account=a')))).toBe(true);
    expect(isNarrowed(filterOf(params('client=c')))).toBe(true);
  });
});

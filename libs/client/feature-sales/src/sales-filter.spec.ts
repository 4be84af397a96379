import {
  EMPTY_FILTER,
  filterFromQuery,
  isFiltered,
  queryOfFilter,
  sameFilter,
  toggled,
  type SalesFilter,
} from './sales-filter';

function reader(query: Record<string, string | string[] | null>) {
  const all = (name: string) => [query[name] ?? []].flat();
  return { get: (name: string) => all(name)[0] ?? null, getAll: all };
}

const FULL: SalesFilter = {
  from: '2026-11-01',
  to: '2026-11-20',
  networks: ['hotmart', 'jvzoo'],
  accounts: ['a1'],
  clients: ['c1', 'c2'],
  statuses: ['refunded', 'chargeback'],
  search: 'HP239',
  asOf: '2026-11-14T08:00:00.000Z',
};

describe('sales filter in the URL', () => {
  it('comes back from the URL as it went there', () => {
    expect(filterFromQuery(reader(queryOfFilter(FULL)))).toEqual(FULL);
    expect(filterFromQuery(reader(queryOfFilter(EMPTY_FILTER)))).toEqual(EMPTY_FILTER);
  });

  it('leaves out what does not belong there', () => {
    const query = reader({
      from: '1 Nov',
      to: '2026-13-40',
      status: ['lost', 'pending'],
      network: ['', 'maxweb', 'maxweb'],
      asOf: 'then',
    });
    expect(filterFromQuery(query)).toEqual({ ...EMPTY_FILTER, statuses: ['pending'], networks: ['maxweb'] });
  });

  it('removes empty parts from the URL', () => {
    expect(Object.values(queryOfFilter(EMPTY_FILTER)).every((value) => value === null)).toBe(true);
    expect(isFiltered(EMPTY_FILTER)).toBe(false);
    expect(isFiltered({ ...EMPTY_FILTER, search: 'x' })).toBe(true);
    expect(isFiltered({ ...EMPTY_FILTER, asOf: '2026-11-14T08:00:00.000Z' })).toBe(false);
  });

  it('compares by content', () => {
    expect(sameFilter(FULL, { ...FULL })).toBe(true);
    expect(sameFilter(FULL, { ...FULL, search: 'y' })).toBe(false);
  });

  it('adds a value to a list and takes it out again', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

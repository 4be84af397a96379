import { currency } from '@tributary/domain';
import {
  createOrm,
  PostgresFiguresRepository,
  PostgresSaleHistoryRepository,
  PostgresSaleRepository,
} from '@tributary/postgres';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import { CredentialCipher } from '@tributary/ports';
import { READS_OF_REPLICAS } from './reads-of-replicas';

const AGENCY = '0198c0de-0000-4000-8000-00000000aaaa';
const SPAN = { from: new Date('2026-03-01'), until: new Date('2026-04-01') };
const NOW = { networks: [], accounts: 'all', statuses: [], asOf: null } as const;
const PAST = { ...NOW, asOf: new Date('2026-03-20') };
const AGENCYS = { agencyId: AGENCY, zone: 'Europe/Berlin', reportingCurrency: currency('EUR') };
const QUERIES = [NOW, PAST].map((rest) => ({ ...AGENCYS, ...SPAN, ...rest, clock: 'sale-date' as const }));
const SPANS = { current: SPAN, previous: SPAN, wholeDays: SPAN, months: SPAN, lastYear: SPAN };
const PAGE = { limit: 20, after: null };
const FILTER = { ...SPAN, ...NOW, search: 'ebook' };
const CHANGES = { since: SPAN.from, until: SPAN.until, networks: [], accounts: 'all' } as const;

/** Reads seal nothing. */
class NoCipher extends CredentialCipher {
  readonly keyIds = ['00000000'] as const;

  seal(): Uint8Array {
    throw new RangeError('A read seals nothing');
  }

  open(): Uint8Array {
    throw new RangeError('A read opens nothing');
  }
}

let database: TestDatabase;
let orm: ReturnType<typeof createOrm>;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = createOrm(database.url, { poolSize: 2, isReadOnly: true });
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});

type Reads<Name extends string> = Readonly<Record<Name, () => Promise<unknown>>>;

/** Every read that is on the list, of now and of a past moment. */
function reads() {
  const figures = new PostgresFiguresRepository(orm);
  const sales = new PostgresSaleRepository(orm, new NoCipher());
  const history = new PostgresSaleHistoryRepository(orm);
  const each = <T, R>(of: readonly T[], ask: (one: T) => Promise<R>) => Promise.all(of.map(ask));
  const filters = [FILTER, { ...FILTER, asOf: PAST.asOf }];
  const ofFigures: Reads<(typeof READS_OF_REPLICAS.figures)[number]> = {
    byDay: () => each(QUERIES, (query) => figures.byDay(query)),
    byMonth: () => each(QUERIES, (query) => figures.byMonth(query)),
    unconverted: () => each(QUERIES, (query) => figures.unconverted(query)),
    visits: () => each(QUERIES, (query) => figures.visits(query)),
    dashboard: () => each(QUERIES, (query) => figures.dashboard(query, SPANS)),
  };
  const ofSales: Reads<(typeof READS_OF_REPLICAS.sales)[number]> = {
    listSales: () => each(filters, (filter) => sales.listSales(AGENCY, filter, PAGE)),
    countSales: () => each(filters, (filter) => sales.countSales(AGENCY, filter, 10)),
  };
  const ofHistory: Reads<(typeof READS_OF_REPLICAS.history)[number]> = {
    listChanges: () => history.listChanges(AGENCY, CHANGES, PAGE),
    summarizeChanges: () => history.summarizeChanges({ ...CHANGES, ...AGENCYS }),
    historyOf: () => history.historyOf({ agencyId: AGENCY, accountId: AGENCY }, 'R1'),
    keptSince: () => history.keptSince(AGENCY),
  };
  return { ...ofFigures, ...ofSales, ...ofHistory };
}

describe('the reads of replicas', () => {
  it.each(Object.values(READS_OF_REPLICAS).flat())('write nothing: %s', async (name) => {
    await expect(reads()[name]()).resolves.not.toThrow();
  });

  it('would be found out if one did', async () => {
    const sales = new PostgresSaleHistoryRepository(orm);
    await expect(sales.keptSince(AGENCY)).resolves.toBeNull();
    const write = orm.em.fork().getConnection().execute('update agency set name = name');
    await expect(write).rejects.toThrow('read-only transaction');
  });
});

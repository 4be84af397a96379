import { createTestDatabase, type TestDatabase } from '../testing';
import { rowsOf } from '../testing/world';
import { SEALED_COLUMNS } from './sealed-columns';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const nameOf = ({ table, column }: { readonly table: string; readonly column: string }) =>
  `${table}.${column}`;

describe('the list of sealed columns', () => {
  it('names every column that holds bytes: a new one is sealed, or does not belong into a table', async () => {
    const found = await rowsOf(
      database.owner,
      `select c.table_name || '.' || c.column_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
         and (c.data_type = 'bytea' or c.column_name like '%sealed%')
       order by 1`,
    );
    expect(found.map(({ name }) => name)).toEqual(SEALED_COLUMNS.map(nameOf).sort());
  });

  it.each(SEALED_COLUMNS)('knows the primary key of $table', async ({ table, key }) => {
    const found = await rowsOf(
      database.owner,
      `select a.attname as name, format_type(a.atttypid, null) as type
       from pg_index x
       join unnest(x.indkey) with ordinality k(attnum, place) on true
       join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
       where x.indrelid = $1::regclass and x.indisprimary order by k.place`,
      [table],
    );
    const behindAgency = found.slice(1).map(({ name, type }) => [name, type]);
    expect([found[0]?.name, behindAgency]).toEqual(['agency_id', Object.entries(key)]);
  });

  it.each(SEALED_COLUMNS)('tells the keys of $table from its index alone', async ({ table, column }) => {
    const plan = await database.owner.em.fork().transactional(async (em) => {
      const connection = em.getConnection();
      const run = (sql: string) =>
        connection.execute<Record<string, string>[]>(sql, [], 'all', em.getTransactionContext());
      const [body] = await run(
        `select prosrc as sql from pg_proc where proname = 'keys_of_${table}_${column}'`,
      );
      // As on a table that is worth an index: the empty one of a spec is not.
      await run('set local enable_seqscan = off');
      await run('set local role tributary_directory');
      return run(`explain (format json) ${body?.sql ?? ''}`);
    });
    const scans = scansOf(plan);
    expect(scans).toHaveLength(2);
    expect(new Set(scans)).toEqual(new Set([`${table} by ${table}_${column}_key_index`]));
  });
});

/** What a plan reads of tables, and by which index. */
function scansOf(plan: unknown): string[] {
  if (typeof plan !== 'object' || !plan) return [];
  const node = plan as Readonly<Record<string, unknown>>;
  const { 'Relation Name': table, 'Index Name': index = 'no index' } = node;
  const own = typeof table === 'string' && typeof index === 'string' ? [`${table} by ${index}`] : [];
  return [...own, ...Object.values(node).flatMap(scansOf)];
}

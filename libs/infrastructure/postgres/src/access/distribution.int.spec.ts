import { createTestDatabase, type TestDatabase } from '../testing';
import { tablesOf } from '../testing/catalogue';
import { foreignKeysOf, indexesOf, triggersOf } from '../testing/distribution';
import { ACROSS_AGENCIES, COPIED_TABLES, LOCAL_TABLES, TRIGGERED_TABLES } from '../testing/placement';
import { rowsOf } from '../testing/world';

/*
 * A Postgres of several servers keeps the rows of an agency together on one of them. That is possible where every key
 * of a table has the agency in it, and nothing refers to rows that may be elsewhere.
 */

let database: TestDatabase;
let distributed: ReadonlySet<string>;

beforeAll(async () => {
  database = await createTestDatabase();
  const tables = (await tablesOf(database.owner)).filter(({ isPartition }) => !isPartition);
  const staying = { ...COPIED_TABLES, ...LOCAL_TABLES };
  distributed = new Set(tables.map(({ name }) => name).filter((name) => !(name in staying)));
});
afterAll(() => database.drop());

describe('the tables', () => {
  it('have an agency, or are copied, or stay where they are', async () => {
    const tables = (await tablesOf(database.owner)).filter(({ isPartition }) => !isPartition);
    const without = tables.filter(({ name, hasAgency }) => distributed.has(name) && !hasAgency);
    expect(without.map(({ name }) => name)).toEqual([]);
    const known = new Set(tables.map(({ name }) => name));
    expect(Object.keys({ ...COPIED_TABLES, ...LOCAL_TABLES }).filter((name) => !known.has(name))).toEqual([]);
    expect(distributed.size).toBeGreaterThan(30);
  });

  it('that are distributed tell the agency of every row', async () => {
    const nullable = await rowsOf(
      database.owner,
      `select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'agency_id' and (is_nullable = 'YES' or data_type <> 'uuid')`,
    );
    expect(nullable).toEqual([]);
  });

  it('are divided by the agency where they are divided at all', async () => {
    const divided = await rowsOf(
      database.owner,
      `select c.relname::text as name, pg_get_partkeydef(c.oid) as by from pg_class c
        where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace`,
    );
    expect(new Set(divided.map(({ by }) => by))).toEqual(new Set(['HASH (agency_id)']));
  });
});

describe('the keys', () => {
  it('of distributed tables start with the agency, every unique one included', async () => {
    const keys = (await indexesOf(database.owner)).filter(({ table }) => distributed.has(table));
    const unique = keys.filter(({ isUnique }) => isUnique);
    expect(unique.filter(({ columns }) => columns[0] !== 'agency_id')).toEqual([]);
    const primary = new Set(keys.filter(({ isPrimary }) => isPrimary).map(({ table }) => table));
    expect([...distributed].filter((table) => !primary.has(table))).toEqual([]);
  });

  it('that only find rows start with it as well, but for those that are written down', async () => {
    const keys = (await indexesOf(database.owner)).filter(({ table }) => distributed.has(table));
    const others = keys.filter(({ columns }) => columns[0] !== 'agency_id').map(({ name }) => name);
    expect(others.toSorted()).toEqual(Object.keys(ACROSS_AGENCIES).toSorted());
  });

  it('that are unique over all agencies are of copied tables, which need them', async () => {
    const global = (await indexesOf(database.owner)).filter(
      ({ table, isUnique, columns }) =>
        isUnique && table in COPIED_TABLES && !columns.includes('agency_id') && table !== 'agency',
    );
    expect(new Set(global.map(({ table }) => table))).toEqual(
      new Set([
        ...['exchange_rate', 'exchange_rate_month', 'superseded_exchange_rate', 'network_outage'],
        ...['invitation', 'member', 'member_identity', 'password_reset', 'refresh_session'],
      ]),
    );
  });

  it('that refer from one distributed table to another have the agency on both sides', async () => {
    const between = (await foreignKeysOf(database.owner)).filter(
      ({ table, to }) => distributed.has(table) && distributed.has(to),
    );
    expect(between.length).toBeGreaterThan(15);
    expect(between.filter(({ pairs }) => pairs[0] !== 'agency_id > agency_id')).toEqual([]);
  });

  it('refer to copied tables from everywhere, and from those to no row that may be elsewhere', async () => {
    const back = (await foreignKeysOf(database.owner)).filter(
      ({ table, to }) => !distributed.has(table) && !(to in COPIED_TABLES),
    );
    expect(back).toEqual([]);
  });

  it('never take the agency away from a row whose other side goes', async () => {
    const emptying = await rowsOf(
      database.owner,
      `select c.conname::text as name from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'agency_id'
        where c.contype = 'f' and c.confdeltype in ('n', 'd')
          and (c.confdelsetcols is null or a.attnum = any(c.confdelsetcols))`,
    );
    expect(emptying).toEqual([]);
  });
});

describe('the triggers', () => {
  it('are of those tables of which it is written down', async () => {
    const triggers = await triggersOf(database.owner);
    const found = [...triggers.keys()].filter((table) => distributed.has(table));
    expect(found).toEqual(TRIGGERED_TABLES);
  });
});

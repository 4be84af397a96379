import { createTestDatabase, type TestDatabase } from '../testing';
import { othersOf, routinesOf, tablesOf } from '../testing/catalogue';
import {
  CALLED,
  DIRECTORY_COLUMNS,
  DIRECTORY_FUNCTIONS,
  GLOBAL_TABLES,
  OTHERS,
  TENANT_TABLES,
  TRIGGERS,
} from '../testing/inventory';
import { rowsOf } from '../testing/world';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const tables = async () => (await tablesOf(database.owner)).filter(({ isPartition }) => !isPartition);
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).toSorted();
const without = (list: readonly string[], start: string) => list.filter((one) => !one.startsWith(start));

/** As Postgres writes them. */
const context = "( SELECT (NULLIF(current_setting('app.agency'::text, true), ''::text))::uuid AS \"nullif\")";
const own = (column: string) => `own_agency, *, public: (${column} = ${context}), (${column} = ${context})`;
const OF_THE_DIRECTORY = /^directory_(reads, r|writes, w), tributary_directory: true, (-|true)$/;

describe('the tables', () => {
  it('are those that are written down', async () => {
    const all = await tables();
    expect(names(all.filter(({ hasAgency }) => hasAgency))).toEqual(Object.keys(TENANT_TABLES).toSorted());
    const others = names(all.filter(({ hasAgency }) => !hasAgency));
    expect(others).toEqual(['agency', ...Object.keys(GLOBAL_TABLES)].toSorted());
  });

  it('of an agency show its rows alone, to their owner too', async () => {
    const ofAgencies = (await tables()).filter(({ name, hasAgency }) => hasAgency || name === 'agency');
    expect(ofAgencies.filter(({ isForced }) => !isForced)).toEqual([]);
    const policies = Object.fromEntries(ofAgencies.map((one) => [one.name, without(one.policies, 'dir')]));
    const expected = ofAgencies.map(({ name }) => [name, [own(name === 'agency' ? 'id' : 'agency_id')]]);
    expect(policies).toEqual(Object.fromEntries(expected));
  });

  it('of an agency are open across agencies to the directory alone, where that is written down', async () => {
    const open = (await tables()).filter(({ policies }) => policies.some((one) => one.startsWith('dir')));
    expect(names(open)).toEqual(Object.keys(DIRECTORY_COLUMNS).toSorted());
    const exceptions = open.flatMap(({ policies }) => policies.filter((one) => one.startsWith('dir')));
    expect(exceptions.filter((policy) => !OF_THE_DIRECTORY.test(policy))).toEqual([]);
  });

  it('grant what is written down, and nothing else to anybody', async () => {
    const granted = (await tables()).map(({ name, grants }) => [name, grants.toSorted()] as const);
    const directory = (name: string) =>
      (DIRECTORY_COLUMNS[name] ?? []).map((columns) => `tributary_directory: ${columns}`);
    const expected = [
      ...Object.entries(TENANT_TABLES).map(
        ([name, rights]) => [name, [`tributary_app: ${rights}`, ...directory(name)]] as const,
      ),
      ...Object.entries(GLOBAL_TABLES),
      ['agency', ['tributary_app: select insert update', ...directory('agency')]] as const,
    ].map(([name, grants]) => [name, [...grants].toSorted()] as const);
    expect(Object.fromEntries(granted)).toEqual(Object.fromEntries(expected));
  });

  it('have partitions that nobody reaches but through them', async () => {
    const partitions = (await tablesOf(database.owner)).filter(({ isPartition }) => isPartition);
    expect(partitions).toHaveLength(64);
    const open = partitions.filter((one) => !one.isForced || one.grants.length + one.policies.length > 0);
    expect(names(open)).toEqual([]);
  });
});

describe('the views and sequences', () => {
  it('are those that are written down', async () => {
    expect(Object.fromEntries(await othersOf(database.owner))).toEqual(OTHERS);
  });
});

describe('the functions', () => {
  it('are those that are written down', async () => {
    const expected = [
      ...[...CALLED, ...TRIGGERS].map((name) => `public.${name}`),
      ...DIRECTORY_FUNCTIONS.map((name) => `directory.${name}`),
    ];
    expect(names(await routinesOf(database.owner))).toEqual(expected.toSorted());
  });

  it('are called by the product and by nobody else; those of triggers by nobody', async () => {
    const routines = await routinesOf(database.owner);
    const callers = Object.fromEntries(routines.map((one) => [one.name, one.callers]));
    const expected = routines.map(({ name }) => [
      name,
      TRIGGERS.includes(name.replace('public.', '')) ? [] : ['tributary_app'],
    ]);
    expect(callers).toEqual(Object.fromEntries(expected));
  });

  it('work as somebody else in the directory alone, as its own role, with a pinned search path', async () => {
    const routines = await routinesOf(database.owner);
    const definers = routines.filter(({ isDefiner }) => isDefiner);
    expect(names(definers)).toEqual(DIRECTORY_FUNCTIONS.map((name) => `directory.${name}`).toSorted());
    expect(new Set(definers.map(({ owner }) => owner))).toEqual(new Set(['tributary_directory']));
    const settings = new Set(definers.map((one) => (one.settings ?? []).join()));
    expect(settings).toEqual(new Set(['search_path=pg_catalog, pg_temp']));
    const others = routines.filter(({ isDefiner }) => !isDefiner);
    expect(others.filter(({ owner }) => owner === 'tributary_directory')).toEqual([]);
  });

  it('of later migrations are nobody’s until they are granted', async () => {
    await rowsOf(database.owner, 'create function public.nobodys() returns int language sql as $$select 1$$');
    const made = (await routinesOf(database.owner)).find(({ name }) => name === 'public.nobodys');
    await rowsOf(database.owner, 'drop function public.nobodys');
    expect(made?.callers).toEqual([]);
  });
});

describe('the roles', () => {
  it('of the product and of the directory log in nowhere and may nothing by themselves', async () => {
    const roles = await rowsOf(
      database.owner,
      `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
         or rolcanlogin as "isMighty",
         array(select pg_get_userbyid(m.roleid)::text from pg_auth_members m where m.member = r.oid) as "memberOf"
       from pg_roles r where rolname in ('tributary_app', 'tributary_directory') order by 1`,
    );
    expect(roles).toEqual([
      { name: 'tributary_app', isMighty: false, memberOf: [] },
      { name: 'tributary_directory', isMighty: false, memberOf: [] },
    ]);
  });
});

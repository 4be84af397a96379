import { randomUUID } from 'node:crypto';
import { createOrm } from '../orm';
import { inAgency, inNoAgency } from '../tenancy';
import { createTestDatabase, type TestDatabase } from '../testing';
import { tablesOf } from '../testing/catalogue';
import { anAccount, anAgency, rowsOf, type TestAccount } from '../testing/world';
import { Statement } from '../statement';
import { codeOf } from './role-statements';

/** SQL as whoever got hold of the product's login could send it. */

let database: TestDatabase;
let ours: string;
let theirs: TestAccount;
let tenants: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  ours = await anAgency(database.orm);
  theirs = await anAccount(database.orm, await anAgency(database.orm));
  tenants = (await tablesOf(database.owner))
    .filter(({ isPartition, hasAgency }) => hasAgency && !isPartition)
    .map(({ name }) => name);
  for (const table of tenants) await fill(table, theirs.agencyId);
});
afterAll(() => database.drop());

const COLUMNS = new Statement<{ name: string; type: string }>(`
  select a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a
  where a.attrelid = $1::regclass and a.attnum > 0 and a.attnotnull and not a.atthasdef and not a.attisdropped`);

const SAMPLES: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `'x'`,
  'timestamp with time zone': 'now()',
  date: 'current_date',
  jsonb: `'{}'`,
  bytea: `'x'`,
  boolean: 'false',
};

/** One row of the agency, past triggers and foreign keys: here it only has to be there. */
async function fill(table: string, agencyId: string): Promise<void> {
  await inNoAgency(database.owner).transactional(async (em) => {
    await new Statement('set local session_replication_role = replica').run(em, []);
    const columns = await COLUMNS.run(em, [`public.${table}`]);
    const values = columns.map(({ name, type }) =>
      name === 'agency_id' ? `'${agencyId}'` : (SAMPLES[type] ?? '1'),
    );
    const list = columns.map(({ name }) => `"${name}"`).join(', ');
    await new Statement(`insert into "${table}" (${list}) values (${values.join(', ')})`).run(em, []);
  });
}

/** What Postgres answers: the rows that it touched, or its SQLSTATE. */
async function answer(agencyId: string | null, sql: string): Promise<number | string> {
  const statement = new Statement<object>(sql);
  try {
    const rows = await (agencyId === null
      ? statement.run(inNoAgency(database.orm), [])
      : inAgency(database.orm, agencyId, (em) => statement.run(em, [])));
    return rows.length;
  } catch (error) {
    return codeOf(error);
  }
}

const NOT_ALLOWED = '42501';

async function answers(
  agencyId: string | null,
  sqlOf: (table: string) => string,
): Promise<readonly (number | string)[]> {
  const found = new Set<number | string>();
  for (const table of tenants) found.add(await answer(agencyId, sqlOf(table)));
  return [...found].toSorted();
}

describe('without an agency', () => {
  it('there are no rows, though every table has some', async () => {
    for (const table of tenants) {
      const rows = await rowsOf(database.owner, `select 1 from "${table}"`);
      expect([table, rows.length > 0]).toEqual([table, true]);
    }
    expect(await answers(null, (table) => `select 1 from "${table}"`)).toEqual([0]);
    expect(await answer(null, 'select 1 from agency')).toBe(0);
  });

  it('none can be written, changed or removed', async () => {
    const write = (table: string) => `insert into "${table}" (agency_id) values ('${theirs.agencyId}')`;
    expect(await answers(null, write)).toEqual([NOT_ALLOWED]);
    const change = (table: string) => `update "${table}" set agency_id = agency_id returning 1`;
    // Of those that are only added to, nothing may be changed at all.
    expect(await answers(null, change)).toEqual([0, NOT_ALLOWED]);
    expect(await answers(null, (table) => `delete from "${table}" returning 1`)).toEqual([0, NOT_ALLOWED]);
  });

  it('an empty name is none, and a broken one an error', async () => {
    expect(await answer('', 'select 1 from sale')).toBe(0);
    expect(await answer(`' or true --`, 'select 1 from sale')).toBe('22P02');
  });
});

describe('in our agency, theirs', () => {
  it('is not seen, not even when it is asked for', async () => {
    const read = (table: string) => `select 1 from "${table}" where agency_id = '${theirs.agencyId}'`;
    expect(await answers(ours, read)).toEqual([0]);
    expect(await answer(ours, `select 1 from agency where id = '${theirs.agencyId}'`)).toBe(0);
  });

  it('is seen by its own name: so it is the policy that hides it', async () => {
    const read = (table: string) => `select 1 from "${table}" limit 1`;
    expect(await answers(theirs.agencyId, read)).toEqual([1]);
  });

  it('gets no row, and gives none', async () => {
    const give = (table: string) => `insert into "${table}" (agency_id) values ('${theirs.agencyId}')`;
    expect(await answers(ours, give)).toEqual([NOT_ALLOWED]);
    const take = (table: string) =>
      `update "${table}" set agency_id = '${ours}' where agency_id = '${theirs.agencyId}' returning 1`;
    expect(await answers(ours, take)).toEqual([0, NOT_ALLOWED]);
    const push = (table: string) => `update "${table}" set agency_id = '${ours}' returning 1`;
    expect(await answers(theirs.agencyId, push)).toEqual([NOT_ALLOWED]);
    const remove = (table: string) =>
      `delete from "${table}" where agency_id = '${theirs.agencyId}' returning 1`;
    expect(await answers(ours, remove)).toEqual([0, NOT_ALLOWED]);
  });

  it('is not hung on by a foreign key', async () => {
    const run = (agencyId: string) => `
      insert into sync_run (agency_id, account_id, id, network, triggered_by, tier, window_from, window_to, outcome)
      values ('${agencyId}', '${theirs.accountId}', '${randomUUID()}', 'clickbank', 'manual', 'hot', now(), now(), 'ok')
      returning 1`;
    expect(await answer(ours, run(ours))).toBe('23503');
    expect(await answer(ours, run(theirs.agencyId))).toBe(NOT_ALLOWED);
    expect(await answer(theirs.agencyId, run(theirs.agencyId))).toBe(1);
  });

  it('is not told apart from nothing by a key that is taken', async () => {
    const account = (agencyId: string) => `
      insert into network_account (agency_id, id, network, label, credentials_sealed, credential_hints, identity_hash,
        backfill_from, next_due_at)
      values ('${agencyId}', '${theirs.accountId}', 'clickbank', 'x', '', '{}', '${theirs.accountId}', now(), now())
      returning 1`;
    // The same id and the same identity as theirs: both are free in our agency.
    expect(await answer(ours, account(ours))).toBe(1);
    expect(await answer(theirs.agencyId, account(theirs.agencyId))).toBe('23505');
  });
});

describe('the name of an agency', () => {
  const WHO = `
    select pg_backend_pid() as pid, nullif(current_setting('app.agency', true), '') as name,
      current_user::text as login`;
  const NAME = new Statement<{ pid: number; name: string | null; login: string }>(WHO);

  it('is gone with its transaction, and the connection goes on without one', async () => {
    const orm = createOrm(database.url, { poolSize: 1 });
    const CHANGE = new Statement(`select set_config('app.agency', '${theirs.agencyId}', true)`);
    try {
      const inside = await inAgency(orm, ours, (em) => NAME.first(em, []));
      const changed = await inAgency(orm, ours, async (em) => {
        await CHANGE.run(em, []);
        return NAME.first(em, []);
      });
      const failed = inAgency(orm, ours, () => Promise.reject(new Error('rolled back')));
      await expect(failed).rejects.toThrow('rolled back');
      const after = await NAME.first(inNoAgency(orm), []);
      expect([inside?.name, changed?.name, after?.name]).toEqual([ours, theirs.agencyId, null]);
      expect(new Set([inside?.pid, changed?.pid, after?.pid]).size).toBe(1);
    } finally {
      await orm.close();
    }
  });

  it('is not passed on to who asks for none, or for another one, in the middle of its transaction', async () => {
    const names = await inAgency(database.orm, ours, async (em) => [
      await NAME.first(inNoAgency(database.orm), []),
      // As the ORM itself asks, and as a plain fork of another ORM does.
      (await inNoAgency(database.orm).execute<{ name: string | null; login: string }[]>(WHO))[0],
      await NAME.first(database.owner.em.fork(), []),
      await inAgency(database.orm, theirs.agencyId, (inner) => NAME.first(inner, [])),
      await NAME.first(em, []),
    ]);
    expect(names.map((one) => [one?.name, one?.login])).toEqual([
      [null, 'tributary_test'],
      [null, 'tributary_test'],
      [null, 'postgres'],
      [theirs.agencyId, 'tributary_test'],
      [ours, 'tributary_test'],
    ]);
  });
});

describe('the login of the product', () => {
  it.each([
    ['changes no table', 'alter table sale add column x int'],
    ['switches no policies off', 'alter table sale disable row level security'],
    ['takes no force away', 'alter table sale no force row level security'],
    ['drops no policy', 'drop policy own_agency on sale'],
    ['adds no policy', 'create policy all_of_it on sale using (true)'],
    ['drops no table', 'drop table insight_set'],
    ['empties no table', 'truncate sale'],
    ['makes no table', 'create table public.loot (x int)'],
    ['makes no temporary table', 'create temporary table loot (x int)'],
    ['makes no schema', 'create schema loot'],
    ['makes no view', 'create view public.loot as select 1'],
    ['makes no function', 'create function public.loot() returns int language sql as $$select 1$$'],
    [
      'makes none in the directory',
      'create function directory.loot() returns int language sql as $$select 1$$',
    ],
    [
      'makes no trigger',
      'create trigger t before insert on sale for each row execute function sale_inserted()',
    ],
    ['makes no role', 'create role loot'],
    ['raises nobody', 'alter role tributary_test superuser'],
    ['skips no policies from now on', 'alter role tributary_test bypassrls'],
    ['installs no extension', 'create extension dblink'],
    ['runs no program', `copy (select 1) to program 'id'`],
    ['reads no program', `copy exchange_rate from program 'id'`],
    ['writes no file', `copy (select 1) to '/tmp/loot'`],
    ['reads no file', `copy exchange_rate from '/etc/passwd'`],
    ['reads no file of the server', `select pg_read_file('postgresql.conf')`],
    ['lists no folder', `select pg_ls_dir('.')`],
    ['imports no large object', `select lo_import('/etc/passwd')`],
    ['exports no large object', `select lo_export(1, '/tmp/loot')`],
    ['reads no password', 'select 1 from pg_authid'],
    ['becomes nobody else', 'set role postgres'],
    ['becomes not the directory', 'set role tributary_directory'],
    ['has not been somebody else', 'set session authorization postgres'],
    ['silences no triggers', 'set session_replication_role = replica'],
    ['configures no server', `alter system set log_statement = 'none'`],
    ['reads no partition past its table', 'select 1 from sale_0'],
    ['reads nobody’s rows with policies off', 'set local row_security = off; select 1 from sale'],
    ['loads no code', `load '/tmp/loot.so'`],
  ])('%s', async (_, sql) => {
    expect(await answer(null, sql)).toBe(NOT_ALLOWED);
  });

  it('grants nothing, which Postgres only warns about', async () => {
    const grants = async () => (await tablesOf(database.owner)).find(({ name }) => name === 'sale')?.grants;
    const before = await grants();
    expect(await answer(null, 'grant all on sale to public')).toBe(0);
    expect(await grants()).toEqual(before);
  });

  it('learns whose an e-mail is, and neither name nor password', async () => {
    expect(await answer(null, 'select password_hash from member')).toBe(0);
    const keys = await rowsOf(database.orm, `select * from directory.member_by_email('x')`);
    expect(keys.map((key) => Object.keys(key))).toEqual([['agency_id', 'member_id']]);
  });

  it('puts no account off whose network answers', async () => {
    const due = () =>
      rowsOf(database.owner, 'select next_due_at::text, outage_since from network_account where id = $1', [
        theirs.accountId,
      ]);
    const before = await due();
    await rowsOf(
      database.orm,
      `select directory.put_accounts_off('clickbank', '2000-01-01', now() + interval '1 year', $1, $2, $3)`,
      [[theirs.agencyId], [theirs.accountId], [0]],
    );
    expect(await due()).toEqual(before);
  });
});

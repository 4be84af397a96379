import { randomUUID } from 'node:crypto';
import { migrate, type DatabaseLogins } from '../migrate';
import { createOrm } from '../orm';
import { createTestDatabase, loginsOf, type TestDatabase } from '../testing';
import { rowsOf } from '../testing/world';
import { refuseMightyLogin } from './login-might';
import { codeOf } from './role-statements';

jest.setTimeout(120_000);

const id = randomUUID().replaceAll('-', '').slice(0, 16);
const name = `tributary_logins_${id}`;
const OWNER = `owner_${id}`;
const LOGIN = `service_${id}`;
const MADE = `made_${id}`;

let database: TestDatabase;

/** A database of an owner who is no superuser and may make no roles: what a hosted Postgres gives. */
beforeAll(async () => {
  database = await createTestDatabase();
  await admin(`create role ${OWNER} login password 'owner'`);
  await admin(`create database ${name} owner ${OWNER}`);
});
afterAll(async () => {
  await admin(`drop database if exists ${name} with (force)`);
  for (const role of [LOGIN, MADE, OWNER]) await admin(`drop role if exists ${role}`);
  await database.drop();
});

const admin = (sql: string) => rowsOf(database.owner, sql);

function logins(
  overrides: Readonly<Record<'user' | 'password', string>> = { user: LOGIN, password: 's3rvice' },
) {
  const { owner } = loginsOf(name);
  const as = (username: string, password: string) =>
    Object.assign(new URL(owner), { username, password }).href;
  return { owner: as(OWNER, 'owner'), application: as(overrides.user, overrides.password) };
}

async function failure(given: DatabaseLogins): Promise<string> {
  return migrate(given).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
}

/** What a database administrator would copy out of the message. */
const statementsIn = (message: string) => message.split('\n').filter((line) => /^ {2}.*;$/.test(line));

async function asLogin<T>(url: string, work: (orm: ReturnType<typeof createOrm>) => Promise<T>): Promise<T> {
  const orm = createOrm(url, { poolSize: 1 });
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

const canLogIn = (url: string) =>
  asLogin(url, (orm) => rowsOf(orm, 'select 1 from agency')).then(
    () => 'yes',
    (error: unknown) => codeOf(error),
  );

describe('an owner who may make no roles', () => {
  it('says what a database administrator runs, and is done after that', async () => {
    const asked: string[] = [];
    for (let message = await failure(logins()); message !== ''; message = await failure(logins())) {
      const statements = statementsIn(message);
      expect(message).toContain('database administrator');
      expect(statements).not.toEqual([]);
      asked.push(...statements.map((statement) => statement.trim()));
      for (const statement of statements) await admin(statement.replace('…', 's3rvice'));
    }
    expect(asked).toEqual([
      `grant tributary_directory to "${OWNER}" with inherit false, set true;`,
      `create role "${LOGIN}" login password '…';`,
      `grant tributary_app to "${LOGIN}" with inherit true, set false;`,
    ]);
    expect(await canLogIn(logins().application)).toBe('yes');
  });

  it('does not see the rows of its own tables', async () => {
    const insert = `insert into agency (id, name, reporting_currency, time_zone, locale)
      values ('${randomUUID()}', 'Acme', 'EUR', 'UTC', 'en')`;
    const all = Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href;
    await asLogin(all, (orm) => rowsOf(orm, insert));
    expect(await asLogin(all, (orm) => rowsOf(orm, 'select 1 from agency'))).toHaveLength(1);
    expect(await asLogin(logins().owner, (orm) => rowsOf(orm, 'select 1 from agency'))).toEqual([]);
  });

  it('keeps logins of other databases out of this one', async () => {
    const other = loginsOf(name).application;
    expect(await canLogIn(other)).toBe('yes');
    await admin(`create role stranger_${id} login password 'stranger'`);
    try {
      const stranger = Object.assign(new URL(other), {
        username: `stranger_${id}`,
        password: 'stranger',
      }).href;
      expect(await canLogIn(stranger)).toBe('42501');
    } finally {
      await admin(`drop role stranger_${id}`);
    }
  });
});

describe('an owner who may', () => {
  const superuser = () => loginsOf(name).owner;

  beforeAll(async () => {
    await migrate(loginsOf(name));
    await asLogin(superuser(), (orm) => rowsOf(orm, `alter table last_look owner to ${OWNER}`));
  });

  it('makes the login, and gives it the password that it comes with', async () => {
    for (const password of ['first-password', 'second-password']) {
      const { application } = logins({ user: MADE, password });
      expect(await canLogIn(application)).toBe('28P01');
      await migrate({ owner: superuser(), application });
      expect(await canLogIn(application)).toBe('yes');
    }
    expect(await canLogIn(logins({ user: MADE, password: 'first-password' }).application)).toBe('28P01');
    const [kept] = await admin(`select rolpassword as verifier from pg_authid where rolname = '${MADE}'`);
    expect(kept?.verifier).toMatch(/^SCRAM-SHA-256\$4096:/);
  });

  it.each([
    ['is the owner itself', () => superuser(), 'both log in as'],
    ['is a superuser', () => aMighty('superuser'), 'is a superuser'],
    ['bypasses policies', () => aMighty('bypassrls'), 'bypasses row-level security'],
    ['may make roles', () => aMighty('createrole'), 'may create roles'],
    ['may be an owner', () => aMighty(`in role ${OWNER}`), 'owns tables of the database'],
    ['reads files', () => aMighty('in role pg_read_server_files'), 'may read or write more than its tables'],
    ['runs programs', () => aMighty('in role pg_execute_server_program'), 'may read or write more'],
    ['reads all tables', () => aMighty('in role pg_read_all_data'), 'may read or write more'],
  ])('lets no login in that %s, and no process starts as it', async (_, url, words) => {
    const application = await url();
    try {
      expect(await failure({ owner: superuser(), application })).toContain(words);
      const start = asLogin(application, refuseMightyLogin);
      await expect(start).rejects.toThrow(/does not start.*Move this login to DATABASE_OWNER_URL/);
    } finally {
      await removeMighty();
    }
  });

  it('starts as the login that it made', async () => {
    const { application } = logins({ user: MADE, password: 'second-password' });
    await expect(asLogin(application, refuseMightyLogin)).resolves.toBeUndefined();
  });

  it('needs a user and a password to make one', async () => {
    const application = Object.assign(new URL(superuser()), { username: '', password: '' }).href;
    expect(await failure({ owner: superuser(), application })).toContain('needs a user and a password');
  });

  async function removeMighty(): Promise<void> {
    const [there] = await admin(`select 1 from pg_roles where rolname = 'mighty_${id}'`);
    if (!there) return;
    await asLogin(superuser(), (orm) => rowsOf(orm, `drop owned by mighty_${id}`));
    await admin(`drop role mighty_${id}`);
  }

  async function aMighty(might: string): Promise<string> {
    await admin(`create role mighty_${id} login password 'mighty' ${might}`);
    await asLogin(superuser(), (orm) => rowsOf(orm, `grant connect on database ${name} to mighty_${id}`));
    return Object.assign(new URL(superuser()), { username: `mighty_${id}`, password: 'mighty' }).href;
  }
});

import { MikroORM } from '@mikro-orm/postgresql';
import { createHash, randomUUID } from 'node:crypto';
import { APPLICATION_ROLE } from './migrations/tenant-table';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { createOrm } from './orm';
import { Statement } from './statement';

export interface TestDatabase {
  /** Connection string of the product's login: one agency at a time, no table to change. */
  readonly url: string;
  readonly orm: MikroORM;
  /** Of the server's superuser, who sees the rows of all agencies: for setting up and looking. */
  readonly ownerUrl: string;
  readonly owner: MikroORM;
  /** Closes both and removes the database. */
  drop(): Promise<void>;
}

/** The connection strings of a database: of its owner, and of the product's login. */
export type Logins = Parameters<typeof migrate>[0];

/** What databases begin with beyond empty tables; made once for all of them. */
export interface Beginning {
  /** Another one, another template: for what is prepared by other versions of a program, too. */
  readonly name: string;
  /** Leaves no connection open. */
  readonly prepare: (database: Logins) => Promise<void>;
}

/** The login of every test database of the server. */
const LOGIN = 'tributary_test';

/** Any number: whoever needs a template that another one makes already waits for it. */
const TEMPLATE_LOCK = 7_405_931;

const IS_THERE = new Statement<object>('select 1 from pg_database where datname = $1');

/**
 * A migrated database of its own on the server that `TEST_POSTGRES_URL` names, empty unless told otherwise: a clone of a
 * template that the first caller makes. Cheap enough for one per spec file.
 */
export async function createTestDatabase(beginning?: Beginning): Promise<TestDatabase> {
  const template = await templateOf(beginning);
  const name = `tributary_test_${randomUUID().replaceAll('-', '')}`;
  await onServer((run) => clone(run, template, name));
  const { owner: ownerUrl, application: url } = loginsOf(name);
  const orm = createOrm(url, { poolSize: 8, applicationName: 'tributary-test' });
  const owner = createOrm(ownerUrl, { poolSize: 4, applicationName: 'tributary-test-owner' });
  return {
    url,
    orm,
    ownerUrl,
    owner,
    drop: async () => {
      await Promise.all([orm.close(), owner.close()]);
      await onServer((run) => run(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Named after the migrations' text: a changed migration gets a new template. */
async function templateOf(beginning?: Beginning): Promise<string> {
  const migrations = MIGRATIONS.map((migration) => String(migration.class)).join('\n');
  const migrated = await made(migrations, async (draft) => {
    await onServer((run) => run(`create database ${draft}`));
    await migrate(loginsOf(draft));
  });
  if (!beginning) return migrated;
  return made(`${migrated} ${beginning.name}`, async (draft) => {
    await onServer((run) => clone(run, migrated, draft));
    await beginning.prepare(loginsOf(draft));
  });
}

/** @returns the name of the template that the text stands for; made, by one process at a time, where it is missing. */
async function made(text: string, make: (draft: string) => Promise<void>): Promise<string> {
  const template = `tributary_template_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  if (await exists(template)) return template;
  await onServer(async (run) => {
    // Until this connection is closed.
    await run(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
    if (await exists(template)) return;
    const draft = `tributary_draft_${randomUUID().replaceAll('-', '')}`;
    await make(draft);
    // The rename makes it appear whole.
    await run(`alter database ${draft} rename to ${template}`);
  });
  return template;
}

async function clone(run: Run, template: string, name: string): Promise<void> {
  await run(`create database ${name} template ${template} strategy wal_log`);
  // What a database grants is not cloned with it.
  await run(`revoke connect, temporary on database ${name} from public`);
  await run(`grant connect on database ${name} to ${APPLICATION_ROLE}`);
}

async function exists(database: string): Promise<boolean> {
  const orm = serverOrm();
  try {
    return (await IS_THERE.first(orm.em.fork(), [database])) !== null;
  } finally {
    await orm.close();
  }
}

type Run = (sql: string) => Promise<unknown>;

async function onServer(work: (run: Run) => Promise<unknown>): Promise<void> {
  const orm = serverOrm();
  try {
    const em = orm.em.fork();
    await work((sql) => new Statement<object>(sql).run(em, []));
  } finally {
    await orm.close();
  }
}

/** Without the tables of the product: learning them takes longer than anything that is asked of the server. */
function serverOrm(): MikroORM {
  return new MikroORM({
    clientUrl: serverUrl(),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    contextName: `tributary server ${randomUUID()}`,
    pool: { min: 0, max: 1 },
  });
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url)
    throw new Error('TEST_POSTGRES_URL is not set: run the specs through Jest, whose setup starts a server');
  return url;
}

/** The logins of a database of the server, whether it exists or not. */
export function loginsOf(database: string): Logins {
  const owner = Object.assign(new URL(serverUrl()), { pathname: `/${database}` });
  const application = Object.assign(new URL(owner), { username: LOGIN, password: LOGIN });
  return { owner: owner.href, application: application.href };
}

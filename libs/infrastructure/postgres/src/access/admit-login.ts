import type { EntityManager } from '@mikro-orm/postgresql';
import { APPLICATION_ROLE } from '../migrations/tenant-table';
import { createOrm } from '../orm';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';
import { mightOf } from './login-might';
import { changeRoles, codeOf, quoted } from './role-statements';
import { scramVerifier } from './scram-verifier';

interface Standing {
  readonly owner: string;
  readonly database: string;
  readonly ownsDatabase: boolean;
  readonly exists: boolean;
  readonly isMember: boolean;
}

const STANDING = new Statement<Standing>(`
  select current_user::text as owner, current_database()::text as database,
    pg_has_role(d.datdba, 'USAGE') as "ownsDatabase",
    login.oid is not null as exists,
    coalesce(pg_has_role(login.oid, app.oid, 'USAGE'), false) as "isMember"
  from pg_roles me
  join pg_database d on d.datname = current_database()
  join pg_roles app on app.rolname = $2
  left join pg_roles login on login.rolname = $1
  where me.rolname = current_user`);

/** Wrong password, or no such login. */
const REFUSED = new Set(['28P01', '28000']);
const NOT_ALLOWED = '42501';

interface Login {
  readonly name: string;
  readonly password: string;
}

/**
 * Lets the login of the application's connection string in: makes it where it is missing, gives it the password it
 * comes with, and the rights of the application, and no others.
 * @throws {Error} when it may more than that, or with the statements for a database administrator when the owner may
 *   not do this.
 */
export async function admitLogin(ownerUrl: string, applicationUrl: string): Promise<void> {
  const login = loginOf(applicationUrl);
  const orm = createOrm(ownerUrl, { poolSize: 1, applicationName: 'tributary-migrate' });
  try {
    const em = inNoAgency(orm);
    const standing = await standingOf(em, login.name);
    if (standing.owner === login.name) throw sameLogin(login.name);
    if (standing.ownsDatabase) await keepOthersOut(em, standing.database);
    if (standing.exists) await refuseMighty(em, login.name);
    for (const change of await missingFor(standing, login, applicationUrl)) await make(em, standing, change);
  } finally {
    await orm.close();
  }
}

/** A database of this product is nobody else's: logins of other databases of the server stay out of it. */
async function keepOthersOut(em: EntityManager, database: string): Promise<void> {
  const name = quoted(database);
  await changeRoles(em, `revoke connect, temporary on database ${name} from public`);
  await changeRoles(em, `grant connect on database ${name} to ${APPLICATION_ROLE}`);
  await changeRoles(em, 'revoke create on schema public from public');
}

interface Change {
  readonly statement: string;
  /** The same for a person to type: without a secret. */
  readonly shown: string;
}

async function make(em: EntityManager, standing: Standing, { statement, shown }: Change): Promise<void> {
  try {
    await changeRoles(em, statement);
  } catch (error) {
    if (codeOf(error) === NOT_ALLOWED) throw helpNeeded(standing, shown);
    throw error;
  }
}

async function missingFor(standing: Standing, login: Login, url: string): Promise<readonly Change[]> {
  const name = quoted(login.name);
  const secret = `'${scramVerifier(login.password)}'`;
  const makeOrChange = standing.exists ? `alter role ${name}` : `create role ${name} login`;
  const isKnown = standing.exists && (await isLetIn(url));
  const admit = `grant ${APPLICATION_ROLE} to ${name} with inherit true, set false`;
  return [
    ...(isKnown
      ? []
      : [
          {
            statement: `${makeOrChange} password ${secret}`,
            shown: `${makeOrChange} password '…'`,
          },
        ]),
    ...(standing.isMember ? [] : [{ statement: admit, shown: admit }]),
  ];
}

async function isLetIn(url: string): Promise<boolean> {
  const orm = createOrm(url, { poolSize: 1, applicationName: 'tributary-migrate' });
  try {
    await new Statement<object>('select 1').first(inNoAgency(orm), []);
    return true;
  } catch (error) {
    if (REFUSED.has(codeOf(error))) return false;
    // It was let in by its password, and kept out of the database: that is granted afterwards.
    if (codeOf(error) === NOT_ALLOWED) return true;
    throw error;
  } finally {
    await orm.close();
  }
}

async function refuseMighty(em: EntityManager, name: string): Promise<void> {
  const might = await mightOf(em, name);
  if (might.length === 0) return;
  throw new Error(
    `DATABASE_URL logs in as ${quoted(name)}, which ${might.join(' and ')}: policies would not hold it. Give DATABASE_URL a login of its own; the migration makes one that does not exist yet.`,
  );
}

async function standingOf(em: EntityManager, login: string): Promise<Standing> {
  const row = await STANDING.first(em, [login, APPLICATION_ROLE]);
  if (!row) throw new Error('The database has not been migrated');
  return row;
}

function loginOf(url: string): Login {
  const { username, password } = new URL(url);
  const login = { name: decodeURIComponent(username), password: decodeURIComponent(password) };
  if (login.name === '' || login.password === '') {
    throw new Error('DATABASE_URL needs a user and a password: postgres://user:password@host:5432/database');
  }
  return login;
}

function sameLogin(name: string): Error {
  return new Error(
    `DATABASE_URL and DATABASE_OWNER_URL both log in as ${quoted(name)}. The product needs a login of its own, which owns nothing: put another user and password into DATABASE_URL, and the migration makes it.`,
  );
}

function helpNeeded({ owner }: Standing, shown: string): Error {
  return new Error(
    `The database's owner ${quoted(owner)} may not let the product's login in. Let a database administrator run:\n  ${shown};\nand start the migration again.`,
  );
}

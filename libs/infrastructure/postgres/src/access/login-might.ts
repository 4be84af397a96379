import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

/** Reading, writing or running files on the server's machine, and reading or writing every table. */
const MIGHTY_ROLES = [
  ...['pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'],
  ...['pg_read_all_data', 'pg_write_all_data'],
];

const MIGHT = new Statement<{ name: string; might: string[] }>(`
  select r.rolname::text as name, array_remove(array[
    case when r.rolsuper then 'is a superuser' end,
    case when r.rolbypassrls then 'bypasses row-level security' end,
    case when r.rolcreaterole then 'may create roles' end,
    case when exists (
      select 1 from pg_class t
      where t.relnamespace = 'public'::regnamespace and pg_has_role(r.oid, t.relowner, 'MEMBER')
    ) then 'owns tables of the database' end,
    case when has_schema_privilege(r.oid, 'public', 'CREATE') then 'may create tables' end,
    case when exists (
      select 1 from pg_roles m where m.rolname = any($2::text[]) and pg_has_role(r.oid, m.oid, 'MEMBER')
    ) then 'may read or write more than its tables' end
  ], null) as might
  from pg_roles r where r.rolname = coalesce($1, current_user)`);

/** What a login may that the product's must not; in words that follow its name. Empty for one as it should be. */
export async function mightOf(em: EntityManager, login: string): Promise<readonly string[]> {
  const found = await MIGHT.first(em, [login, MIGHTY_ROLES]);
  return found?.might ?? [];
}

/**
 * To be asked before the first request is served.
 * @throws {Error} saying what the login may too much and what to do.
 */
export async function refuseMightyLogin(orm: MikroORM): Promise<void> {
  const might = await mightOfItself(orm);
  if (might === null) return;
  throw new Error(
    `Tributary does not start: DATABASE_URL logs in as ${might}. Nothing would keep the agencies' rows apart. Move this login to DATABASE_OWNER_URL, put another user and password into DATABASE_URL, and run the migration: it makes that login.`,
  );
}

/** Null for a login as it should be; otherwise its name, and what it may too much. */
export async function mightOfItself(orm: MikroORM): Promise<string | null> {
  const found = await MIGHT.first(inNoAgency(orm), [null, MIGHTY_ROLES]);
  if (!found || found.might.length === 0) return null;
  return `"${found.name}", which ${found.might.join(' and ')}`;
}

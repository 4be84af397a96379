import type { EntityManager } from '@mikro-orm/postgresql';
import { APPLICATION_ROLE, DIRECTORY_ROLE } from '../migrations/tenant-table';
import { Statement } from '../statement';
import { changeRoles, quoted } from './role-statements';

interface Standing {
  readonly owner: string;
  readonly mayCreate: boolean;
  readonly hasApplication: boolean;
  readonly hasDirectory: boolean;
  /** Whether the owner may hand functions over to the directory, and whether it may allow itself to. */
  readonly mayHandOver: boolean;
  readonly mayAllow: boolean;
}

const STANDING = new Statement<Standing>(`
  select current_user::text as owner, me.rolsuper or me.rolcreaterole as "mayCreate",
    app.oid is not null as "hasApplication", dir.oid is not null as "hasDirectory",
    coalesce(me.rolsuper or pg_has_role(dir.oid, 'SET'), false) as "mayHandOver",
    coalesce(me.rolsuper or pg_has_role(dir.oid, 'MEMBER WITH ADMIN OPTION'), false) as "mayAllow"
  from pg_roles me
  left join pg_roles app on app.rolname = $1
  left join pg_roles dir on dir.rolname = $2
  where me.rolname = current_user`);

/** Both log in nowhere. They belong to the whole server: another database of it may have made them. */
const createRole = (role: string) =>
  `create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`;

const allowHandingOver = (owner: string) =>
  `grant ${DIRECTORY_ROLE} to ${quoted(owner)} with inherit false, set true`;

/**
 * Makes the roles that migrations grant to, as far as they are missing.
 * @throws {Error} with the statements for a database administrator when the owner may not.
 */
export async function prepareRoles(em: EntityManager): Promise<void> {
  const before = await standing(em);
  const missing = [
    ...(before.hasApplication ? [] : [createRole(APPLICATION_ROLE)]),
    ...(before.hasDirectory ? [] : [createRole(DIRECTORY_ROLE)]),
  ];
  if (missing.length > 0 && !before.mayCreate) throw helpNeeded(before, missing);
  for (const statement of missing) await changeRoles(em, statement);
  const now = await standing(em);
  if (now.mayHandOver) return;
  if (!now.mayAllow) throw helpNeeded(now, []);
  await changeRoles(em, allowHandingOver(now.owner));
}

async function standing(em: EntityManager): Promise<Standing> {
  const row = await STANDING.first(em, [APPLICATION_ROLE, DIRECTORY_ROLE]);
  if (!row) throw new Error('The database does not know the role it is asked as');
  return row;
}

function helpNeeded({ owner }: Standing, missing: readonly string[]): Error {
  const statements = [...missing, allowHandingOver(owner)].map((statement) => `  ${statement};`);
  return new Error(
    `The database's owner ${quoted(owner)} may not make the roles it needs. Let a database administrator run, once on this server:\n${statements.join('\n')}\nand start the migration again.`,
  );
}

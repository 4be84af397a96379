import type { MikroORM } from '@mikro-orm/postgresql';
import { rowsOf } from './world';

/** A table, or a partition of one, of the schemas of this product. */
export interface CataloguedTable {
  readonly name: string;
  readonly isPartition: boolean;
  readonly hasAgency: boolean;
  readonly isForced: boolean;
  /** `role: right right`, of everybody but the owner; rights on columns with their names behind them. */
  readonly grants: readonly string[];
  /** `name, command, roles: using, check`. */
  readonly policies: readonly string[];
}

/** Where this product keeps something. */
const OURS = `n.nspname in ('public', 'directory')`;

const NAME_OF = (oid: string) => `case when ${oid} = 0 then 'public' else pg_get_userbyid(${oid})::text end`;

const GRANTS = `array(
      select ${NAME_OF('g.grantee')} || ': ' || string_agg(lower(g.privilege_type), ' ' order by
        array_position(array['SELECT', 'INSERT', 'UPDATE', 'DELETE'], g.privilege_type), g.privilege_type)
      from aclexplode(c.relacl) g where g.grantee <> c.relowner group by g.grantee
      union all
      select ${NAME_OF('g.grantee')} || ': ' || lower(g.privilege_type) || ' ('
        || string_agg(a.attname, ', ' order by a.attnum) || ')'
      from pg_attribute a cross join lateral aclexplode(a.attacl) g
      where a.attrelid = c.oid and g.grantee <> c.relowner group by g.grantee, g.privilege_type
      order by 1)`;

const POLICIES = `array(
      select p.polname || ', ' || p.polcmd::text || case when p.polpermissive then '' else ', restrictive' end || ', '
        || array_to_string(array(select ${NAME_OF('r')} from unnest(p.polroles) r order by 1), '+') || ': '
        || coalesce(pg_get_expr(p.polqual, p.polrelid), '-') || ', '
        || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')
      from pg_policy p where p.polrelid = c.oid order by 1)`;

const TABLES = `
  select c.relname as name, c.relispartition as "isPartition",
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'agency_id') as "hasAgency",
    c.relrowsecurity and c.relforcerowsecurity as "isForced", ${GRANTS} as grants, ${POLICIES} as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${OURS}
  where c.relkind in ('r', 'p', 'f')
  order by 1`;

/** Every table that there is, as the catalogue has it. */
export async function tablesOf(owner: MikroORM): Promise<readonly CataloguedTable[]> {
  return (await rowsOf(owner, TABLES)) as unknown as readonly CataloguedTable[];
}

export interface CataloguedRoutine {
  readonly name: string;
  readonly owner: string;
  readonly isDefiner: boolean;
  readonly settings: readonly string[] | null;
  /** Who may call it, beside its owner. */
  readonly callers: readonly string[];
}

const ROUTINES = `
  select n.nspname || '.' || f.proname as name, pg_get_userbyid(f.proowner) as owner, f.prosecdef as "isDefiner",
    f.proconfig as settings,
    array(select ${NAME_OF('g.grantee')}
      from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g
      where g.grantee <> f.proowner order by 1) as callers
  from pg_proc f join pg_namespace n on n.oid = f.pronamespace and ${OURS}
  order by 1`;

export async function routinesOf(owner: MikroORM): Promise<readonly CataloguedRoutine[]> {
  return (await rowsOf(owner, ROUTINES)) as unknown as readonly CataloguedRoutine[];
}

const OTHERS = `
  select c.relkind::text || ' ' || c.relname as name, ${GRANTS} as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${OURS}
  where c.relkind in ('v', 'm', 'S')
  order by 1`;

/** Views (v, m) and sequences (S) with who may use them. */
export async function othersOf(owner: MikroORM): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await rowsOf(owner, OTHERS)) as unknown as readonly { name: string; grants: string[] }[];
  return new Map(rows.map(({ name, grants }) => [name, grants]));
}

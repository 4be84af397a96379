import { APPLICATION_ROLE, DIRECTORY_ROLE } from '../migrations/tenant-table';

export interface DirectoryFunction {
  /** In the schema `directory`, once: without overloads. */
  readonly name: string;
  /** As SQL, with a prefix that no column has: `sought_email text`. */
  readonly parameters: string;
  /** As SQL: `table (agency_id uuid, member_id uuid)`. */
  readonly returns: string;
  /** `writes` may change rows. */
  readonly mode: 'reads' | 'writes';
  /** One SQL statement; every table with its schema, because the search path is pinned to none of ours. */
  readonly body: string;
}

/** For migrations: a function that the application may call and that sees what its own agency would hide. */
export function directoryFunction({
  name,
  parameters,
  returns,
  mode,
  body,
}: DirectoryFunction): readonly string[] {
  return [
    `create function directory.${name}(${parameters}) returns ${returns} language sql
      ${mode === 'reads' ? 'stable' : 'volatile'} security definer set search_path = pg_catalog, pg_temp
      as $$${body}$$;`,
    `revoke all on function directory.${name} from public;`,
    `grant execute on function directory.${name} to ${APPLICATION_ROLE};`,
    // Last: whoever is not its owner any more may grant nothing on it.
    `alter function directory.${name} owner to ${DIRECTORY_ROLE};`,
  ];
}

/**
 * For migrations: the columns of a tenant's table that the directory reads across agencies. The schema of the table
 * spreads `directoryPolicies` instead of `tenantPolicies`. More columns may be given by a later call.
 */
export function directoryReads(table: string, columns: readonly string[]): readonly string[] {
  return [
    `grant select (${columns.join(', ')}) on "${table}" to ${DIRECTORY_ROLE};`,
    `drop policy if exists "directory_reads" on "${table}";`,
    `create policy "directory_reads" on "${table}" for select to ${DIRECTORY_ROLE} using (true);`,
  ];
}

/** The same for columns that it changes: see `accountPolicies`. */
export function directoryWrites(table: string, columns: readonly string[]): readonly string[] {
  return [
    `grant update (${columns.join(', ')}) on "${table}" to ${DIRECTORY_ROLE};`,
    `drop policy if exists "directory_writes" on "${table}";`,
    `create policy "directory_writes" on "${table}" for update to ${DIRECTORY_ROLE} using (true) with check (true);`,
  ];
}

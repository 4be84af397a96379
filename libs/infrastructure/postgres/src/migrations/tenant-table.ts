/** The role that the product works as: sees what its transaction's agency has, changes no table, reads no file. */
export const APPLICATION_ROLE = 'tributary_app';

/** Owns the functions of the schema `directory` and logs in nowhere; sees the columns it was given, of all agencies. */
export const DIRECTORY_ROLE = 'tributary_directory';

export type TableRight = 'select' | 'insert' | 'update' | 'delete';

const ALL_RIGHTS: readonly TableRight[] = ['select', 'insert', 'update', 'delete'];

/** (In a select of its own: asked once a statement, not for each row that is looked up or written.) */
export const ownRows = (column: string) =>
  `${column} = (select nullif(current_setting('app.agency', true), '')::uuid as "nullif")`;

/**
 * What every table with an `agency_id` gets: rows of other agencies do not exist for anybody, its owner included, and
 * the application may do no more than it needs. Tables that are only appended to get `['select', 'insert']`.
 * The schema of the table spreads `tenantPolicies`, which says the same.
 */
export function tenantTable(table: string, rights: readonly TableRight[] = ALL_RIGHTS): readonly string[] {
  return [...ownRowsOnly(table, 'agency_id'), grantTo(table, rights)];
}

/** The agencies themselves: each sees its own row. */
export function agencyTable(rights: readonly TableRight[]): readonly string[] {
  return [...ownRowsOnly('agency', 'id'), grantTo('agency', rights)];
}

/** A partition is reached through its table only: without a policy of its own nobody sees a row in it. */
export function tenantPartition(partition: string): readonly string[] {
  return forced(partition);
}

/** What is the same for every agency, and belongs to none. */
export function globalTable(table: string, rights: readonly TableRight[]): readonly string[] {
  return [grantTo(table, rights)];
}

/** An agency that goes takes its rows along. */
export function belongsToAgency(table: string): string {
  return `alter table "${table}" add constraint "${table}_agency_fkey" foreign key ("agency_id") references "agency" ("id") on delete cascade;`;
}

/** A member that goes takes its rows along, and so does the agency. */
export function belongsToMember(table: string): string {
  return `alter table "${table}" add constraint "${table}_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`;
}

const grantTo = (table: string, rights: readonly TableRight[]) =>
  `grant ${rights.join(', ')} on "${table}" to ${APPLICATION_ROLE};`;

const forced = (table: string) => [
  `alter table "${table}" enable row level security;`,
  `alter table "${table}" force row level security;`,
];

const ownRowsOnly = (table: string, column: string) => [
  ...forced(table),
  `create policy "own_agency" on "${table}" using (${ownRows(column)}) with check (${ownRows(column)});`,
];

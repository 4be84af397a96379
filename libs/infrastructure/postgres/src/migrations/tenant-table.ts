/** The role that the product works as: sees what its transaction's agency has, changes no table, reads no file. */
export const APPLICATION_ROLE = 'tributary_app';

export type TableRight = 'select' | 'insert' | 'update' | 'delete';

const ALL_RIGHTS: readonly TableRight[] = ['select', 'insert', 'update', 'delete'];

const OWN_ROWS = `agency_id = nullif(current_setting('app.agency', true), '')::uuid`;

/**
 * What every table with an `agency_id` gets: rows of other agencies do not exist for anybody, its owner included, and
 * the application may do no more than it needs. Tables that are only appended to get `['select', 'insert']`.
 * The schema of the table spreads `tenantPolicies`, which says the same.
 */
export function tenantTable(table: string, rights: readonly TableRight[] = ALL_RIGHTS): readonly string[] {
  return [
    `alter table "${table}" enable row level security;`,
    `alter table "${table}" force row level security;`,
    `create policy "own_agency" on "${table}" using (${OWN_ROWS}) with check (${OWN_ROWS});`,
    `grant ${rights.join(', ')} on "${table}" to ${APPLICATION_ROLE};`,
  ];
}

/** An agency that goes takes its rows along. */
export function belongsToAgency(table: string): string {
  return `alter table "${table}" add constraint "${table}_agency_fkey" foreign key ("agency_id") references "agency" ("id") on delete cascade;`;
}

/** A member that goes takes its rows along, and so does the agency. */
export function belongsToMember(table: string): string {
  return `alter table "${table}" add constraint "${table}_member_fkey" foreign key ("agency_id", "member_id") references "member" ("agency_id", "id") on delete cascade;`;
}

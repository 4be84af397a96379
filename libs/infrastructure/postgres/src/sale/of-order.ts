/**
 * SQL: anything of the account ($1, $2) is stored in the table. Looked at once a statement: the first page of an account is
 * not compared, row by row, with what is not there.
 */
export const isAnyStored = (table: 'sale' | 'reversal'): string =>
  `(select exists (select 1 from ${table} any_row where any_row.agency_id = $1 and any_row.account_id = $2))`;

/**
 * SQL: the row is of the account ($1, $2) and of the order whose link key is given. The planner knows nothing of an account
 * that is just being filled, takes the whole of it for one row and would read it once per key: so the account is compared by
 * an operator that no index serves, which leaves the index on the key itself.
 */
export const ofOrder = (row: string, linkKey = 'k.link_key'): string =>
  `${row}.agency_id = $1 and ${row}.account_id is not distinct from $2::uuid and ${row}.link_key = ${linkKey}`;

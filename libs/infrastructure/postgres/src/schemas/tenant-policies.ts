import { DIRECTORY_ROLE } from '../migrations/tenant-table';

/** Rows of the agency that the transaction works for, and of no other; without one: none. */
const ownRows = (column: string) =>
  `${column} = (select nullif(current_setting('app.agency', true), '')::uuid as "nullif")`;

const ownAgency = (column: string) => ({
  name: 'own_agency',
  using: ownRows(column),
  check: ownRows(column),
});

const DIRECTORY_READS = {
  name: 'directory_reads',
  command: 'select' as const,
  roles: [DIRECTORY_ROLE],
  using: 'true',
};
const DIRECTORY_WRITES = {
  name: 'directory_writes',
  command: 'update' as const,
  roles: [DIRECTORY_ROLE],
  using: 'true',
  check: 'true',
};

const forced = { rowLevelSecurity: 'force' as const };

/** For `defineEntity` of every table with an `agency_id`. */
export const tenantPolicies = { policies: [ownAgency('agency_id')], ...forced };

/** For those of which functions of the directory read some columns across agencies: see `directoryReads`. */
export const directoryPolicies = { policies: [ownAgency('agency_id'), DIRECTORY_READS], ...forced };

/** For accounts, which an outage of their network puts off in all agencies at once. */
export const accountPolicies = {
  policies: [ownAgency('agency_id'), DIRECTORY_READS, DIRECTORY_WRITES],
  ...forced,
};

/** For the agency itself. */
export const agencyPolicies = { policies: [ownAgency('id'), DIRECTORY_READS], ...forced };

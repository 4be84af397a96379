import { Migration20261121000000_initial } from './Migration20261121000000_initial';
import { Migration20261121100000_ledger } from './Migration20261121100000_ledger';
import { Migration20261121110000_last_looked } from './Migration20261121110000_last_looked';
import { Migration20261121120000_reconciliation } from './Migration20261121120000_reconciliation';
import { Migration20261121130000_notifications } from './Migration20261121130000_notifications';
import { Migration20261121140000_imports } from './Migration20261121140000_imports';
import { Migration20261121150000_outages_and_rereads } from './Migration20261121150000_outages_and_rereads';
import { Migration20261121160000_quarantine } from './Migration20261121160000_quarantine';
import { Migration20261128000000_application_role } from './Migration20261128000000_application_role';
import { Migration20261128010000_clients } from './Migration20261128010000_clients';
import { Migration20261128050000_session_families } from './Migration20261128050000_session_families';
import { Migration20261128051000_two_factor } from './Migration20261128051000_two_factor';
import { Migration20261128052000_attempt_limits } from './Migration20261128052000_attempt_limits';
import { Migration20261128060000_agency_kind } from './Migration20261128060000_agency_kind';
import { Migration20261128070000_audit_entry } from './Migration20261128070000_audit_entry';
import { Migration20261128030000_tenancy } from './Migration20261128030000_tenancy';
import { Migration20261128031000_directory } from './Migration20261128031000_directory';
import { Migration20261128060100_member_identity } from './Migration20261128060100_member_identity';
import { Migration20261128090000_sealed_columns } from './Migration20261128090000_sealed_columns';
import { Migration20261128040000_team } from './Migration20261128040000_team';
import { Migration20261128060200_platform } from './Migration20261128060200_platform';
import { Migration20261128110000_customers } from './Migration20261128110000_customers';

/** Named one by one, so that they survive bundling. */
export const MIGRATIONS = [
  { name: 'Migration20261121000000_initial', class: Migration20261121000000_initial },
  { name: 'Migration20261121100000_ledger', class: Migration20261121100000_ledger },
  { name: 'Migration20261121110000_last_looked', class: Migration20261121110000_last_looked },
  { name: 'Migration20261121120000_reconciliation', class: Migration20261121120000_reconciliation },
  { name: 'Migration20261121130000_notifications', class: Migration20261121130000_notifications },
  { name: 'Migration20261121140000_imports', class: Migration20261121140000_imports },
  { name: 'Migration20261121150000_outages_and_rereads', class: Migration20261121150000_outages_and_rereads },
  { name: 'Migration20261121160000_quarantine', class: Migration20261121160000_quarantine },
  { name: 'Migration20261128000000_application_role', class: Migration20261128000000_application_role },
  { name: 'Migration20261128010000_clients', class: Migration20261128010000_clients },
  { name: 'Migration20261128050000_session_families', class: Migration20261128050000_session_families },
  { name: 'Migration20261128051000_two_factor', class: Migration20261128051000_two_factor },
  { name: 'Migration20261128052000_attempt_limits', class: Migration20261128052000_attempt_limits },
  { name: 'Migration20261128060000_agency_kind', class: Migration20261128060000_agency_kind },
  { name: 'Migration20261128070000_audit_entry', class: Migration20261128070000_audit_entry },
  { name: 'Migration20261128030000_tenancy', class: Migration20261128030000_tenancy },
  { name: 'Migration20261128031000_directory', class: Migration20261128031000_directory },
  { name: 'Migration20261128060100_member_identity', class: Migration20261128060100_member_identity },
  { name: 'Migration20261128090000_sealed_columns', class: Migration20261128090000_sealed_columns },
  { name: 'Migration20261128040000_team', class: Migration20261128040000_team },
  { name: 'Migration20261128060200_platform', class: Migration20261128060200_platform },
  { name: 'Migration20261128110000_customers', class: Migration20261128110000_customers },
];

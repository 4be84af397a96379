/*
 * Everything that is in the database and who may use it, written down: what is not here fails the specs. A new table or
 * function is a line here, with the least that the product needs.
 */

const ALL = 'select insert update delete';
const KEPT = 'select insert update';
const ADDED = 'select insert';

/** Tables with an `agency_id`, and what the product may do with their rows. */
export const TENANT_TABLES: Readonly<Record<string, string>> = {
  agency_secret: KEPT,
  audit_entry: ADDED,
  booking: ALL,
  client: ALL,
  daily_refunds: ALL,
  daily_reversals: ALL,
  daily_sales: ALL,
  day_fold: ALL,
  erased_person: KEPT,
  folded_day: ALL,
  folded_month: ALL,
  insight_set: ADDED,
  invitation: ALL,
  invitation_client: ALL,
  last_look: ALL,
  member: ALL,
  member_client: ALL,
  member_identity: 'select insert delete',
  month_fold: ALL,
  network_account: ALL,
  network_daily_total: ALL,
  network_stated_day: ALL,
  notification_endpoint: ALL,
  password_reset: ALL,
  quarantined_row: ALL,
  raw_page: ALL,
  raw_page_sighting: ALL,
  received_notification: ALL,
  reconciliation: ALL,
  recovery_code: ALL,
  refresh_session: ALL,
  renormalised_fact: ALL,
  reread_request: ALL,
  reversal: ALL,
  reversal_version: KEPT,
  sale: ALL,
  sale_customer: ALL,
  sale_rhythm: ALL,
  sale_version: KEPT,
  sales_import: ALL,
  sales_import_booking: ALL,
  sales_import_piece: ALL,
  second_factor: ALL,
  session_family: ALL,
  stale_day: ALL,
  stale_month: ALL,
  sync_run: ALL,
};

/** Tables of no agency. */
export const GLOBAL_TABLES: Readonly<Record<string, readonly string[]>> = {
  attempt_limit: [`tributary_app: ${ALL}`],
  exchange_rate: [`tributary_app: ${KEPT}`],
  exchange_rate_month: [`tributary_app: ${KEPT}`],
  mikro_orm_migrations: ['tributary_app: select (name, executed_at)'],
  network_outage: [`tributary_app: ${ALL}`],
  remembered_subject: [`tributary_app: ${ALL}`],
  superseded_exchange_rate: [`tributary_app: ${ADDED}`],
};

/** The columns that functions of the directory see, and change, of all agencies. */
export const DIRECTORY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  agency: ['select (id, name, created_at, kind, suspended_at, personal_data_months)'],
  agency_secret: ['select (secret_sealed)'],
  erased_person: ['select (agency_id, cleaned_at)'],
  invitation: ['select (agency_id, token_hash)'],
  member: ['select (agency_id, id, email, name, role, is_disabled, last_seen_at)'],
  member_identity: ['select (agency_id, member_id, issuer, subject)'],
  network_account: [
    'select (agency_id, id, network, is_paused, credentials_sealed, last_cold_at, last_good_sync_at, next_due_at, failure_kind, failed_at, outage_since)',
    'update (next_due_at, claimed_job_id, outage_since)',
  ],
  notification_endpoint: ['select (agency_id, account_id, secret_hash, secrets_sealed)'],
  password_reset: ['select (agency_id, token_hash)'],
  quarantined_row: ['select (content)'],
  raw_page: ['select (content)'],
  received_notification: ['select (agency_id, account_id, outcome, content)'],
  refresh_session: ['select (agency_id, token_hash)'],
  sale_customer: ['select (email_sealed)'],
  sales_import_piece: ['select (content)'],
  second_factor: ['select (sealed_secret)'],
};

/** Called by the product; they see what their caller sees. */
export const CALLED = ['ledger_instant', 'ledger_zone', 'rebuild_rollups', 'rollup_differences'];

/** Called by nobody but the tables they belong to. */
export const TRIGGERS = [
  'audit_entry_now',
  'audit_entry_stays',
  'exchange_rate_corrected',
  'exchange_rate_moved',
  'ledger_changed',
  ...['reversal_deleted', 'reversal_inserted', 'reversal_updated'],
  ...['sale_deleted', 'sale_inserted', 'sale_updated'],
];

/** They see what they were given, of all agencies: `directory/README.md` says why each is there. */
export const DIRECTORY_FUNCTIONS = [
  'account_of_endpoint',
  'accounts_in_outage',
  'accounts_of_network',
  'accounts_unanswered_since',
  'accounts_with_notifications',
  'agencies_with_erasures',
  'agencies_with_retention',
  'agency_ids',
  'agency_of_invitation',
  'agency_of_password_reset',
  'agency_of_session',
  'due_accounts',
  ...['keys_of_agency_secret_secret_sealed', 'keys_of_sale_customer_email_sealed'],
  ...['keys_of_network_account_credentials_sealed', 'keys_of_notification_endpoint_secrets_sealed'],
  ...['keys_of_quarantined_row_content', 'keys_of_raw_page_content', 'keys_of_received_notification_content'],
  ...['keys_of_sales_import_piece_content', 'keys_of_second_factor_sealed_secret'],
  'let_accounts_catch_up',
  'member_by_email',
  'member_by_identity',
  'network_evidence',
  'platform_agencies',
  'platform_networks',
  'platform_users',
  'put_accounts_off',
];

/** Views (v, m) and sequences (S). */
export const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'S mikro_orm_migrations_id_seq': [],
  'S raw_page_sighting_order': ['tributary_app: usage'],
};

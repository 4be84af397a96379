/*
 * Where each table would be on a Postgres of several servers, written down: what is not here fails the specs.
 * Whatever has an agency and is not named here is distributed by it.
 */

/**
 * Small, and copied to every server, because something in them is unique over all agencies: people are found by it
 * before their agency is known. They may be asked everywhere and referred to from everywhere.
 */
export const COPIED_TABLES: Readonly<Record<string, string>> = {
  agency: 'everything refers to it, people included',
  client: 'members and invitations are limited to some',
  invitation: 'a token is looked up before its agency is known',
  invitation_client: 'of an invitation',
  member: 'an e-mail is one member everywhere',
  member_client: 'of a member',
  member_identity: 'a subject of an identity provider is one member everywhere',
  password_reset: 'a token is looked up before its agency is known',
  recovery_code: 'of a member',
  refresh_session: 'a token is looked up before its agency is known',
  second_factor: 'of a member',
  session_family: 'of a member, and sessions refer to it',
  // Of no agency, read beside the rows of every one.
  exchange_rate: 'rates are the same for everybody, and figures are joined with them',
  exchange_rate_month: 'how often a month’s rates changed, for folded months of every agency',
  superseded_exchange_rate: 'figures of a past moment are joined with it',
  network_outage: 'a network is down for everybody',
};

/** Left where they are, on the server that everybody connects to: nothing is joined with them. */
export const LOCAL_TABLES: Readonly<Record<string, string>> = {
  attempt_limit: 'counted before anybody is known',
  mikro_orm_migrations: 'of whoever migrates',
  remembered_subject: 'of whoever guesses',
};

/** Indexes of distributed tables that do not start with the agency, and who is helped by them. All are plain ones. */
export const ACROSS_AGENCIES: Readonly<Record<string, string>> = {
  agency_secret_secret_sealed_key_index: 'keys in use',
  network_account_credentials_sealed_key_index: 'keys in use',
  network_account_due_index: 'the schedule',
  network_account_network_index: 'an update of one network, and its outages',
  network_account_unavailable_index: 'outages of a network',
  notification_endpoint_secret_hash_index: 'a notification, whose address names nothing but a secret',
  notification_endpoint_secrets_sealed_key_index: 'keys in use',
  quarantined_row_content_key_index: 'keys in use',
  raw_page_content_key_index: 'keys in use',
  received_notification_content_key_index: 'keys in use',
  sale_customer_email_sealed_key_index: 'keys in use',
  sales_import_piece_content_key_index: 'keys in use',
};

/** Distributed tables with triggers: they are made on each server, and write only beside the rows that they are about. */
export const TRIGGERED_TABLES = ['audit_entry', 'reversal', 'sale'];

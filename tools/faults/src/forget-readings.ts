import type { Rows } from './stored';

/** What outlives a scenario: people, accounts, rates, and the tables of the installation itself. */
const KEPT = [
  ...['agency', 'agency_secret', 'network_account', 'client', 'exchange_rate', 'mikro_orm_migrations'],
  ...['member', 'member_client', 'member_identity', 'invitation', 'invitation_client', 'password_reset'],
  ...['session_family', 'refresh_session', 'second_factor', 'recovery_code'],
  ...['attempt_limit', 'remembered_subject', 'audit_entry'],
];

/** Empties every other table and sets the accounts back to "never read", to be read since a day of UTC. */
export async function forgetReadings(rows: Rows, backfillFrom: string): Promise<void> {
  const tables = await rows<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`);
  const emptied = tables.map(({ name }) => name).filter((name) => !KEPT.includes(name));
  await rows(`truncate ${emptied.join(', ')}`);
  await rows(`
    update network_account set backfill_from = '${backfillFrom}T00:00:00Z', checkpoint = null, last_warm_at = null,
      last_cold_at = null, last_good_sync_at = null, claimed_job_id = null, failure_kind = null,
      failure_message = null, failure_since = null, failure_attempts = 0, failed_at = null, outage_since = null,
      empty_since = null, empty_message = null`);
}

import { Migration } from '@mikro-orm/migrations';
import {
  directoryFunction,
  directoryReads,
  directoryWrites,
  type DirectoryFunction,
} from '../directory/directory-function';
import { APPLICATION_ROLE, DIRECTORY_ROLE } from './tenant-table';

const READ_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  agency: ['id', 'created_at', 'suspended_at'],
  member: ['agency_id', 'id', 'email'],
  refresh_session: ['agency_id', 'token_hash'],
  notification_endpoint: ['agency_id', 'account_id', 'secret_hash'],
  received_notification: ['agency_id', 'account_id', 'outcome'],
  network_account: [
    ...['agency_id', 'id', 'network', 'is_paused', 'next_due_at', 'failure_kind', 'failed_at'],
    ...['outage_since', 'last_good_sync_at'],
  ],
};

const ACCOUNTS = 'table (agency_id uuid, account_id uuid)';

/** Who is meant, before any agency is known: the rows themselves are read in the agency that these name. */
const BEFORE_AN_AGENCY: readonly DirectoryFunction[] = [
  {
    name: 'member_by_email',
    parameters: 'sought_email text',
    returns: 'table (agency_id uuid, member_id uuid)',
    mode: 'reads',
    body: `select m.agency_id, m.id from public.member m where lower(m.email) = lower(sought_email)`,
  },
  {
    name: 'agency_of_session',
    parameters: 'sought_token_hash text',
    returns: 'uuid',
    mode: 'reads',
    body: `select s.agency_id from public.refresh_session s where s.token_hash = sought_token_hash`,
  },
  {
    name: 'account_of_endpoint',
    parameters: 'sought_secret_hash text',
    returns: ACCOUNTS,
    mode: 'reads',
    body: `
      select e.agency_id, e.account_id from public.notification_endpoint e where e.secret_hash = sought_secret_hash`,
  },
];

/** What has to be done next, and for whom. */
const ACROSS_AGENCIES: readonly DirectoryFunction[] = [
  {
    name: 'agency_ids',
    parameters: '',
    returns: 'table (agency_id uuid)',
    mode: 'reads',
    body: `select a.id from public.agency a order by a.created_at, a.id`,
  },
  {
    name: 'accounts_of_network',
    parameters: 'sought_network text',
    returns: ACCOUNTS,
    mode: 'reads',
    body: `
      select a.agency_id, a.id from public.network_account a where a.network = sought_network order by 1, 2`,
  },
  {
    // In turns: the first of every agency, then the second of every agency, and so on. Accounts of a suspended agency
    // wait, however long they are due.
    name: 'due_accounts',
    parameters: 'at_most int',
    returns: 'table (agency_id uuid, account_id uuid, network text)',
    mode: 'reads',
    body: `
      select a.agency_id, a.id, a.network from public.network_account a
      where not a.is_paused and a.next_due_at <= now() and not exists (
        select 1 from public.agency g where g.id = a.agency_id and g.suspended_at is not null)
      order by row_number() over (partition by a.agency_id order by a.next_due_at, a.id), a.next_due_at, a.id
      limit at_most`,
  },
  {
    name: 'accounts_with_notifications',
    parameters: 'at_most int',
    returns: ACCOUNTS,
    mode: 'reads',
    body: `
      select a.agency_id, a.id
      from (select distinct n.agency_id, n.account_id from public.received_notification n where n.outcome = 'waiting') w
      join public.network_account a on a.agency_id = w.agency_id and a.id = w.account_id
      where not a.is_paused
      limit at_most`,
  },
];

const UNANSWERED = `a.failure_kind = 'network-unavailable'`;
const DELAYED = `unnest(agencies, accounts, delays_ms) as k(agency_id, account_id, delay)`;
const DELAYS = 'agencies uuid[], accounts uuid[], delays_ms int[]';

/** A network that answers nobody is the same fact for every agency: it is found and met together. */
const OUTAGES: readonly DirectoryFunction[] = [
  {
    name: 'network_evidence',
    parameters: 'sought_network text, needs_a_person text[]',
    returns: 'table (accounts int, last_good_at timestamptz, unanswered_at text[])',
    mode: 'reads',
    body: `
      select count(*) filter (where coalesce(a.failure_kind <> all(needs_a_person), true))::int,
        max(a.last_good_sync_at),
        coalesce(array_agg(a.failed_at::text) filter (where ${UNANSWERED} and a.failed_at is not null), '{}')
      from public.network_account a
      where a.network = sought_network and not a.is_paused`,
  },
  {
    name: 'accounts_unanswered_since',
    parameters: 'sought_network text, down_since timestamptz',
    returns: ACCOUNTS,
    mode: 'reads',
    body: `
      select a.agency_id, a.id from public.network_account a
      where a.network = sought_network and ${UNANSWERED} and a.failed_at >= down_since and not a.is_paused
        and a.outage_since is null`,
  },
  {
    // The claim is given back: the job has done nothing.
    name: 'put_accounts_off',
    parameters: `sought_network text, down_since timestamptz, probe_at timestamptz, ${DELAYS}`,
    returns: 'void',
    mode: 'writes',
    body: `
      update public.network_account a
      set outage_since = down_since, claimed_job_id = null,
        next_due_at = greatest(probe_at, now()) + k.delay * interval '1 millisecond'
      from ${DELAYED}
      where a.agency_id = k.agency_id and a.id = k.account_id and a.network = sought_network
        and ${UNANSWERED} and a.failed_at >= down_since and not a.is_paused and a.outage_since is null`,
  },
  {
    name: 'accounts_in_outage',
    parameters: 'sought_network text',
    returns: ACCOUNTS,
    mode: 'reads',
    body: `
      select a.agency_id, a.id from public.network_account a
      where a.network = sought_network and a.outage_since is not null`,
  },
  {
    // The one that was answered keeps its own hour.
    name: 'let_accounts_catch_up',
    parameters: `sought_network text, answered_agency uuid, answered_account uuid, ${DELAYS}`,
    returns: 'void',
    mode: 'writes',
    body: `
      update public.network_account a
      set outage_since = null,
        next_due_at = case when a.agency_id = answered_agency and a.id = answered_account then a.next_due_at
          else least(a.next_due_at, now() + k.delay * interval '1 millisecond') end
      from ${DELAYED}
      where a.agency_id = k.agency_id and a.id = k.account_id and a.network = sought_network
        and a.outage_since is not null`,
  },
];

/** The few questions that no single agency can answer: see `directory/README.md`. */
export class Migration20261128031000_directory extends Migration {
  override up(): void {
    this.addSql(`create schema "directory";`);
    this.addSql(`grant usage on schema "directory" to ${APPLICATION_ROLE};`);
    this.addSql(`grant usage, create on schema "directory" to ${DIRECTORY_ROLE};`);
    for (const [table, columns] of Object.entries(READ_COLUMNS)) this.run(directoryReads(table, columns));
    this.run(directoryWrites('network_account', ['outage_since', 'claimed_job_id', 'next_due_at']));
    this.run([...BEFORE_AN_AGENCY, ...ACROSS_AGENCIES, ...OUTAGES].flatMap(directoryFunction));
  }

  private run(statements: readonly string[]): void {
    for (const statement of statements) this.addSql(statement);
  }
}

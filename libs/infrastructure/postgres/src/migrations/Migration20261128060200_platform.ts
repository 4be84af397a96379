import { Migration } from '@mikro-orm/migrations';
import { directoryFunction, directoryReads, type DirectoryFunction } from '../directory/directory-function';

/** Only states and people: no column here tells money. */
const READ_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  agency: ['name', 'kind'],
  member: ['name', 'role', 'is_disabled', 'last_seen_at'],
  network_account: ['last_cold_at'],
};

const PLATFORM_AGENCY = '00000000-0000-4000-8000-000000000001';

/** As the domain judges an account's health. */
const NEEDS_A_PERSON = 'coalesce(n.failure_kind = any(needs_a_person), false)';
const IS_LATE = `(n.failure_kind is not null or n.outage_since is not null or (n.last_cold_at is not null
  and coalesce(n.last_good_sync_at, '-infinity') < now() - late_after_ms * interval '1 millisecond'))`;
const STATE_OF_N = `
  case when n.is_paused then 'paused' when ${NEEDS_A_PERSON} then 'needs-attention' when ${IS_LATE} then 'late'
    when n.last_cold_at is null then 'waiting' else 'fresh' end`;

const STATES = ['waiting', 'fresh', 'late', 'needs-attention', 'paused'];
const counted = (source: string) =>
  STATES.map((state) => `count(*) filter (where ${source} = '${state}')::int`).join(', ');
const STATE_COLUMNS = 'waiting int, fresh int, late int, needs_attention int, paused int';

const FUNCTIONS: readonly DirectoryFunction[] = [
  {
    name: 'platform_agencies',
    parameters:
      'sought text, after_name text, after_id uuid, at_most int, late_after_ms int, needs_a_person text[]',
    returns: `table (id uuid, name text, created_at timestamptz, suspended_at timestamptz, members int, ${STATE_COLUMNS})`,
    mode: 'reads',
    body: `
      select a.id, a.name, a.created_at, a.suspended_at,
        (select count(*)::int from public.member m where m.agency_id = a.id and not m.is_disabled), s.*
      from public.agency a
      cross join lateral (
        select ${counted('h.state')}
        from (select ${STATE_OF_N} as state from public.network_account n where n.agency_id = a.id) h) s
      where a.kind = 'customer' and strpos(lower(a.name), lower(sought)) > 0
        and (after_name is null or (lower(a.name), a.id) > (lower(after_name), after_id))
      order by lower(a.name), a.id
      limit at_most`,
  },
  {
    name: 'platform_users',
    parameters: 'sought text, sought_agency uuid, after_email text, after_id uuid, at_most int',
    returns: `table (id uuid, name text, email text, role text, agency_id uuid, agency_name text, is_disabled boolean,
      last_seen_at timestamptz)`,
    mode: 'reads',
    body: `
      select m.id, m.name, m.email, m.role, a.id, a.name, m.is_disabled, m.last_seen_at
      from public.member m join public.agency a on a.id = m.agency_id
      where (strpos(lower(m.email), lower(sought)) > 0 or strpos(lower(m.name), lower(sought)) > 0)
        and (sought_agency is null or m.agency_id = sought_agency)
        and (after_email is null or (lower(m.email), m.id) > (lower(after_email), after_id))
      order by lower(m.email), m.id
      limit at_most`,
  },
  {
    name: 'platform_networks',
    parameters: 'late_after_ms int, needs_a_person text[]',
    returns: `table (network text, ${STATE_COLUMNS}, rate_limited int, limited_until timestamptz)`,
    mode: 'reads',
    body: `
      select h.network, ${counted('h.state')},
        count(*) filter (where h.failure_kind = 'rate-limited')::int,
        max(h.next_due_at) filter (where h.failure_kind = 'rate-limited')
      from (select n.network, n.failure_kind, n.next_due_at, ${STATE_OF_N} as state from public.network_account n) h
      group by h.network`,
  },
];

/** What the operator of the installation sees of all agencies, and who may be one. */
export class Migration20261128060200_platform extends Migration {
  override up(): void {
    // An application that is fooled can make nobody an operator.
    this.addSql(
      `alter table "member" add constraint "member_platform_admin" check ((role = 'platform-admin') = (agency_id = '${PLATFORM_AGENCY}'));`,
    );
    for (const sql of [
      ...Object.entries(READ_COLUMNS).flatMap(([table, columns]) => directoryReads(table, columns)),
      ...FUNCTIONS.flatMap(directoryFunction),
    ])
      this.addSql(sql);
  }
}

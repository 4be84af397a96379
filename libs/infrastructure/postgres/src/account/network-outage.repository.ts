import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import {
  CATCH_UP_MS,
  NEEDS_A_PERSON,
  type NetworkEvidence,
  type NetworkId,
  PROBE_EVERY_MS,
  PROBE_LEASE_MS,
  spreadDelay,
} from '@tributary/domain';
import {
  type AccountKey,
  type Admission,
  NetworkOutageRepository,
  type NetworkVisit,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';

/** Those who wait for a probe are due in the minute after it: they ask only the database, so a minute is spread enough. */
const PUT_OFF_SPREAD_MS = 60_000;

const OWN_TIME = [...NEEDS_A_PERSON, 'rate-limited'];

/** Of two jobs that ask at once the second waits for the first one's row, and then finds the probe taken. */
const ADMIT = new Statement<{ since: string; nextProbeAt: string; isProbe: boolean }>(`
  with probe as (
    update network_outage
    set probe_job_id = $2, probe_until = now() + $4::int * interval '1 millisecond',
      next_probe_at = now() + $3::int * interval '1 millisecond'
    where network = $1
      and (probe_job_id = $2 or (next_probe_at <= now() and coalesce(probe_until <= now(), true)))
      and exists (
        select 1 from network_account a
        where a.agency_id = $5 and a.id = $6 and coalesce(a.failure_kind <> all($7::text[]), true))
    returning network
  )
  select since, next_probe_at as "nextProbeAt", exists (select 1 from probe) as "isProbe"
  from network_outage where network = $1`);

const END_PROBE = new Statement<{ since: string; nextProbeAt: string }>(`
  update network_outage
  set probe_job_id = null, probe_until = null, next_probe_at = now() + $3::int * interval '1 millisecond'
  where network = $1 and probe_job_id = $2
  returning since, next_probe_at as "nextProbeAt"`);

const OPEN = new Statement<{ since: string; nextProbeAt: string }>(`
  insert into network_outage (network, since, next_probe_at)
  values ($1, $2, now() + $3::int * interval '1 millisecond')
  on conflict (network) do update set since = least(network_outage.since, excluded.since)
  returning since, next_probe_at as "nextProbeAt"`);

const CLOSE = new Statement<object>('delete from network_outage where network = $1 returning network');

const UNANSWERED_SINCE = new Statement<AccountKey>(`
  select agency_id as "agencyId", id as "accountId" from network_account
  where network = $1 and failure_kind = 'network-unavailable' and failed_at >= $2 and not is_paused
    and outage_since is null`);

/** Of those whose newest failure says that asking again soon is of no use. */
const HAS_A_TIME_OF_ITS_OWN = new Statement<object>(
  'select 1 from network_account where agency_id = $1 and id = $2 and failure_kind = any($3::text[])',
);

const WAITING = new Statement<AccountKey>(`
  select agency_id as "agencyId", id as "accountId" from network_account
  where network = $1 and outage_since is not null`);

/** The claim is given back: the job has done nothing. */
const PUT_OFF = new Statement<object>(`
  update network_account a
  set outage_since = coalesce(a.outage_since, $4), claimed_job_id = null,
    next_due_at = greatest($5::timestamptz, now()) + k.delay * interval '1 millisecond'
  from unnest($1::uuid[], $2::uuid[], $3::int[]) as k(agency_id, id, delay)
  where a.agency_id = k.agency_id and a.id = k.id`);

const CATCH_UP = new Statement<object>(`
  update network_account a
  set outage_since = null,
    next_due_at = case when a.agency_id = $4 and a.id = $5 then a.next_due_at
      else least(a.next_due_at, now() + k.delay * interval '1 millisecond') end
  from unnest($1::uuid[], $2::uuid[], $3::int[]) as k(agency_id, id, delay)
  where a.agency_id = k.agency_id and a.id = k.id`);

const FARED = new Statement<{ accounts: number; lastGoodAt: string | null }>(`
  select count(*) filter (where coalesce(failure_kind <> all($2::text[]), true))::int as accounts,
    max(last_good_sync_at) as "lastGoodAt"
  from network_account where network = $1 and not is_paused`);

const UNANSWERED = new Statement<{ at: string }>(`
  select failed_at as at from network_account
  where network = $1 and failure_kind = 'network-unavailable' and failed_at is not null and not is_paused`);

export class PostgresNetworkOutageRepository extends NetworkOutageRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async admit(visit: NetworkVisit): Promise<Admission> {
    const em = this.orm.em.fork();
    const { agencyId, accountId, network, jobId } = visit;
    const times = [PROBE_EVERY_MS, PROBE_LEASE_MS];
    const outage = await ADMIT.first(em, [network, jobId, ...times, agencyId, accountId, NEEDS_A_PERSON]);
    if (!outage) return 'free';
    if (outage.isProbe) return 'probe';
    await putOff(em, [visit], outage);
    return 'put-off';
  }

  endProbe(visit: NetworkVisit): Promise<void> {
    return this.orm.em.fork().transactional(async (em) => {
      const outage = await END_PROBE.first(em, [visit.network, visit.jobId, PROBE_EVERY_MS]);
      const own = [visit.agencyId, visit.accountId, OWN_TIME];
      if (outage && !(await HAS_A_TIME_OF_ITS_OWN.first(em, own))) await putOff(em, [visit], outage);
    });
  }

  async evidence(network: NetworkId): Promise<NetworkEvidence> {
    const em = this.orm.em.fork();
    const fared = await FARED.first(em, [network, NEEDS_A_PERSON]);
    const unanswered = await UNANSWERED.run(em, [network]);
    return {
      accounts: fared?.accounts ?? 0,
      lastGoodAt: instantOrNull(fared?.lastGoodAt ?? null),
      unansweredAt: unanswered.map(({ at }) => instant(at)),
    };
  }

  open(network: NetworkId, since: Date): Promise<void> {
    return this.orm.em.fork().transactional(async (em) => {
      const outage = await OPEN.first(em, [network, since.toISOString(), PROBE_EVERY_MS]);
      if (outage) await putOff(em, await UNANSWERED_SINCE.run(em, [network, outage.since]), outage);
    });
  }

  close(answered: AccountKey & { readonly network: NetworkId }): Promise<void> {
    return this.orm.em.fork().transactional(async (em) => {
      if (!(await CLOSE.first(em, [answered.network]))) return;
      const waiting = await WAITING.run(em, [answered.network]);
      const { agencyId, accountId } = answered;
      await CATCH_UP.run(em, [...spread(waiting, CATCH_UP_MS), agencyId, accountId]);
    });
  }
}

async function putOff(
  em: EntityManager,
  accounts: readonly AccountKey[],
  outage: { readonly since: string; readonly nextProbeAt: string },
): Promise<void> {
  await PUT_OFF.run(em, [...spread(accounts, PUT_OFF_SPREAD_MS), outage.since, outage.nextProbeAt]);
}

/** Agencies, accounts and delays in milliseconds, as three lists of the same length. */
function spread(accounts: readonly AccountKey[], spreadMs: number): unknown[] {
  return [
    accounts.map(({ agencyId }) => agencyId),
    accounts.map(({ accountId }) => accountId),
    accounts.map(({ accountId }) => spreadDelay(accountId, spreadMs)),
  ];
}

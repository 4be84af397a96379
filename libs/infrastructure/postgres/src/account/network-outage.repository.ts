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
  type Claimed,
  NetworkOutageRepository,
  type NetworkVisit,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { SharedQuestion } from '../shared-question';
import { inAgency, inNoAgency } from '../tenancy';

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

const DOWN = Statement.planned<{ network: NetworkId }>('select network from network_outage');

const KEYS = 'select agency_id as "agencyId", account_id as "accountId" from directory';

const UNANSWERED_SINCE = new Statement<AccountKey>(`${KEYS}.accounts_unanswered_since($1, $2)`);
const WAITING = new Statement<AccountKey>(`${KEYS}.accounts_in_outage($1)`);

const PUT_ALL_OFF = new Statement<object>('select directory.put_accounts_off($1, $2, $3, $4, $5, $6)');
const CATCH_UP = new Statement<object>('select directory.let_accounts_catch_up($1, $2, $3, $4, $5, $6)');

/** Of those whose newest failure says that asking again soon is of no use. */
const HAS_A_TIME_OF_ITS_OWN = new Statement<object>(
  'select 1 from network_account where agency_id = $1 and id = $2 and failure_kind = any($3::text[])',
);

/** The claim is given back: the job has done nothing. */
const PUT_OFF = new Statement<object>(`
  update network_account
  set outage_since = coalesce(outage_since, $3), claimed_job_id = null,
    next_due_at = greatest($4::timestamptz, now()) + $5::int * interval '1 millisecond'
  where agency_id = $1 and id = $2 and ($6::int is null or claim_number = $6::int)`);

const EVIDENCE = new Statement<{ accounts: number; lastGoodAt: string | null; unansweredAt: string[] }>(`
  select accounts, last_good_at as "lastGoodAt", unanswered_at as "unansweredAt"
  from directory.network_evidence($1, $2)`);

export class PostgresNetworkOutageRepository extends NetworkOutageRepository {
  /** Hundreds of readings at once ask about a handful of networks. */
  private readonly down: SharedQuestion<ReadonlySet<string>>;

  constructor(private readonly orm: MikroORM) {
    super();
    this.down = new SharedQuestion(async () => {
      const rows = await DOWN.run(inNoAgency(this.orm), []);
      return new Set(rows.map(({ network }) => network));
    });
  }

  async admit(visit: NetworkVisit): Promise<Admission> {
    const { agencyId, accountId, network, jobId } = visit;
    // Nearly always: no transaction of its own.
    if (!(await this.down.ask()).has(network)) return 'free';
    const times = [PROBE_EVERY_MS, PROBE_LEASE_MS];
    return inAgency(this.orm, agencyId, async (em) => {
      const outage = await ADMIT.first(em, [network, jobId, ...times, agencyId, accountId, NEEDS_A_PERSON]);
      if (!outage) return 'free';
      if (outage.isProbe) return 'probe';
      await putOff(em, visit, outage);
      return 'put-off';
    });
  }

  endProbe(visit: NetworkVisit): Promise<void> {
    return inAgency(this.orm, visit.agencyId, async (em) => {
      const outage = await END_PROBE.first(em, [visit.network, visit.jobId, PROBE_EVERY_MS]);
      const own = [visit.agencyId, visit.accountId, OWN_TIME];
      if (outage && !(await HAS_A_TIME_OF_ITS_OWN.first(em, own))) await putOff(em, visit, outage);
    });
  }

  async evidence(network: NetworkId): Promise<NetworkEvidence> {
    const found = await EVIDENCE.first(inNoAgency(this.orm), [network, NEEDS_A_PERSON]);
    return {
      accounts: found?.accounts ?? 0,
      lastGoodAt: instantOrNull(found?.lastGoodAt ?? null),
      unansweredAt: (found?.unansweredAt ?? []).map(instant),
    };
  }

  open(network: NetworkId, since: Date): Promise<void> {
    return inNoAgency(this.orm).transactional(async (em) => {
      const outage = await OPEN.first(em, [network, since.toISOString(), PROBE_EVERY_MS]);
      if (!outage) return;
      const unanswered = await UNANSWERED_SINCE.run(em, [network, outage.since]);
      const delayed = spread(unanswered, PUT_OFF_SPREAD_MS);
      await PUT_ALL_OFF.run(em, [network, outage.since, outage.nextProbeAt, ...delayed]);
    });
  }

  async close(answered: AccountKey & { readonly network: NetworkId }): Promise<void> {
    const { agencyId, accountId, network } = answered;
    // Nearly always: no transaction of its own.
    if (!(await this.down.ask()).has(network)) return;
    await inNoAgency(this.orm).transactional(async (em) => {
      if (!(await CLOSE.first(em, [network]))) return;
      const delayed = spread(await WAITING.run(em, [network]), CATCH_UP_MS);
      await CATCH_UP.run(em, [network, agencyId, accountId, ...delayed]);
    });
  }
}

async function putOff(
  em: EntityManager,
  { agencyId, accountId, claim }: Claimed,
  outage: { readonly since: string; readonly nextProbeAt: string },
): Promise<void> {
  const delay = spreadDelay(accountId, PUT_OFF_SPREAD_MS);
  await PUT_OFF.run(em, [agencyId, accountId, outage.since, outage.nextProbeAt, delay, claim ?? null]);
}

/** Agencies, accounts and delays in milliseconds, as three lists of the same length. */
function spread(accounts: readonly AccountKey[], spreadMs: number): unknown[] {
  return [
    accounts.map(({ agencyId }) => agencyId),
    accounts.map(({ accountId }) => accountId),
    accounts.map(({ accountId }) => spreadDelay(accountId, spreadMs)),
  ];
}

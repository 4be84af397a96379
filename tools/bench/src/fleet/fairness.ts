import { EnqueueDueAccounts } from '@tributary/application';
import { PostgresSyncAccountRepository } from '@tributary/postgres';
import { type QueuedTurn, SyncQueue, type SyncRequest } from '@tributary/ports';
import { PgBoss } from 'pg-boss';
import type { Finding } from '../report';
import { Fleet } from './fleet';

const BIG = 5_000;
const SMALL = 500;
/** So slow that the large agency alone keeps the workers busy for four minutes. */
const ACCOUNTS_A_SECOND = 21;
const MINUTE = 60;
const SPAN_SECONDS = 4 * MINUTE;
const LATEST_SECONDS = 2 * MINUTE;

/**
 * How late 500 agencies with one account are while one with 5,000 is due at once. Time is simulated; what is due, what is
 * queued and what a worker gets next is asked of the real statements and the real queue.
 */
export async function fairness(databaseUrl: string): Promise<Finding[]> {
  const fleet = await Fleet.start(databaseUrl);
  try {
    await populate(fleet);
    const inTurns = await simulate(fleet, fleet.queue);
    const asTheyCome = await simulate(fleet, new WithoutTurns(fleet.queue));
    return [
      {
        what: `${SMALL} agencies with one account beside one with ${BIG.toLocaleString('en-GB')}, ${ACCOUNTS_A_SECOND} accounts/s: lateness of the small ones`,
        measured: `p50 ${inTurns.p50} s, p99 ${inTurns.p99} s`,
        baseline: `first come, first served: p50 ${asTheyCome.p50} s, p99 ${asTheyCome.p99} s`,
        limit: `the scheduler looks every ${MINUTE} s`,
        ratio: `${(asTheyCome.p99 / inTurns.p99).toFixed(1)} × sooner`,
        target: `p99 < ${LATEST_SECONDS} s`,
        isMet: inTurns.p99 < LATEST_SECONDS,
      },
    ];
  } finally {
    await fleet.stop();
  }
}

/** Every agency's first, as if there were no others. */
class WithoutTurns extends SyncQueue {
  constructor(private readonly queue: SyncQueue) {
    super();
  }

  enqueue(request: SyncRequest): Promise<boolean> {
    return this.queue.enqueue(request);
  }

  enqueueAll(turns: readonly QueuedTurn[]): Promise<number> {
    return this.queue.enqueueAll(turns.map(({ request }) => ({ request, turn: 0 })));
  }
}

/** Nobody opens their credentials. Small accounts have numbers up to 500: the second of the span they are due at. */
async function populate(fleet: Fleet): Promise<void> {
  await fleet.rows(`
    insert into agency (id, name, reporting_currency, time_zone, locale)
    select gen_random_uuid(), 'agency ' || n, 'EUR', 'UTC', 'en-GB' from generate_series(0, ${SMALL}) n`);
  await fleet.rows(`
    insert into network_account (agency_id, id, network, label, backfill_from, credentials_sealed, credential_hints,
      identity_hash, next_due_at)
    select a.id, gen_random_uuid(), 'jvzoo', a.name, now(), '\\x00', '{}', a.name || ' ' || n, 'infinity'
    from agency a cross join lateral generate_series(1, case when a.name = 'agency 0' then ${BIG} else 1 end) n`);
  await fleet.rows('analyze');
}

interface Lateness {
  readonly p50: number;
  readonly p99: number;
}

async function simulate(fleet: Fleet, queue: SyncQueue): Promise<Lateness> {
  const boss = new PgBoss({ connectionString: fleet.environment.DATABASE_URL ?? '', ...UNATTENDED });
  boss.on('error', () => undefined);
  await boss.start();
  const names = await agencyNames(fleet);
  const enqueue = new EnqueueDueAccounts(new PostgresSyncAccountRepository(fleet.product), queue);
  const late: number[] = [];
  for (let second = 0; late.length < SMALL; second += 1) {
    if (second % MINUTE === 0) {
      await makeDue(fleet, second);
      await enqueue.run('schedule');
    }
    const read = (await readSome(fleet, boss)).map((id) => names.get(id) ?? 0).filter((name) => name > 0);
    late.push(...read.map((name) => second - dueAt(name)));
  }
  await boss.deleteAllJobs('sync');
  await boss.stop({ graceful: false });
  await fleet.rows(`update network_account set next_due_at = 'infinity'`);
  late.sort((one, other) => one - other);
  return { p50: late[Math.floor(SMALL * 0.5)] ?? 0, p99: late[Math.floor(SMALL * 0.99)] ?? 0 };
}

/** Account → number of its agency; 0 is the large one. */
async function agencyNames(fleet: Fleet): Promise<ReadonlyMap<string, number>> {
  const accounts = await fleet.rows<{ id: string; label: string }>('select id, label from network_account');
  return new Map(accounts.map(({ id, label }) => [id, Number(label.split(' ')[1])]));
}

/** What the workers do in a second. @returns the accounts. */
async function readSome(fleet: Fleet, boss: PgBoss): Promise<readonly string[]> {
  const jobs = await boss.fetch<SyncRequest>('sync', { batchSize: ACCOUNTS_A_SECOND });
  if (jobs.length === 0) return [];
  await boss.complete('sync', jobs);
  const ids = jobs.map(({ data }) => data.accountId);
  await fleet.rows(
    `update network_account set next_due_at = 'infinity' where id = any('{${ids.join(',')}}'::uuid[])`,
  );
  return ids;
}

const UNATTENDED = { supervise: false, schedule: false, migrate: false, max: 2 };

/** Small accounts are spread over the span. */
const dueAt = (number: number) => Math.floor((number / SMALL) * SPAN_SECONDS);

/** The large agency at once, the small ones as their second has come: each only once. */
async function makeDue(fleet: Fleet, second: number): Promise<void> {
  const from = second - MINUTE;
  const due = Array.from({ length: SMALL }, (_, index) => index + 1)
    .filter((number) => dueAt(number) > from && dueAt(number) <= second)
    .map((number) => `'agency ${number}'`);
  if (second === 0) due.push(`'agency 0'`);
  if (due.length === 0) return;
  await fleet.rows(`update network_account set next_due_at = now() where label in (${due.join(', ')})`);
}

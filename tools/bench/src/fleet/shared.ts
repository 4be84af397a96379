import type { Finding } from '../report';
import { Fleet, type WorkerOptions } from './fleet';

const WORKERS = 4;
/** So that each has a part of what is due, in a small fleet as well, and something is left when one is killed. */
const workerOf = (accounts: number): WorkerOptions => ({
  ...{ concurrency: Math.min(128, Math.ceil(accounts / 12)), poolSize: 3 },
});
const LONGEST_DELAY_SECONDS = 60;

/** Four workers share a fleet, and one is killed in the middle. */
export async function sharedAndKilled(databaseUrl: string, accounts: number): Promise<Finding[]> {
  const fleet = await Fleet.start(databaseUrl);
  try {
    await fleet.connect(accounts);
    const workers = [];
    for (let count = 0; count < WORKERS; count += 1)
      workers.push(await fleet.startWorker(workerOf(accounts)));
    const started = Date.now();
    await fleet.enqueue({ first: 0, count: accounts });
    await fleet.untilDone(Math.floor(accounts / 3), 300);
    await workers[0]?.kill();
    const killedAt = await fleet.now();
    await fleet.untilDone(accounts, 300);
    const seconds = (Date.now() - started) / 1000;
    const { taken, delay } = await takenOver(fleet, killedAt);
    return [finding({ accounts, seconds, taken, delay, differing: await fleet.differing(accounts) })];
  } finally {
    await fleet.stop();
  }
}

/** Accounts whose job the killed worker had, and the longest time until another one had read one of them. */
async function takenOver(fleet: Fleet, killedAt: string) {
  const [row] = await fleet.rows<{ taken: number; delay: number | null }>(`
    select count(*)::int as taken,
      max(extract(epoch from a.last_good_sync_at - '${killedAt}'::timestamptz))::float8 as delay
    from pgboss.job j join network_account a on a.id = (j.data ->> 'accountId')::uuid
    where j.name = 'sync' and j.retry_count > 0`);
  return { taken: row?.taken ?? 0, delay: row?.delay ?? Number.NaN };
}

function finding(found: {
  readonly accounts: number;
  readonly seconds: number;
  readonly taken: number;
  readonly delay: number;
  readonly differing: number;
}): Finding {
  const { accounts, seconds, taken, delay, differing } = found;
  return {
    what: `${accounts.toLocaleString('en-GB')} accounts shared by ${WORKERS} workers, one of them killed in the middle`,
    measured: `${seconds.toFixed(1)} s; ${handedOn(taken, delay)}; ${differing} accounts differ`,
    baseline: 'without a heartbeat: until the job expires, 4 hours',
    limit: 'heartbeat 20 s, looked at every 2 s',
    ratio: '–',
    target: `nothing lost, < ${LONGEST_DELAY_SECONDS} s`,
    isMet: taken > 0 && delay < LONGEST_DELAY_SECONDS && differing === 0,
  };
}

function handedOn(taken: number, delay: number): string {
  if (taken === 0) return 'the killed one had no account in its hands, so this run proves nothing';
  return `${taken} accounts taken over, the last one ${delay.toFixed(1)} s after the kill`;
}

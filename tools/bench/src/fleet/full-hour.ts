import { Destinations, PoliteHttpClient, RegisteredNetworks } from '@tributary/affiliate-networks';
import { networkId } from '@tributary/domain';
import { Clock } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { seconds } from '../measure';
import type { Finding } from '../report';
import { Fleet, LATENCY_MS, type Part, type WorkerOptions } from './fleet';
import { keyOf, ROWS } from './fleet-truth';

/** How many accounts are in hand at once: each sends no more than one request at a time, and waits in between. */
const WORKER: WorkerOptions = { concurrency: 512, poolSize: 6 };
const LIMIT_SECONDS = 40;
const REQUESTS = 2;
const LOOP_ACCOUNTS = 24;
const WARM_UP = 240;

/** Every account of a fleet due at once: one worker, its database and the network on the machine's cores. */
export async function fullHour(databaseUrl: string, accounts: number): Promise<Finding[]> {
  const fleet = await Fleet.start(databaseUrl);
  try {
    const loop = (await founderLoop(fleet)) * (accounts / LOOP_ACCOUNTS);
    // An installation that runs has statistics of its tables; the plans of one that is empty are nobody's.
    await fleet.connect(WARM_UP, accounts);
    await readAll(fleet, { count: WARM_UP, first: accounts });
    await fleet.connect(accounts);
    const limit = await throwAway(fleet, accounts);
    const fresh = await readAll(fleet, { count: accounts, first: 0 });
    const replay = await readAll(fleet, { count: accounts, first: 0 });
    const beside = { accounts, loop, limit, differing: await fleet.differing(accounts + WARM_UP) };
    return [finding('new', fresh, beside), finding('again, unchanged', replay, beside)];
  } finally {
    await fleet.stop();
  }
}

interface Reading {
  readonly time: number;
  /** An account. */
  readonly transactions: number;
  readonly processor: string;
}

type Times = Awaited<ReturnType<Fleet['processorTimes']>>;

/** Milliseconds of a core an account: on a machine that others use too, the time that counts. */
function spent(before: Times, after: Times, accounts: number): string {
  const of = (who: keyof Times) => (((after[who] - before[who]) * 1000) / accounts).toFixed(1);
  return `processor an account: worker ${of('worker')} ms, database ${of('database')} ms, network ${of('network')} ms`;
}

async function readAll(fleet: Fleet, part: Part): Promise<Reading> {
  const { count: accounts } = part;
  await fleet.rows('vacuum analyze');
  const worker = await fleet.startWorker(WORKER);
  const before = await transactions(fleet);
  const times = await fleet.processorTimes(worker);
  const time = await seconds(async () => {
    await fleet.enqueue(part);
    await fleet.untilDone(accounts, 300);
  });
  const made = (await transactions(fleet)) - before;
  const after = await fleet.processorTimes(worker);
  await worker.stop();
  return { time, transactions: made / accounts, processor: spent(times, after, accounts) };
}

async function transactions(fleet: Fleet): Promise<number> {
  const [row] = await fleet.rows<{ count: string }>(
    'select xact_commit::text as count from pg_stat_database where datname = current_database()',
  );
  return Number(row?.count ?? 0);
}

/** Seconds of one account after the other, each row written by itself: as the first draft did it. */
async function founderLoop(fleet: Fleet): Promise<number> {
  const entity = fleet.owner.getMetadata().getByClassName('SaleRow').class;
  const time = await seconds(async () => {
    for (let account = 0; account < LOOP_ACCOUNTS; account += 1) {
      const key = { agencyId: randomUUID(), accountId: randomUUID() };
      for await (const { rows, normalize } of pagesOf(fleet, account)) {
        for (const raw of rows) {
          for (const { customerEmail: _, ...sale } of normalize(raw).sales)
            await fleet.owner.em
              .fork()
              .upsert(entity, { ...key, network: 'jvzoo', status: sale.state, ...sale });
        }
      }
    }
  });
  await fleet.rows('truncate sale cascade');
  return time;
}

/** Seconds of the same requests with the same pacing, whose rows are read and thrown away. */
async function throwAway(fleet: Fleet, accounts: number): Promise<number> {
  const networks = networksOf(fleet);
  const waiting = Array.from({ length: accounts }, (_, account) => account);
  const readNext = async (): Promise<void> => {
    for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
      for await (const { rows, normalize } of pagesOf(fleet, account, networks)) rows.forEach(normalize);
    }
  };
  return seconds(() => Promise.all(Array.from({ length: WORKER.concurrency }, readNext)));
}

async function* pagesOf(fleet: Fleet, account: number, networks = networksOf(fleet)) {
  const gateway = networks.gateway(networkId('jvzoo'));
  const window = { from: new Date(Date.now() - 30 * 86_400_000), to: new Date() };
  const credentials = { apiKey: keyOf(account), side: 'affiliate' };
  for await (const { rows } of gateway.fetchSales(credentials, window))
    yield { rows, normalize: gateway.normalizeSale.bind(gateway) };
}

class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

function networksOf(fleet: Fleet): RegisteredNetworks {
  const [clock, destinations] = [new SystemClock(), new Destinations(['loopback'])];
  const http = new PoliteHttpClient({ clock, destinations });
  return new RegisteredNetworks({ http, clock, destinations, environment: fleet.environment });
}

function finding(
  what: string,
  { time, transactions: made, processor }: Reading,
  beside: {
    readonly accounts: number;
    readonly loop: number;
    readonly limit: number;
    readonly differing: number;
  },
): Finding {
  const { accounts, loop, limit, differing } = beside;
  const inFlight = (accounts * REQUESTS * LATENCY_MS) / 1000 / 256;
  return {
    what: `${accounts.toLocaleString('en-GB')} accounts of 2 pages, ${accounts * ROWS} rows, ${LATENCY_MS} ms, one worker: ${what}`,
    measured: `${time.toFixed(1)} s, ${Math.round(accounts / time)} accounts/s, ${made.toFixed(1)} transactions an account, ${processor}, ${differing} accounts differ`,
    baseline: `one after the other ${Math.round(loop)} s`,
    limit: `read and thrown away ${limit.toFixed(1)} s; 256 in flight ${inFlight.toFixed(1)} s`,
    ratio: `${Math.round(loop / time)} × the loop, ${(time / limit).toFixed(1)} × the limit`,
    target: `< ${LIMIT_SECONDS} s for 6,000`,
    isMet: time < (LIMIT_SECONDS * accounts) / 6_000 && differing === 0,
  };
}

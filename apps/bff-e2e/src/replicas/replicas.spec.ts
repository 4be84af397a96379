import type { SalesPage } from '@tributary/api-contract';
import { until, type ApiClient, type AppProcess } from '@tributary/e2e-installation';
import { metricOf, ReplicatedInstallation } from './replicated-installation';

// Two servers, three processes and a first sync on a busy machine.
jest.setTimeout(180_000);

const BY_REPLICA = 'tributary_replica_reads_total{answered="replica"}';
const NONE_IN_TIME = 'tributary_replica_reads_total{answered="none-in-time"}';
const IS_USED = 'tributary_replica_used{replica="1"}';
const LAG = 'tributary_replica_lag_seconds{replica="1"}';

/** The newest sale whose commission is in the agency's own currency, so that figures move by what is added to it. */
const WATCHED = `
  select account_id as account, external_order_id as "order", order_number as number, network
    from sale where commission_currency = 'EUR' and state = 'completed' and sale_date > now() - interval '20 days'
   order by sale_date desc limit 1`;

interface WatchedSale {
  readonly account: string;
  readonly order: string;
  readonly number: string;
}

let world: ReplicatedInstallation;
let apps: readonly AppProcess[];
let clients: readonly ApiClient[];
let sale: WatchedSale;
/** What was seen last, by one user on whichever process. */
let seen = { commission: 0, earnings: 0 };

beforeAll(async () => {
  world = await ReplicatedInstallation.create();
  const [found] = await world.installation.rows<WatchedSale>(WATCHED);
  if (!found) throw new Error('No network of the simulator pays in euro');
  sale = found;
  apps = await Promise.all([world.web(), world.web()]);
  clients = await Promise.all(apps.map((app) => world.installation.client(app)));
  await areUsed(true);
});
afterAll(() => world.destroy());

/** Commits before it is on the disk, as pages do. @returns the commission from now on. */
async function earnOneMore(): Promise<number> {
  const [row] = await world.installation.database.owner.em.fork().transactional(async (em) => {
    await em.execute('set local synchronous_commit = off');
    return em.execute<{ commission: string }[]>(
      `update sale set commission = commission + 1, changed_at = ledger_instant()
        where account_id = ? and external_order_id = ? returning commission::text`,
      [sale.account, sale.order],
    );
  });
  return Number(row?.commission);
}

async function look(client: ApiClient) {
  const [list, dashboard] = await Promise.all([
    client.call<SalesPage>('GET', `sales?search=${encodeURIComponent(sale.number)}`),
    client.dashboard(),
  ]);
  const row = list.body.items.find(({ orderId }) => orderId === sale.order);
  const earnings = dashboard.trend.reduce((sum, { earnings: ofDay }) => sum + Number(ofDay), 0);
  return { commission: Number(row?.commission), earnings: Math.round(earnings * 100) / 100 };
}

/** One user looks again and again while sales come in, at one process and the other in turn. */
async function lookAgain(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    for (const client of clients) {
      const written = await earnOneMore();
      const now = await look(client);
      expect(now.commission).toBeGreaterThanOrEqual(written);
      expect(now.earnings).toBeGreaterThanOrEqual(seen.earnings + 1 - 0.01);
      seen = now;
    }
  }
}

async function areUsed(isUsed: boolean): Promise<void> {
  await until(`every process ${isUsed ? 'uses' : 'leaves out'} the replica`, async () => {
    const used = await Promise.all(apps.map((app) => metricOf(app, IS_USED)));
    return used.every((one) => one === Number(isUsed));
  });
}

const counted = async (name: string) =>
  (await Promise.all(apps.map((app) => metricOf(app, name)))).reduce((sum, one) => sum + one, 0);

/** Of tables with sales, as the replica itself counts. */
async function scansOfReplica(): Promise<number> {
  const [row] = await world.rowsOfReplica<{ scans: number }>(
    `select sum(seq_scan + idx_scan)::int as scans from pg_stat_user_tables
      where relname like 'sale%' or relname like 'daily%'`,
  );
  return row?.scans ?? 0;
}

describe('a replica', () => {
  it('answers what pages read', async () => {
    const scans = await scansOfReplica();
    const [reads, misses] = [await counted(BY_REPLICA), await counted(NONE_IN_TIME)];
    for (let time = 0; time < 5; time += 1) await Promise.all(clients.map(look));
    expect(await counted(BY_REPLICA)).toBeGreaterThanOrEqual(reads + 20);
    expect(await counted(NONE_IN_TIME)).toBe(misses);
    await until('the replica has counted that', async () => (await scansOfReplica()) > scans);
  });

  it('shows what was written a moment before', async () => {
    for (const client of clients) seen = await look(client);
    const reads = await counted(BY_REPLICA);
    await lookAgain(15);
    expect(await counted(BY_REPLICA)).toBeGreaterThan(reads);
  });

  it('is asked nothing while it does not go on, so that no figure goes back', async () => {
    await world.rowsOfReplica('select pg_wal_replay_pause()');
    await lookAgain(10);
    await areUsed(false);
    const reads = await counted(BY_REPLICA);
    await lookAgain(5);
    expect(await counted(BY_REPLICA)).toBe(reads);
    expect(await counted(LAG)).toBeGreaterThan(0.25);
    await world.rowsOfReplica('select pg_wal_replay_resume()');
    await areUsed(true);
    await lookAgain(5);
    expect(await counted(BY_REPLICA)).toBeGreaterThan(reads);
  });

  it('may go and come back while people read', async () => {
    await world.replica.halt();
    await lookAgain(5);
    await areUsed(false);
    await world.replica.start();
    await areUsed(true);
    const reads = await counted(BY_REPLICA);
    await lookAgain(5);
    expect(await counted(BY_REPLICA)).toBeGreaterThan(reads);
    const told = apps.flatMap(({ lines }) => lines).join('\n');
    expect(told).toContain('Replica 1 is left out');
    expect(told).toContain('Replica 1 answers reads');
  });

  it('takes no change, whoever asks', async () => {
    await expect(world.rowsOfReplica('create table x ()')).rejects.toThrow('read-only transaction');
  });
});

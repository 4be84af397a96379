import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import { currency, networkId } from '@tributary/domain';
import { AppProcess, ROOT, runCommand } from '@tributary/e2e-installation';
import { EnqueueDueAccounts } from '@tributary/application';
import { PgBossSyncQueue } from '@tributary/job-queue';
import {
  createOrm,
  PostgresAgencyRepository,
  PostgresNetworkAccountRepository,
  PostgresSyncAccountRepository,
} from '@tributary/postgres';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { keyOf, truthOf } from './fleet-truth';
import { processorTime, serverTime } from './processor-time';

type Orm = ReturnType<typeof createOrm>;

export const LATENCY_MS = 300;
const NETWORK = networkId('jvzoo');
const ACCOUNTS_OF_AN_AGENCY = 20;
const DAY = 86_400_000;

export interface WorkerOptions {
  readonly concurrency: number;
  readonly poolSize: number;
}

type Environment = Readonly<Record<string, string>>;

/** Accounts by their numbers. */
export interface Part {
  readonly first: number;
  readonly count: number;
}

/** An installation with thousands of accounts at one network, each process of it real. */
export class Fleet {
  private readonly workers: AppProcess[] = [];

  private constructor(
    private readonly orms: { readonly owner: Orm; readonly product: Orm },
    readonly queue: PgBossSyncQueue,
    private readonly outside: { readonly environment: Environment; readonly network: ChildProcess },
  ) {}

  /** Sees the rows of all agencies. */
  get owner(): Orm {
    return this.orms.owner;
  }

  /** As the product logs in. */
  get product(): Orm {
    return this.orms.product;
  }

  get environment(): Environment {
    return this.outside.environment;
  }

  /** In a database of its own beside that of the bench. */
  static async start(databaseUrl: string): Promise<Fleet> {
    const name = `fleet_${randomUUID().slice(0, 8)}`;
    const server = createOrm(databaseUrl, { poolSize: 1 });
    await server.em.getConnection().execute(`create database ${name}`);
    await server.close();
    const ownerUrl = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
    const login = { username: 'bench_fleet', password: 'bench_fleet' };
    const productUrl = Object.assign(new URL(ownerUrl), login).href;
    const logins = { DATABASE_URL: productUrl, DATABASE_OWNER_URL: ownerUrl };
    const migrated = await runCommand('migrate', [], logins);
    if (migrated.code !== 0) throw new Error(migrated.output);
    const { child, url } = await startNetwork();
    const queue = new PgBossSyncQueue(productUrl);
    await queue.start();
    const environment = {
      ...{ DATABASE_URL: productUrl, OUTBOUND_ALLOW: 'loopback', JVZOO_BASE_URL: url },
      ENCRYPTION_KEY: randomBytes(32).toString('hex'),
      JWT_SECRET: randomBytes(32).toString('hex'),
    };
    const owner = createOrm(ownerUrl, { poolSize: 4, applicationName: 'fleet-owner' });
    const product = createOrm(productUrl, { poolSize: 8, applicationName: 'fleet' });
    return new Fleet({ owner, product }, queue, { environment, network: child });
  }

  /** Seconds of processor time so far. */
  async processorTimes(worker: AppProcess) {
    const [row] = await this.rows<{ file: string }>("select pg_read_file('postmaster.pid') as file");
    return {
      worker: await processorTime(worker.pid),
      database: await serverTime(Number(row?.file.split('\n')[0])),
      network: await processorTime(this.outside.network.pid ?? 0),
    };
  }

  /** Connects accounts with the numbers from `first` on, none of them due. */
  async connect(count: number, first = 0): Promise<void> {
    const agencies = new PostgresAgencyRepository(this.product);
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    const groups = Map.groupBy(numbers, (number) => Math.floor(number / ACCOUNTS_OF_AN_AGENCY));
    for (const group of groups.values()) {
      const agencyId = randomUUID();
      await agencies.add({
        ...{ id: agencyId, name: 'Bench', reportingCurrency: currency('EUR'), timeZone: 'Europe/Berlin' },
        ...{ locale: 'en-GB', kind: 'customer', suspendedAt: null },
      });
      await Promise.all(group.map((number) => this.add(agencyId, number)));
    }
  }

  /** The database's time. */
  async now(): Promise<string> {
    const [row] = await this.rows<{ now: string }>('select clock_timestamp()::text as now');
    return row?.now ?? '';
  }

  /** Makes accounts due and queues them as the scheduler does. */
  async enqueue({ first, count }: Part): Promise<void> {
    await this.rows(`update network_account set last_good_sync_at = null`);
    await this.rows(`update network_account set next_due_at = now() 
      where identity_hash::int between ${first} and ${first + count - 1}`);
    await new EnqueueDueAccounts(new PostgresSyncAccountRepository(this.product), this.queue).run('schedule');
  }

  async startWorker({ concurrency, poolSize }: WorkerOptions): Promise<AppProcess> {
    const worker = await AppProcess.start({
      ...this.environment,

      ...{ APP_ROLE: 'worker', SYNC_CONCURRENCY: String(concurrency), DATABASE_POOL_SIZE: String(poolSize) },
    });
    this.workers.push(worker);
    return worker;
  }

  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop()));
  }

  /** How many accounts were read well since they were queued. */
  async done(): Promise<number> {
    const [row] = await this.rows<{ done: number }>(
      'select count(*)::int as done from network_account where last_good_sync_at is not null',
    );
    return row?.done ?? 0;
  }

  /** @throws {Error} when it takes longer than `seconds`. */
  async untilDone(count: number, seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    for (let done = 0; done < count; done = await this.done()) {
      if (Date.now() > deadline) throw new Error(`Only ${done} of ${count} accounts in ${seconds} s`);
      await delay(100);
    }
  }

  /** How many accounts have stored other than what their network holds. */
  async differing(count: number): Promise<number> {
    const stored = await this.rows<{ account: number; sales: number; earned: string; reversed: string }>(`
      select a.identity_hash::int as account, count(s.*)::int as sales,
        coalesce(sum(s.commission) * 100, 0)::bigint::text as earned,
        coalesce(sum(s.reversed_commission) * 100, 0)::bigint::text as reversed
      from network_account a left join sale s on s.agency_id = a.agency_id and s.account_id = a.id
      group by a.identity_hash`);
    const right = stored.filter(({ account, sales, earned, reversed }) => {
      const truth = truthOf(account);
      return sales === truth.sales && Number(earned) === truth.earned && Number(reversed) === truth.reversed;
    });
    return count - right.length;
  }

  /** Rows of any query, of all agencies. */
  rows<T>(sql: string): Promise<T[]> {
    return this.owner.em.fork().getConnection().execute<T[]>(sql);
  }

  async stop(): Promise<void> {
    await this.stopWorkers();
    await this.queue.stop(0);
    await Promise.all([this.owner.close(), this.product.close()]);
    this.outside.network.kill('SIGTERM');
  }

  private async add(agencyId: string, number: number): Promise<void> {
    const id = randomUUID();
    const context = { agencyId, accountId: id, network: NETWORK, purpose: 'credentials' } as const;
    const cipher = new AesGcmCredentialCipher([Buffer.from(this.environment.ENCRYPTION_KEY ?? '', 'hex')]);
    const credentials = JSON.stringify({ apiKey: keyOf(number), side: 'affiliate' });
    await new PostgresNetworkAccountRepository(this.product).add({
      ...{ id, agencyId, network: NETWORK, label: `account ${number}`, clientId: null },
      backfillFrom: new Date(Date.now() - 30 * DAY),
      sealedCredentials: cipher.seal(new TextEncoder().encode(credentials), context),
      credentialHints: {},
      identityHash: String(number),
      nextDueAt: new Date(Date.now() + DAY),
    });
  }
}

async function startNetwork(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const script = join(ROOT, 'dist/tools/bench/fleet/network-main.js');
  const child = spawn(process.execPath, [script, String(LATENCY_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, url };
}

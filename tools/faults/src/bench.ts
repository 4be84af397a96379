import { type ApiClient, type AppProcess, Installation, OWNER, until } from '@tributary/e2e-installation';
import type { AccountOptions, FaultRequest, NetworkId } from '@tributary/network-simulator';
import { setTimeout as delay } from 'node:timers/promises';
import { connectAccounts, dayText, readinessOf } from './bench-accounts';
import { type Rates, readRates, storeRates } from './figures';
import { forgetReadings } from './forget-readings';
import { databaseNow, openJobs, type RunState, runStates } from './runs';
import type { Rows } from './stored';

const DAY = 86_400_000;
/** Every account has a place: a round is as long as its slowest account. */
const WORKER = { SYNC_CONCURRENCY: '64' };
/** The longest thing a scenario waits for is a network that never answers, twice. */
const QUIET_SECONDS = 180;

export interface BenchOptions {
  readonly seed: number;
  readonly salesPerDay: number;
  /** Connected and read by the bench; faults strike some of them. */
  readonly accounts: readonly AccountOptions[];
  /** Stops the Postgres server and starts it again, where the bench has one to itself. */
  readonly restartPostgres?: (downMs: number) => Promise<void>;
}

export interface LoggedRequest {
  readonly network: string;
  readonly account: string | null;
  readonly path: string;
  readonly status: number | null;
  readonly fault: string | null;
}

/** Reads nothing and owns nothing: whatever it is shown is a leak. */
const STRANGER = { email: 'eve@other.example', password: 'a-stranger-with-a-key' };
/** One installation under test: a web process, a worker, real Postgres and six networks with their accounts. */
export class Bench {
  /** Every process there ever was: what they wrote is searched for secrets. */
  readonly processes: AppProcess[] = [];
  private readonly workers: AppProcess[] = [];

  private constructor(
    readonly options: BenchOptions,
    readonly installation: Installation,
    private readonly parts: {
      readonly client: ApiClient;
      readonly stranger: ApiClient;
      readonly rates: Rates;
    },
  ) {}

  /** The owner of the accounts. */
  get client(): ApiClient {
    return this.parts.client;
  }

  /** The owner of another agency. */
  get stranger(): ApiClient {
    return this.parts.stranger;
  }

  private get webUrl(): string {
    return this.processes.find(({ url }) => url !== '')?.url ?? '';
  }

  get rates(): Rates {
    return this.parts.rates;
  }

  static async create(options: BenchOptions): Promise<Bench> {
    const installation = await Installation.create(options);
    const web = await installation.start({ APP_ROLE: 'web' });
    const client = await installation.client(web);
    await installation.addAgency(STRANGER);
    const stranger = await installation.client(web, STRANGER);
    await connectAccounts(client, options.accounts);
    const rates = await readRates(installation.simulator.url);
    await storeRates((sql) => installation.rows(sql), rates);
    const bench = new Bench(options, installation, { client, stranger, rates });
    bench.processes.push(web);
    await bench.addWorker();
    await bench.quiet();
    return bench;
  }

  /** As if nothing had ever been read: the next run is the first one. */
  async reset(backfillDays: number): Promise<void> {
    await this.clearFaults();
    await this.signIn();
    await forgetReadings(this.rows, dayText(Date.now() - backfillDays * DAY));
  }

  get rows(): Rows {
    return (sql) => this.installation.rows(sql);
  }

  /** The accounts of a network, in their lanes. */
  labelsOf(network: NetworkId): readonly string[] {
    return this.options.accounts.filter((account) => account.network === network).map(({ label }) => label);
  }

  /** Makes the deepest re-reading due, as after a week. */
  async makeDeepReadingDue(): Promise<void> {
    await this.installation.rows(
      `update network_account set last_warm_at = now() - interval '8 days', last_cold_at = now() - interval '8 days'`,
    );
  }

  async post(fault: FaultRequest): Promise<void> {
    const answer = await this.simulator('POST', '_faults', fault);
    if (!answer.ok) throw new Error(await answer.text());
  }

  async clearFaults(): Promise<void> {
    await this.simulator('DELETE', '_faults');
  }

  async moveNetworkClock(advanceMs: number): Promise<void> {
    await this.simulator('POST', '_clock', { advanceMs });
  }

  async requests(): Promise<readonly LoggedRequest[]> {
    const answer = await this.simulator('GET', '_requests');
    return ((await answer.json()) as { requests: LoggedRequest[] }).requests;
  }

  async clearRequests(): Promise<void> {
    await this.simulator('DELETE', '_requests');
  }

  /** "Sync now" for every account. @returns the instant from which its runs count. */
  async sync(): Promise<string> {
    const since = await databaseNow(this.installation);
    const answer = await this.client.problem('POST', 'network-accounts/sync');
    if (answer.status >= 300) throw new Error(`Sync now: ${answer.body.detail}`);
    return since;
  }

  /** Queues every account that is due, as an outside scheduler would. */
  async syncDue(): Promise<void> {
    const { SYNC_TRIGGER_SECRET: secret = '' } = this.installation.environment;
    const answer = await fetch(`${this.webUrl}/api/v1/sync/trigger`, {
      method: 'POST',
      headers: { 'x-sync-trigger-secret': secret },
    });
    if (!answer.ok) throw new Error(`The trigger: ${answer.status} ${await answer.text()}`);
  }

  /** The database's clock: as text for its own queries, and as epoch milliseconds. */
  async now(): Promise<{ readonly since: string; readonly now: number }> {
    const since = await databaseNow(this.installation);
    return { since, now: Date.parse(since) };
  }

  /** What each running process says to a load balancer: HTTP status of its readiness, 0 when it does not answer. */
  readiness(): Promise<readonly number[]> {
    return Promise.all(this.processes.filter(({ isRunning }) => isRunning).map(readinessOf));
  }

  /** Nothing listens where the networks were. */
  unplug(): Promise<void> {
    return this.installation.simulator.unplug();
  }

  plugIn(): Promise<void> {
    return this.installation.simulator.plugIn();
  }

  /** Waits until no sync is waiting or running. */
  async quiet(): Promise<void> {
    await until(
      'all syncs come to an end',
      async () => (await openJobs(this.installation)) === 0,
      QUIET_SECONDS,
    );
  }

  /** A sync of all accounts from beginning to end. */
  async syncAndWait(): Promise<readonly RunState[]> {
    const since = await this.sync();
    await this.quiet();
    return this.runsSince(since);
  }

  runsSince(since: string): Promise<readonly RunState[]> {
    return runStates(this.installation, since);
  }

  /** What a person sees of the accounts: label → health and failure. */
  async healths(): Promise<
    ReadonlyMap<
      string,
      { readonly health: string; readonly failure: string | null; readonly isWarned: boolean }
    >
  > {
    const accounts = await this.client.accounts();
    return new Map(
      accounts.map(({ label, health, failure, recentRuns }) => [
        label,
        { health, failure: failure?.kind ?? null, isWarned: recentRuns[0]?.warning?.kind === 'empty-answer' },
      ]),
    );
  }

  /** One more worker beside those that run. */
  async addWorker(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const worker = await this.installation.start({ APP_ROLE: 'worker', ...WORKER, ...environment });
    this.processes.push(worker);
    this.workers.push(worker);
  }

  /** Ends the worker that has run longest: `kill` is SIGKILL, `stop` SIGTERM. */
  async endWorker(how: 'kill' | 'stop'): Promise<void> {
    await this.workers.shift()?.[how]();
  }

  async replaceWorker(how: 'kill' | 'stop'): Promise<void> {
    await this.endWorker(how);
    await this.addWorker();
  }

  /** After a scenario that broke off: no fault, no running sync and one new worker for the next one. */
  async recover(): Promise<void> {
    await this.clearFaults();
    await this.replaceWorker('stop');
    await this.quiet();
  }

  /** Waits until the runs that are going on have stored so many pages. */
  async pagesStored(pages: number): Promise<void> {
    await until(
      `${pages} pages are stored`,
      async () => {
        const [row] = await this.installation.rows<{ pages: number }>(
          'select coalesce(sum(pages), 0)::int as pages from sync_run where finished_at is null',
        );
        return (row?.pages ?? 0) >= pages;
      },
      30,
    );
    await delay(50);
  }

  async destroy(): Promise<void> {
    await this.installation.destroy();
  }

  /** A run lasts longer than a session may be idle. */
  private async signIn(): Promise<void> {
    await this.client.signIn(OWNER.email, OWNER.password);
    await this.stranger.signIn(STRANGER.email, STRANGER.password);
  }

  private simulator(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.installation.simulator.url}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

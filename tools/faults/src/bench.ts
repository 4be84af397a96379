import { type ApiClient, type AppProcess, Installation, until } from '@tributary/e2e-installation';
import { DEMO_ACCOUNTS, type FaultRequest } from '@tributary/network-simulator';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseNow, openJobs, type RunState, runStates } from './runs';

const DAY = 86_400_000;
/** The longest thing a scenario waits for is a network that never answers, twice. */
const QUIET_SECONDS = 180;

export interface BenchOptions {
  readonly seed: number;
  readonly salesPerDay: number;
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

/** One installation under test: a web process, a worker, real Postgres and six networks with eight accounts. */
export class Bench {
  /** Every process there ever was: what they wrote is searched for secrets. */
  readonly processes: AppProcess[] = [];
  private readonly workers: AppProcess[] = [];

  private constructor(
    readonly options: BenchOptions,
    readonly installation: Installation,
    private readonly client: ApiClient,
  ) {}

  static async create(options: BenchOptions): Promise<Bench> {
    const installation = await Installation.create(options);
    const web = await installation.start({ APP_ROLE: 'web' });
    const client = await installation.client(web);
    for (const { network, credentials, label } of DEMO_ACCOUNTS) {
      const backfillFrom = dayText(Date.now() - DAY);
      const account = { network, credentials, label, backfillFrom };
      const answer = await client.problem('POST', 'network-accounts', account);
      if (answer.status !== 201) throw new Error(`${network}: ${answer.body.detail}`);
    }
    const bench = new Bench(options, installation, client);
    bench.processes.push(web);
    await bench.addWorker();
    await bench.quiet();
    return bench;
  }

  /** As if nothing had ever been read: the next run is the first one. */
  async reset(backfillDays: number): Promise<void> {
    await this.clearFaults();
    await this.installation.rows(
      'truncate sale, reversal, network_daily_total, raw_page, quarantined_row, sync_run',
    );
    const from = `${dayText(Date.now() - backfillDays * DAY)}T00:00:00Z`;
    await this.installation.rows(`
      update network_account set backfill_from = '${from}', checkpoint = null, last_warm_at = null,
        last_cold_at = null, last_good_sync_at = null, claimed_job_id = null, failure_kind = null,
        failure_message = null, failure_since = null, failure_attempts = 0`);
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
    ReadonlyMap<string, { readonly health: string; readonly failure: string | null }>
  > {
    const accounts = await this.client.accounts();
    return new Map(
      accounts.map(({ label, health, failure }) => [label, { health, failure: failure?.kind ?? null }]),
    );
  }

  /** One more worker beside those that run. */
  async addWorker(): Promise<void> {
    const worker = await this.installation.start({ APP_ROLE: 'worker' });
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

  private simulator(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.installation.simulator.url}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

function dayText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

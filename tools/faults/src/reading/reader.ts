import { Destinations, PoliteHttpClient, RegisteredNetworks } from '@tributary/affiliate-networks';
import { ConnectNetwork, ReadTotals, SyncAccount } from '@tributary/application';
import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import { currency, type NetworkAccount } from '@tributary/domain';
import {
  type AccountOptions,
  productEnvironment,
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '@tributary/network-simulator';
import type { SyncRun } from '@tributary/ports';
import {
  PostgresAgencyRepository,
  PostgresClientRepository,
  PostgresNetworkAccountRepository,
  PostgresNetworkOutageRepository,
  PostgresReconciliationRepository,
  PostgresRereadRequestRepository,
  PostgresSaleRepository,
  PostgresSaleRhythmRepository,
  PostgresSyncAccountRepository,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import type { TestDatabase } from '@tributary/postgres/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { disturbedNetworks } from './disturbed-networks';
import { type Death, killedSales } from './killed-sales';
import { Life } from './life';
import { replaced } from './replaced';
import { HeldClock, NoProgress, NoQueue, RandomIdentifiers, SleeplessTimer } from './ports';

export type Tier = 'hot' | 'warm' | 'cold' | 'backfill';

/** What one reading is like. Pages are counted from 0, over the whole reading. */
export interface Reading {
  readonly tier: Tier;
  /** Pages of a slice come in another order, some twice. */
  readonly mix?: readonly number[];
  /** The process is told to stop after that page. */
  readonly stopAfter?: number;
  readonly death?: Death;
}

export interface ReaderOptions {
  readonly account: AccountOptions;
  /** Instant of the world, epoch milliseconds; moved by {@link Reader.moveTo}. */
  readonly now: number;
  readonly backfillFrom: string;
  readonly zone: string;
  readonly simulator?: Pick<SimulatorOptions, 'pageSize'>;
}

const REPORTING = 'EUR';

interface Parts {
  readonly database: TestDatabase;
  readonly clock: HeldClock;
  readonly http: PoliteHttpClient;
  readonly networks: RegisteredNetworks;
  readonly cipher: AesGcmCredentialCipher;
}

/**
 * One network account and everything that reads it, in this process: the simulated network over HTTP, the real adapter,
 * the real sync, the real Postgres. Only clocks and pauses are held.
 */
export class Reader {
  private constructor(
    private readonly parts: Parts,
    readonly simulator: RunningSimulator,
    readonly account: NetworkAccount,
  ) {}

  /** Connects the account of a new agency, the way a person would. */
  static async create(database: TestDatabase, options: ReaderOptions): Promise<Reader> {
    const clock = new HeldClock(options.now);
    const simulator = await startSimulator({
      ...options.simulator,
      accounts: [options.account],
      limits: false,
      now: () => clock.instant,
    });
    const destinations = new Destinations(['loopback']);
    const http = new PoliteHttpClient({ clock, timer: new SleeplessTimer(), random: () => 0, destinations });
    const environment = productEnvironment(simulator.url);
    const networks = new RegisteredNetworks({ http, clock, environment, destinations });
    const cipher = new AesGcmCredentialCipher([randomBytes(32)]);
    const parts = { database, clock, http, networks, cipher };
    return new Reader(parts, simulator, await connect(parts, options));
  }

  moveTo(instant: number): void {
    this.parts.clock.instant = instant;
  }

  get now(): number {
    return this.parts.clock.instant;
  }

  /**
   * Reads the account as one delivery of a job.
   * @returns the finished run, or null when the process was stopped or killed in the middle of it.
   */
  async read(reading: Reading, onStrike: (what: string) => void = () => undefined): Promise<SyncRun | null> {
    await this.makeDue(reading.tier);
    const life = new Life();
    const stop = new AbortController();
    const sync = this.syncFor(reading, { life, stop, onStrike });
    const { agencyId, id: accountId } = this.account;
    try {
      const [run] = await sync.run({
        id: randomUUID(),
        request: { agencyId, accountId, trigger: 'manual' },
        signal: stop.signal,
      });
      return run ?? null;
    } catch (error) {
      if (life.isOver || stop.signal.aborted) return null;
      throw error;
    }
  }

  /** Rows of a query on the database. */
  rows<Row>(sql: string): Promise<Row[]> {
    return this.parts.database.owner.em.getConnection().execute<Row[]>(sql);
  }

  async close(): Promise<void> {
    await this.simulator.stop();
    await this.parts.http.close();
  }

  private syncFor(
    { mix = [], stopAfter, death }: Reading,
    { life, stop, onStrike }: { life: Life; stop: AbortController; onStrike: (what: string) => void },
  ): SyncAccount {
    const { database, networks, cipher, clock } = this.parts;
    const { orm } = database;
    const afterPage = (page: number) => {
      if (page !== stopAfter) return;
      onStrike('stopped');
      stop.abort(new Error('The process is ending'));
    };
    // Every reading is one of the same program, which repeats what an earlier one has read.
    const stored = life.of(new PostgresSaleRepository(orm, cipher, 'the one under test'));
    const onDeath = () => {
      onStrike(death?.moment ?? '');
    };
    const sales = death ? killedSales(stored, { death, life, database, onDeath }) : stored;
    const disturbed = disturbedNetworks(networks, { mix, afterPage });
    const reconciliation = life.of(new PostgresReconciliationRepository(orm));
    return new SyncAccount({
      accounts: life.of(new PostgresSyncAccountRepository(orm)),
      runs: life.of(new PostgresSyncRunRepository(orm)),
      outages: life.of(new PostgresNetworkOutageRepository(orm)),
      rereads: life.of(new PostgresRereadRequestRepository(orm)),
      rhythms: life.of(new PostgresSaleRhythmRepository(orm)),
      totals: new ReadTotals({ networks: withoutTotals(networks), reconciliation, clock }),
      progress: life.of(new NoProgress()),
      identifiers: new RandomIdentifiers(),
      networks: disturbed,
      sales,
      cipher,
      clock,
    });
  }

  /** Sets what the account remembers of its last readings, so that the next one is of the tier; a first reading comes to its end first. */
  private async makeDue(tier: Tier): Promise<void> {
    const now = new Date(this.now).toISOString();
    const long = '2000-01-01T00:00:00Z';
    const set = {
      hot: `last_warm_at = '${now}', last_cold_at = '${now}'`,
      warm: `last_warm_at = '${long}', last_cold_at = '${now}'`,
      cold: `last_warm_at = '${long}', last_cold_at = '${long}'`,
      backfill: 'checkpoint = null, last_warm_at = null, last_cold_at = null',
    }[tier];
    await this.rows(
      `update network_account set ${set} where id = '${this.account.id}' and last_cold_at is not null`,
    );
  }
}

/** A network's own totals are read after its rows and change none of them: here they would only cost requests. */
function withoutTotals(networks: RegisteredNetworks): RegisteredNetworks {
  return replaced(networks, 'find', () => null);
}

async function connect(
  { database: { orm }, clock, networks, cipher }: Parts,
  { account, backfillFrom, zone }: ReaderOptions,
): Promise<NetworkAccount> {
  const agencies = new PostgresAgencyRepository(orm);
  const agency = { id: randomUUID(), name: 'Northbank Media', locale: 'en-GB' };
  await agencies.add({
    ...{ ...agency, reportingCurrency: currency(REPORTING), timeZone: zone },
    ...{ kind: 'customer', suspendedAt: null },
  });
  const identifiers = new RandomIdentifiers();
  const accounts = new PostgresNetworkAccountRepository(orm);
  const clients = new PostgresClientRepository(orm);
  const ports = { networks, accounts, agencies, clients, cipher, queue: new NoQueue(), clock, identifiers };
  const { network, credentials, label } = account;
  return new ConnectNetwork(ports).run(agency.id, { network, credentials, label, backfillFrom });
}

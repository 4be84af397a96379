import { accountHealth, networkId, type AccountHealth, type NetworkAccount } from '@tributary/domain';
import type {
  AccountKey,
  Credentials,
  NetworkDescription,
  RunTrigger,
  SaleView,
  SyncRun,
} from '@tributary/ports';
import {
  aNetwork,
  CountingIdentifiers,
  EVERY_SALE,
  InMemoryNetworkAccountRepository,
  InMemoryNetworkOutageRepository,
  InMemoryProgressChannel,
  InMemoryReconciliationRepository,
  InMemoryRereadRequestRepository,
  InMemorySaleRepository,
  InMemorySaleRhythmRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncRunRepository,
  ReversibleCipher,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
  type Script,
} from '@tributary/ports/testing';
import { sealCredentials } from '../network-accounts/credentials';
import { ReadTotals } from '../reconciliation/read-totals';
import { SyncAccount } from '../sync/sync-account';

const AGENCY = '0198c0de-0000-7000-8000-00000000aaaa';
const ACCOUNT = '0198c0de-0000-7000-8000-00000000bbbb';
const CLICKBANK = networkId('clickbank');

interface WorldJob {
  readonly jobId?: string;
  readonly trigger?: RunTrigger;
  readonly rereadsOnly?: boolean;
  readonly accountId?: string;
  readonly signal?: AbortSignal;
}

/** One connected account at one scripted network, with 45 days of history that were never read. */
export class SyncWorld {
  readonly clock = new SettableClock('2026-03-14T12:00:00Z');
  readonly storage = new InMemoryStorage(this.clock);
  readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  readonly syncAccounts = new InMemorySyncAccountRepository(this.storage);
  readonly saleRepository = new InMemorySaleRepository(this.storage);
  readonly runRepository = new InMemorySyncRunRepository(this.storage);
  readonly outages = new InMemoryNetworkOutageRepository(this.storage);
  readonly rhythms = new InMemorySaleRhythmRepository(this.storage);
  readonly rereads = new InMemoryRereadRequestRepository();
  readonly reconciliation = new InMemoryReconciliationRepository(this.storage);
  readonly progress = new InMemoryProgressChannel();
  readonly cipher = new ReversibleCipher();
  readonly gateway: ScriptedGateway;
  readonly networks: ScriptedNetworks;
  readonly credentials: Credentials = { apiKey: 'API-INVENTED7K2Q', site: 'northbank' };
  readonly key: AccountKey = { agencyId: AGENCY, accountId: ACCOUNT };
  private readonly useCase: SyncAccount;
  private jobs = 0;

  private constructor(script: Script, network: Partial<NetworkDescription>) {
    this.gateway = new ScriptedGateway(script);
    this.networks = new ScriptedNetworks([aNetwork(network), this.gateway]);
    const { networks, reconciliation, clock } = this;
    this.useCase = new SyncAccount({
      accounts: this.syncAccounts,
      runs: this.runRepository,
      sales: this.saleRepository,
      networks,
      totals: new ReadTotals({ networks, reconciliation, clock }),
      rereads: this.rereads,
      outages: this.outages,
      rhythms: this.rhythms,
      cipher: this.cipher,
      progress: this.progress,
      clock: this.clock,
      identifiers: new CountingIdentifiers(),
    });
  }

  /** @param network what is special about its description. */
  static async with(script: Script, network: Partial<NetworkDescription> = {}): Promise<SyncWorld> {
    const world = new SyncWorld(script, network);
    await world.connect(ACCOUNT);
    return world;
  }

  /** Connects an account, one more unless told which. */
  async connect(id: string = crypto.randomUUID()): Promise<AccountKey> {
    const owner = { agencyId: AGENCY, id, network: CLICKBANK };
    await this.accounts.add({
      ...owner,
      label: 'northbank',
      clientId: null,
      backfillFrom: new Date('2026-01-28T12:00:00Z'),
      sealedCredentials: sealCredentials(this.cipher, owner, this.credentials),
      credentialHints: {},
      identityHash: id,
      nextDueAt: this.clock.now(),
    });
    return { agencyId: AGENCY, accountId: id };
  }

  /** Runs a new job of the schedule, unless told otherwise. @returns its first run. */
  async sync(job: WorldJob = {}): Promise<SyncRun | null> {
    return (await this.syncAll(job))[0] ?? null;
  }

  syncAll(job: WorldJob = {}): Promise<readonly SyncRun[]> {
    this.jobs += 1;
    return this.useCase.run({
      id: job.jobId ?? `job-${this.jobs}`,
      request: {
        agencyId: AGENCY,
        accountId: job.accountId ?? ACCOUNT,
        trigger: job.trigger ?? 'schedule',
        rereadsOnly: job.rereadsOnly ?? false,
      },
      signal: job.signal ?? new AbortController().signal,
    });
  }

  get account(): NetworkAccount {
    const stored = this.storage.account(this.key);
    if (!stored) throw new Error('The account is gone');
    return stored.account;
  }

  get health(): AccountHealth {
    return accountHealth(this.account, this.clock.now());
  }

  change(change: Partial<NetworkAccount>): void {
    this.storage.changeAccount(this.key, (stored) => ({
      ...stored,
      account: { ...stored.account, ...change },
    }));
  }

  /** Turns one bit of the sealed credentials over. */
  tamper(): void {
    this.storage.changeAccount(this.key, (stored) => ({
      ...stored,
      sealedCredentials: stored.sealedCredentials.map((byte, index) => (index === 5 ? byte ^ 1 : byte)),
    }));
  }

  /** The next end of a reading fails as if the database had gone away. */
  failOnce(method: 'finishReading'): void {
    const original = this.runRepository[method].bind(this.runRepository);
    this.runRepository[method] = () => {
      this.runRepository[method] = original;
      return Promise.reject(new Error('the database is away'));
    };
  }

  sales(): Promise<readonly SaleView[]> {
    return this.saleRepository.listSales(AGENCY, EVERY_SALE, { limit: 1000, after: null });
  }

  runs(): Promise<readonly SyncRun[]> {
    return this.runRepository.listRuns(AGENCY, { accountId: null, limit: 100 });
  }
}

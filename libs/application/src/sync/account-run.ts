import { contradictsStored, type SyncWindow } from '@tributary/domain';
import {
  ClaimLost,
  type Clock,
  type CredentialCipher,
  type NetworkCatalog,
  type NetworkOutageRepository,
  type NetworkVisit,
  type OpenAccount,
  type RunTier,
  type RunTrigger,
  type SaleRepository,
  type SaleRhythmRepository,
  type SyncAccountRepository,
  type SyncProgressChannel,
  type SyncRun,
  type SyncRunRepository,
} from '@tributary/ports';
import { openCredentials } from '../network-accounts/credentials';
import type { ReadTotals } from '../reconciliation/read-totals';
import { classifyFailure, type Failure } from './classify-failure';
import { NetworkBreaker } from './network-breaker';
import { RunProgress } from './run-progress';
import { describedNetwork, isPlanned, WindowReader, type RunningSync } from './window-reader';

export interface AccountRunPorts {
  readonly accounts: SyncAccountRepository;
  readonly runs: SyncRunRepository;
  readonly sales: SaleRepository;
  readonly networks: NetworkCatalog;
  readonly totals: ReadTotals;
  readonly cipher: CredentialCipher;
  readonly outages: NetworkOutageRepository;
  readonly rhythms: SaleRhythmRepository;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

export interface RunPlan {
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
  readonly window: SyncWindow;
}

interface AccountRunJob {
  readonly id: string;
  readonly signal: AbortSignal;
}

interface BegunRun extends RunningSync {
  readonly visit: NetworkVisit;
}

/** One run of an account from its beginning to its record. */
export class AccountRun {
  private readonly reader: WindowReader;
  private readonly breaker: NetworkBreaker;

  constructor(private readonly ports: AccountRunPorts) {
    this.reader = new WindowReader(ports);
    this.breaker = new NetworkBreaker(ports);
  }

  /**
   * @returns the finished run, null when the account was put off because its network is down; a failure of the network
   * is in the run's record, not an exception.
   * @throws {ClaimLost} when another worker has taken the account over: the run is that one's to end.
   * @throws {unknown} whatever else our own side threw, and the abort reason, after recording it.
   */
  async execute(opened: OpenAccount, plan: RunPlan, job: AccountRunJob): Promise<SyncRun | null> {
    const { agencyId, id: accountId, network } = opened.account;
    const visit = { agencyId, accountId, network, jobId: job.id, claim: opened.claim };
    if (!(await this.breaker.letsThrough(visit))) return null;
    const sync = await this.begin(opened, plan, visit);
    let hasRows = false;
    try {
      hasRows = await this.read(sync, opened, job.signal);
    } catch (error) {
      if (error instanceof ClaimLost) throw error;
      return await (isAborted(job.signal) ? this.interrupt(sync, error) : this.fail(sync, error));
    }
    return this.finish(sync, null, { hasRows });
  }

  private async begin(
    { account }: OpenAccount,
    plan: RunPlan,
    { jobId, ...key }: NetworkVisit,
  ): Promise<BegunRun> {
    const runId = await this.ports.runs.begin(key, plan);
    const { agencyId, accountId, network } = key;
    const about = { agencyId, accountId, network, runId };
    const progress = new RunProgress(this.ports.progress, this.ports.clock, about);
    await progress.tell('running', 0);
    const visit = { ...key, jobId };
    const onAnswer = () => this.breaker.answered(visit);
    return { account, tier: plan.tier, window: plan.window, runId, progress, visit, onAnswer };
  }

  /** @returns whether the network told of any sale. */
  private async read(sync: BegunRun, opened: OpenAccount, signal: AbortSignal): Promise<boolean> {
    const credentials = openCredentials(this.ports.cipher, opened.account, opened.sealedCredentials);
    const rows = await this.reader.read(sync, credentials, signal);
    if (rows === 0) await this.warnOfEmptyAnswer(sync);
    await this.ports.totals.run({ ...sync, credentials, signal });
    return rows > 0;
  }

  /** Nothing is deleted because a network tells nothing; but it is not taken for "no sales" in silence. */
  private async warnOfEmptyAnswer({ visit, window, runId, account }: BegunRun): Promise<void> {
    const storedSales = await this.ports.rhythms.countSales(visit, window);
    if (!contradictsStored({ rows: 0, storedSales })) return;
    const { name } = describedNetwork(this.ports.networks, account);
    const message = `${name} told of no sale for a span of time of which ${storedSales} sales are stored. Nothing was deleted.`;
    await this.ports.runs.warn(visit, runId, { kind: 'empty-answer', message });
  }

  /** A stopping process is no fault of the account: it only leaves the run open to the queue's next attempt. */
  private async interrupt(sync: BegunRun, reason: unknown): Promise<never> {
    const message = 'The process was stopped. What was read is stored; another process reads the rest.';
    await this.finish(sync, { kind: 'internal', message, retryAt: null });
    throw reason;
  }

  private async fail(sync: BegunRun, error: unknown): Promise<SyncRun> {
    const failure = classifyFailure(error, sync.account, this.ports.clock.now());
    await this.ports.accounts.markFailed(sync.visit, { ...failure, retryAt: retryAtOf(sync, failure) });
    await this.breaker.failed(sync.visit, failure.kind);
    const run = await this.finish(sync, failure);
    if (failure.kind === 'internal') throw error;
    return run;
  }

  private async finish(
    { tier, visit, runId, progress }: BegunRun,
    failure: Failure | null,
    reading = { hasRows: false },
  ): Promise<SyncRun> {
    // What was asked for beside the hourly reading does not reach the present: the account is as old as before.
    const isGood = failure === null && isPlanned(tier);
    const { runs } = this.ports;
    const run = await (isGood
      ? runs.finishReading(visit, runId, reading)
      : runs.finish(visit, runId, failure));
    await progress.tell(run.outcome, failure ? null : 1);
    return run;
  }
}

/** What was asked for beside the hourly reading may bring that one forward, but never postpones it. */
function retryAtOf({ tier, account }: RunningSync, { retryAt }: Failure): Date | null {
  if (isPlanned(tier) || retryAt === null) return retryAt;
  return new Date(Math.min(retryAt.getTime(), account.nextDueAt.getTime()));
}

/** Asked anew: the signal may have been raised since the flow analysis last looked. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

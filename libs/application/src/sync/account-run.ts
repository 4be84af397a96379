import type { SyncWindow } from '@tributary/domain';
import type {
  Clock,
  CredentialCipher,
  NetworkCatalog,
  OpenAccount,
  RunTier,
  RunTrigger,
  SaleRepository,
  SyncAccountRepository,
  SyncProgressChannel,
  SyncRun,
  SyncRunRepository,
} from '@tributary/ports';
import { openCredentials } from '../network-accounts/credentials';
import type { ReadTotals } from '../reconciliation/read-totals';
import { classifyFailure, type Failure } from './classify-failure';
import { RunProgress } from './run-progress';
import { isPlanned, WindowReader, type RunningSync } from './window-reader';

export interface AccountRunPorts {
  readonly accounts: SyncAccountRepository;
  readonly runs: SyncRunRepository;
  readonly sales: SaleRepository;
  readonly networks: NetworkCatalog;
  readonly totals: ReadTotals;
  readonly cipher: CredentialCipher;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

export interface RunPlan {
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
  readonly window: SyncWindow;
}

/** One run of an account from its beginning to its record. */
export class AccountRun {
  private readonly reader: WindowReader;

  constructor(private readonly ports: AccountRunPorts) {
    this.reader = new WindowReader(ports);
  }

  /**
   * @returns the finished run; a failure of the network is in its record, not an exception.
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it.
   */
  async execute(opened: OpenAccount, plan: RunPlan, signal: AbortSignal): Promise<SyncRun> {
    const sync = await this.begin(opened, plan);
    try {
      const credentials = openCredentials(this.ports.cipher, opened.account, opened.sealedCredentials);
      await this.reader.read(sync, credentials, signal);
      await this.ports.totals.run({ ...sync, credentials, signal });
    } catch (error) {
      return await (isAborted(signal) ? this.interrupt(sync, error) : this.fail(sync, error));
    }
    // What was asked for beside the hourly reading does not reach the present: the account is as old as before.
    if (isPlanned(sync.tier)) await this.ports.accounts.markGood(keyOf(sync));
    return this.finish(sync, null);
  }

  private async begin({ account }: OpenAccount, plan: RunPlan): Promise<RunningSync> {
    const key = { agencyId: account.agencyId, accountId: account.id, network: account.network };
    const runId = await this.ports.runs.begin(key, plan);
    const progress = new RunProgress(this.ports.progress, this.ports.clock, { ...key, runId });
    await progress.tell('running', 0);
    return { account, tier: plan.tier, window: plan.window, runId, progress };
  }

  /** A stopping process is no fault of the account: it only leaves the run open to the queue's next attempt. */
  private async interrupt(sync: RunningSync, reason: unknown): Promise<never> {
    const message = 'The process was stopped. What was read is stored; another process reads the rest.';
    await this.finish(sync, { kind: 'internal', message, retryAt: null });
    throw reason;
  }

  private async fail(sync: RunningSync, error: unknown): Promise<SyncRun> {
    const failure = classifyFailure(error, sync.account, this.ports.clock.now());
    await this.ports.accounts.markFailed(keyOf(sync), { ...failure, retryAt: retryAtOf(sync, failure) });
    const run = await this.finish(sync, failure);
    if (failure.kind === 'internal') throw error;
    return run;
  }

  private async finish(sync: RunningSync, failure: Failure | null): Promise<SyncRun> {
    const run = await this.ports.runs.finish(keyOf(sync), sync.runId, failure);
    await sync.progress.tell(run.outcome, failure ? null : 1);
    return run;
  }
}

function keyOf({ account }: RunningSync) {
  return { agencyId: account.agencyId, accountId: account.id };
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

import {
  nextDue,
  planReading,
  retryDelay,
  sliceWindow,
  type NetworkAccount,
  type PlannedReading,
  type SyncErrorKind,
  type SyncWindow,
} from '@tributary/domain';
import {
  CiphertextUnreadable,
  NetworkError,
  RateLimited,
  UnexpectedResponse,
  type Clock,
  type CredentialCipher,
  type Credentials,
  type IdentifierFactory,
  type NetworkCatalog,
  type SaleRepository,
  type SyncAccountRepository,
  type SyncProgressChannel,
  type SyncRequest,
  type SyncRun,
  type SyncRunRepository,
} from '@tributary/ports';
import { openCredentials } from '../network-accounts/credentials';
import { readPage } from './read-page';
import { RunProgress } from './run-progress';
import { withLast } from './with-last';

export interface SyncAccountPorts {
  readonly accounts: SyncAccountRepository;
  readonly runs: SyncRunRepository;
  readonly sales: SaleRepository;
  readonly networks: NetworkCatalog;
  readonly cipher: CredentialCipher;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
  readonly identifiers: IdentifierFactory;
}

export interface SyncJob {
  /** A retry of the same job finds its own claim again. */
  readonly id: string;
  readonly request: SyncRequest;
  /** Aborted when the process is told to stop: the page in hand is stored, no further one is asked for. */
  readonly signal: AbortSignal;
}

interface RunningSync {
  readonly account: NetworkAccount;
  readonly reading: PlannedReading;
  readonly runId: string;
  readonly progress: RunProgress;
}

/** One request series of the window. */
interface Slice {
  readonly window: SyncWindow;
  readonly index: number;
  readonly count: number;
  readonly signal: AbortSignal;
}

const NOT_REACHED = { checkpoint: null, completedTier: null };

interface Failure {
  readonly kind: SyncErrorKind;
  readonly message: string;
  readonly retryAt: Date | null;
}

/**
 * Reads one account: claims it, opens its credentials, fetches, normalises and stores page by page, and records the
 * run. A failure of the network ends in the run's record, never in an exception, so one account touches no other.
 */
export class SyncAccount {
  constructor(private readonly ports: SyncAccountPorts) {}

  /**
   * @returns the finished run, or null when the account was not to be run (paused, gone, not due).
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it: the queue tries the job again.
   */
  async run(job: SyncJob): Promise<SyncRun | null> {
    const { agencyId, accountId, trigger } = job.request;
    const key = { agencyId, accountId };
    const now = this.ports.clock.now();
    const claim = await this.ports.accounts.claim(key, {
      jobId: job.id,
      force: trigger === 'manual' || trigger === 'connect',
      nextDueAt: nextDue(accountId, now, this.ports.identifiers.fraction()),
    });
    if (!claim) return null;
    const sync = await this.begin(claim.account, job.request);
    try {
      const credentials = openCredentials(this.ports.cipher, claim.account, claim.sealedCredentials);
      await this.readWindow(sync, credentials, job.signal);
    } catch (error) {
      return await (isAborted(job.signal) ? this.interrupt(sync, error) : this.fail(sync, error));
    }
    await this.ports.accounts.markGood(key);
    return this.finish(sync, null);
  }

  private async begin(account: NetworkAccount, request: SyncRequest): Promise<RunningSync> {
    const { reread } = this.describe(account);
    const at = { now: this.ports.clock.now(), backfillFrom: account.backfillFrom };
    const reading = planReading(account.history, reread, at);
    const key = { agencyId: account.agencyId, accountId: account.id, network: account.network };
    const runId = await this.ports.runs.begin(key, { trigger: request.trigger, ...reading });
    const progress = new RunProgress(this.ports.progress, this.ports.clock, { ...key, runId });
    await progress.tell('running', 0);
    return { account, reading, runId, progress };
  }

  private async readWindow(sync: RunningSync, credentials: Credentials, signal: AbortSignal): Promise<void> {
    const { reread } = this.describe(sync.account);
    const slices = sliceWindow(sync.reading.window, reread.sliceDays);
    for (const [index, window] of slices.entries()) {
      await this.readSlice(sync, credentials, { window, index, count: slices.length, signal });
    }
  }

  private async readSlice(sync: RunningSync, credentials: Credentials, slice: Slice): Promise<void> {
    const { window, index, count, signal } = slice;
    const gateway = this.ports.networks.gateway(sync.account.network);
    const completedTier = index === count - 1 ? sync.reading.tier : null;
    let isRead = false;
    for await (const { item, isLast } of withLast(gateway.fetchSales(credentials, window, signal))) {
      // A gateway may end without an error when it is aborted: what it ends with is not the end of the slice.
      isRead = isLast && !signal.aborted;
      const reached = isRead ? { checkpoint: window.to, completedTier } : NOT_REACHED;
      await this.store(sync, { content: readPage(gateway, item), ...reached });
      await sync.progress.tell('running', (index + Number(isRead)) / count);
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
    if (isRead) return;
    // Going on would let the next slice carry the checkpoint past this one.
    throw new UnexpectedResponse(
      `${this.describe(sync.account).name} gave no answer for a part of the window.`,
    );
  }

  private async store(
    sync: RunningSync,
    page: {
      readonly content: ReturnType<typeof readPage>;
      readonly checkpoint: Date | null;
      readonly completedTier: PlannedReading['tier'] | null;
    },
  ): Promise<void> {
    const { agencyId, id: accountId, network } = sync.account;
    const counts = await this.ports.sales.storePage({
      account: { agencyId, accountId, network },
      runId: sync.runId,
      ...page.content,
      checkpoint: page.checkpoint,
      completedTier: page.completedTier,
    });
    sync.progress.count(counts);
  }

  /** A stopping process is no fault of the account: it only leaves the run open to the queue's next attempt. */
  private async interrupt(sync: RunningSync, reason: unknown): Promise<never> {
    const message = 'The process was stopped. What was read is stored; another process reads the rest.';
    await this.finish(sync, { kind: 'internal', message, retryAt: null });
    throw reason;
  }

  private async fail(sync: RunningSync, error: unknown): Promise<SyncRun> {
    const failure = this.classify(error, sync.account);
    const key = { agencyId: sync.account.agencyId, accountId: sync.account.id };
    await this.ports.accounts.markFailed(key, failure);
    const run = await this.finish(sync, failure);
    if (failure.kind === 'internal') throw error;
    return run;
  }

  private classify(error: unknown, account: NetworkAccount): Failure {
    const now = this.ports.clock.now().getTime();
    const attempts = (account.lastFailure?.attempts ?? 0) + 1;
    if (error instanceof RateLimited) {
      return { kind: error.kind, message: error.message, retryAt: error.retryAt };
    }
    if (error instanceof NetworkError) {
      const retryAt = new Date(now + retryDelay(error.kind, attempts));
      return { kind: error.kind, message: error.message, retryAt };
    }
    if (error instanceof CiphertextUnreadable) {
      const message = 'The stored key cannot be opened any more. Enter it again under Replace key.';
      return { kind: 'credentials-unreadable', message, retryAt: null };
    }
    const message = 'Tributary could not finish this run. It is tried again; nothing is lost.';
    return { kind: 'internal', message, retryAt: null };
  }

  private async finish(sync: RunningSync, failure: Failure | null): Promise<SyncRun> {
    const key = { agencyId: sync.account.agencyId, accountId: sync.account.id };
    const run = await this.ports.runs.finish(key, sync.runId, failure);
    await sync.progress.tell(run.outcome, failure ? null : 1);
    return run;
  }

  private describe(account: NetworkAccount) {
    const description = this.ports.networks.find(account.network);
    if (!description) throw new RangeError(`The network ${account.network} is not registered`);
    return description;
  }
}

/** Asked anew: the signal may have been raised since the flow analysis last looked. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

import { nextDue, planReading } from '@tributary/domain';
import type {
  AccountKey,
  IdentifierFactory,
  OpenAccount,
  RereadRequest,
  RereadRequestRepository,
  SyncRequest,
  SyncRun,
} from '@tributary/ports';
import { AccountRun, type AccountRunPorts, type RunPlan } from './account-run';
import { describedNetwork } from './window-reader';

export interface SyncAccountPorts extends AccountRunPorts {
  readonly rereads: RereadRequestRepository;
  readonly identifiers: IdentifierFactory;
}

export interface SyncJob {
  /** A retry of the same job finds its own claim again. */
  readonly id: string;
  readonly request: SyncRequest;
  /** Aborted when the process is told to stop: the page in hand is stored, no further one is asked for. */
  readonly signal: AbortSignal;
}

interface NextRun {
  readonly opened: OpenAccount;
  readonly plan: RunPlan;
  /** Null for the hourly reading. */
  readonly request: RereadRequest | null;
}

/**
 * Reads one account: its hourly reading when it is due, then every period that somebody asked to be read again.
 * A failure of the network ends in the run's record, never in an exception, so one account touches no other.
 */
export class SyncAccount {
  private readonly accountRun: AccountRun;

  constructor(private readonly ports: SyncAccountPorts) {
    this.accountRun = new AccountRun(ports);
  }

  /**
   * @returns the finished runs, in their order; none when there was nothing to do (paused, gone, not due) or the
   * account was put off because its network is down.
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it: the queue tries the job again.
   */
  async run(job: SyncJob): Promise<readonly SyncRun[]> {
    const runs: SyncRun[] = [];
    let next = await this.plannedRun(job);
    while (next) {
      const run = await this.accountRun.execute(next.opened, next.plan, job);
      if (!run) break;
      runs.push(run);
      if (run.outcome !== 'ok') break;
      if (next.request) await this.ports.rereads.complete(keyOf(job), [next.request.id]);
      // Looked for anew after each run: the queue takes no second job of this account while this one is under way, so
      // what is asked for meanwhile is found here or not before the next hour.
      next = await this.requestedRun(job, next.opened.claim);
    }
    return runs;
  }

  /** The hourly reading when it is due or asked for, otherwise what waits to be read again. */
  private async plannedRun(job: SyncJob): Promise<NextRun | null> {
    const opened = await this.claim(job);
    if (!opened) return this.requestedRun(job);
    const { account } = opened;
    const { reread } = describedNetwork(this.ports.networks, account);
    const at = { now: this.ports.clock.now(), backfillFrom: account.backfillFrom };
    const plan = { trigger: job.request.trigger, ...planReading(account.history, reread, at) };
    return { opened, plan, request: null };
  }

  /** What is not wholly read stays pending and is tried with the next run. */
  private async requestedRun(job: SyncJob, claim?: number): Promise<NextRun | null> {
    const [request] = await this.ports.rereads.listPending(keyOf(job));
    const held = { ...keyOf(job), ...(claim !== undefined && { claim }) };
    const opened = request && (await this.ports.accounts.open(held));
    if (!opened) return null;
    const { trigger, window } = request;
    return { opened, plan: { trigger, tier: 'period', window }, request };
  }

  /** @returns null when the account is not to be read now, but for what was asked for. */
  private claim({ id, request }: SyncJob): Promise<OpenAccount | null> {
    const { accountId, trigger, rereadsOnly = false } = request;
    return this.ports.accounts.claim(keyOf({ request }), {
      jobId: id,
      force: !rereadsOnly && (trigger === 'manual' || trigger === 'connect'),
      nextDueAt: nextDue(accountId, this.ports.clock.now(), this.ports.identifiers.fraction()),
    });
  }
}

function keyOf({ request }: Pick<SyncJob, 'request'>): AccountKey {
  return { agencyId: request.agencyId, accountId: request.accountId };
}

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
import { AccountRun, type AccountRunPorts } from './account-run';
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
   * @returns the finished runs, in their order; none when there was nothing to do (paused, gone, not due).
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it: the queue tries the job again.
   */
  async run(job: SyncJob): Promise<readonly SyncRun[]> {
    const runs: SyncRun[] = [];
    const claimed = await this.claim(job);
    if (claimed) runs.push(await this.readPlanned(claimed, job));
    while (runs.every(({ outcome }) => outcome === 'ok')) {
      // One at a time and looked for anew: the queue takes no second job of this account while this one runs, so
      // what is asked for meanwhile is found here or not before the next hour.
      const [request] = await this.ports.rereads.listPending(keyOf(job));
      const opened = request && (await this.ports.accounts.open(keyOf(job)));
      if (!opened) break;
      runs.push(await this.readAgain(opened, request, job));
    }
    return runs;
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

  private readPlanned(claimed: OpenAccount, { request, signal }: SyncJob): Promise<SyncRun> {
    const { account } = claimed;
    const { reread } = describedNetwork(this.ports.networks, account);
    const at = { now: this.ports.clock.now(), backfillFrom: account.backfillFrom };
    const plan = { trigger: request.trigger, ...planReading(account.history, reread, at) };
    return this.accountRun.execute(claimed, plan, signal);
  }

  /** What is not wholly read stays pending and is tried with the next run. */
  private async readAgain(opened: OpenAccount, asked: RereadRequest, job: SyncJob): Promise<SyncRun> {
    const { id, trigger, window } = asked;
    const run = await this.accountRun.execute(opened, { trigger, tier: 'period', window }, job.signal);
    if (run.outcome === 'ok') await this.ports.rereads.complete(keyOf(job), [id]);
    return run;
  }
}

function keyOf({ request }: Pick<SyncJob, 'request'>): AccountKey {
  return { agencyId: request.agencyId, accountId: request.accountId };
}

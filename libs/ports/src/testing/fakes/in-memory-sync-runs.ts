import type { NetworkId, SyncErrorKind, SyncWindow } from '@tributary/domain';
import type { Claimed } from '../../claim';
import type { AccountKey } from '../../sale-repository';
import {
  SyncRunRepository,
  tiersBeside,
  type ReadingState,
  type RunTier,
  type RunTrigger,
  type RunWarning,
  type SyncRun,
} from '../../sync-run-repository';
import type { InMemoryStorage, StoredRun } from './in-memory-storage';
import { readingsOf } from './readings-as-of';

type Failure = { readonly kind: SyncErrorKind; readonly message: string } | null;

const ABANDONED: Failure = {
  kind: 'internal',
  message: 'The process that ran it ended before it was done',
};

export class InMemorySyncRunRepository extends SyncRunRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  async begin(
    account: Claimed & { readonly network: NetworkId },
    run: { readonly trigger: RunTrigger; readonly tier: RunTier; readonly window: SyncWindow },
  ): Promise<string> {
    await Promise.resolve();
    this.storage.refuseLate(account);
    const { agencyId, accountId, network, claim } = account;
    for (const open of this.storage.runs.values()) {
      const isSame = open.agencyId === agencyId && open.accountId === accountId;
      if (isSame && tiersBeside(run.tier).includes(open.tier) && open.outcome === 'running')
        this.end(open, { outcome: 'failed', failure: ABANDONED });
    }
    const id = crypto.randomUUID();
    const { trigger, tier, window } = run;
    const counts = { pages: 0, created: 0, changed: 0, unchanged: 0, quarantined: 0 };
    this.storage.runs.set(id, {
      ...{ agencyId, accountId, network, id, trigger, tier, window, ...counts },
      ...{ outcome: 'running', startedAt: this.storage.clock.now(), finishedAt: null },
      ...{ errorKind: null, errorMessage: null, warning: null },
      ...(claim !== undefined && { claim }),
    });
    return id;
  }

  async warn(account: AccountKey, runId: string, warning: RunWarning): Promise<void> {
    await Promise.resolve();
    const run = this.storage.runs.get(runId);
    if (run?.agencyId === account.agencyId && run.accountId === account.accountId) {
      this.storage.refuseLate(run);
      this.storage.runs.set(runId, { ...run, warning });
      const now = this.storage.clock.now();
      this.storage.changeAccount(account, (stored) => {
        const since = stored.account.emptyAnswer?.since ?? now;
        const emptyAnswer = { since, message: warning.message };
        return { ...stored, account: { ...stored.account, emptyAnswer } };
      });
    }
  }

  async finish(account: AccountKey, runId: string, failure: Failure): Promise<SyncRun> {
    await Promise.resolve();
    const run = this.storage.runs.get(runId);
    if (run?.agencyId !== account.agencyId || run.accountId !== account.accountId) {
      throw new RangeError('The run does not exist');
    }
    this.storage.refuseLate(run);
    const failed = run.pages > 0 ? 'partial' : 'failed';
    return this.end(run, { outcome: failure === null ? 'ok' : failed, failure });
  }

  async finishReading(
    key: AccountKey,
    runId: string,
    { hasRows }: { readonly hasRows: boolean },
  ): Promise<SyncRun> {
    const run = await this.finish(key, runId, null);
    const lastGoodSyncAt = this.storage.clock.now();
    this.storage.changeAccount(key, ({ account, ...stored }) => ({
      ...stored,
      account: {
        ...account,
        lastGoodSyncAt,
        lastFailure: null,
        outageSince: null,
        emptyAnswer: hasRows ? null : account.emptyAnswer,
      },
      claimedJobId: null,
      failedAt: null,
    }));
    return run;
  }

  listRuns(
    agencyId: string,
    filter: { readonly accountId: string | null; readonly limit: number },
  ): Promise<readonly SyncRun[]> {
    const runs = [...this.storage.runs.values()]
      .filter((run) => run.agencyId === agencyId)
      .filter((run) => filter.accountId === null || run.accountId === filter.accountId)
      .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? -1 : 1));
    return Promise.resolve(runs.slice(0, filter.limit).map(withoutAgency));
  }

  readingsAsOf(agencyId: string, at: Date): Promise<readonly ReadingState[]> {
    const runs = [...this.storage.runs.values()].filter((run) => run.agencyId === agencyId);
    return Promise.resolve(readingsOf(runs, at));
  }

  private end(
    run: StoredRun,
    end: { readonly outcome: SyncRun['outcome']; readonly failure: Failure },
  ): SyncRun {
    const ended = {
      ...run,
      outcome: end.outcome,
      finishedAt: this.storage.clock.now(),
      errorKind: end.failure?.kind ?? null,
      errorMessage: end.failure?.message ?? null,
    };
    this.storage.runs.set(run.id, ended);
    return withoutAgency(ended);
  }
}

function withoutAgency({ agencyId, claim, ...run }: StoredRun): SyncRun {
  return run;
}

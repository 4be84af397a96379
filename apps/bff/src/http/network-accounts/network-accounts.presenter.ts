import type { NetworkAccountView, SyncRunView } from '@tributary/api-contract';
import type { NetworkAccountState } from '@tributary/application';
import { dayInZone } from '@tributary/domain';
import type { SyncRun } from '@tributary/ports';
import { reconciliationSummaryView } from './reconciliation.presenter';

export function networkAccountView(state: NetworkAccountState, zone: string): NetworkAccountView {
  const { account, health, recentRuns } = state;
  return {
    id: account.id,
    network: account.network,
    label: account.label,
    clientId: account.clientId,
    health,
    isPaused: account.isPaused,
    backfillFrom: dayInZone(account.backfillFrom, zone),
    lastGoodSyncAt: textOf(account.lastGoodSyncAt),
    nextSyncAt: account.nextDueAt.toISOString(),
    readUntil: health === 'backfilling' ? textOf(account.history.checkpoint) : null,
    failure: account.lastFailure && {
      ...account.lastFailure,
      since: account.lastFailure.since.toISOString(),
    },
    credentialHints: account.credentialHints,
    recentRuns: recentRuns.map(syncRunView),
    quarantinedRows: state.quarantinedRows,
    outageSince: textOf(account.outageSince),
    notices: state.notices.map((notice) => ({ ...notice, since: notice.since.toISOString() })),
    reconciliation: reconciliationSummaryView(state.reconciliation),
  };
}

function textOf(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

export function syncRunView(run: SyncRun): SyncRunView {
  const { id, trigger, tier, outcome, pages, created, changed, unchanged, quarantined } = run;
  return {
    id,
    trigger,
    tier,
    outcome,
    pages,
    created,
    changed,
    unchanged,
    quarantined,
    windowFrom: run.window.from.toISOString(),
    windowTo: run.window.to.toISOString(),
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    durationMs: run.finishedAt && run.finishedAt.getTime() - run.startedAt.getTime(),
    errorKind: run.errorKind,
    errorMessage: run.errorMessage,
    warning: run.warning,
  };
}

import type { NetworkAccountView, SyncProgressMessage, SyncRunView } from '@tributary/api-contract';

/** Account id → the newest message of its running sync. */
export type LiveProgress = Readonly<Record<string, SyncProgressMessage>>;

/** Keeps the newest message of each account; one that arrives late changes nothing. */
export function withMessage(live: LiveProgress, message: SyncProgressMessage): LiveProgress {
  const known = live[message.accountId];
  if (known && Date.parse(known.at) > Date.parse(message.at)) return live;
  return { ...live, [message.accountId]: message };
}

/** The account with the counts of its running sync in the newest bar, until the server's own view is read again. */
export function withLiveRun(
  account: NetworkAccountView,
  message: SyncProgressMessage | undefined,
): NetworkAccountView {
  if (!message) return account;
  const known = account.recentRuns.find((run) => run.id === message.runId);
  const run = liveRun(known, message);
  const others = account.recentRuns.filter(({ id }) => id !== message.runId);
  return { ...account, recentRuns: [run, ...others].slice(0, 24) };
}

function liveRun(known: SyncRunView | undefined, message: SyncProgressMessage): SyncRunView {
  const { created, changed, unchanged, quarantined, pages, outcome } = message;
  const counts = { created, changed, unchanged, quarantined, pages, outcome };
  if (known) return { ...known, ...counts };
  return {
    ...counts,
    id: message.runId,
    trigger: 'schedule',
    tier: 'hot',
    windowFrom: message.at,
    windowTo: message.at,
    startedAt: message.at,
    finishedAt: null,
    durationMs: null,
    errorKind: null,
    errorMessage: null,
    warning: null,
  };
}

import { tiersBeside, type ReadingState, type SyncRun } from '../../sync-run-repository';

const READINGS = tiersBeside('hot');

/** How far readings had come `at` a moment: what ended later was still running then. */
export function readingsOf(runs: readonly SyncRun[], at: Date): ReadingState[] {
  const begun = runs
    .filter(({ tier, startedAt }) => READINGS.includes(tier) && startedAt <= at)
    .map((run) => (run.finishedAt !== null && run.finishedAt <= at ? run : stillRunning(run)));
  return [...Map.groupBy(begun, ({ accountId }) => accountId)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([accountId, ofAccount]) => stateOf(accountId, ofAccount));
}

function stillRunning(run: SyncRun): SyncRun {
  return { ...run, outcome: 'running', finishedAt: null };
}

function stateOf(accountId: string, runs: readonly SyncRun[]): ReadingState {
  const good = runs.filter(({ outcome, tier }) => outcome === 'ok' && tier !== 'period');
  const whole = good.filter(({ tier }) => tier === 'backfill' || tier === 'cold');
  const lastGoodAt = latest(good.map(endOf));
  return {
    accountId,
    lastGoodAt,
    readUntil: latest(good.map(({ window }) => window.to)) ?? earliest(runs.map(({ window }) => window.from)),
    wholeAt: latest(whole.map(endOf)),
    failure: failureOf(runs.filter((run) => lastGoodAt === null || endOf(run) > lastGoodAt)),
  };
}

function failureOf(runs: readonly SyncRun[]): ReadingState['failure'] {
  const failed = runs
    .filter(({ errorKind }) => errorKind !== null && errorKind !== 'internal')
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'partial')
    .sort((a, b) => endOf(a).getTime() - endOf(b).getTime());
  const [first, last] = [failed[0], failed.at(-1)];
  if (!first || !last?.errorKind) return null;
  const { errorKind: kind, errorMessage } = last;
  return { kind, message: errorMessage ?? '', since: endOf(first), attempts: failed.length };
}

function endOf(run: SyncRun): Date {
  return run.finishedAt ?? run.startedAt;
}

function latest(instants: readonly Date[]): Date | null {
  return instants.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
}

function earliest(instants: readonly Date[]): Date | null {
  return instants.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

import type { SyncCounts, SyncErrorKind, SyncRunView } from '@tributary/api-contract';
import type { CardWords } from './card-words';

export type RunTone = 'good' | 'late' | 'failed' | 'running';

export interface RunBar {
  readonly id: string;
  readonly tone: RunTone;
  /** 0 to 100, of the tallest run shown. */
  readonly height: number;
  readonly tooltip: string;
}

/** Failures the next run gets over by itself: the account is late, nothing is broken. */
const PASSES_BY_ITSELF: ReadonlySet<SyncErrorKind> = new Set(['rate-limited', 'network-unavailable']);
const SHORTEST = 12;
const FAILED_HEIGHT = 34;

export function rowsOf(counts: SyncCounts): number {
  return counts.created + counts.changed + counts.unchanged + counts.quarantined;
}

export function runTone(run: SyncRunView): RunTone {
  if (run.outcome === 'running') return 'running';
  if (run.outcome === 'ok') return 'good';
  if (run.outcome === 'partial') return 'late';
  return run.errorKind !== null && PASSES_BY_ITSELF.has(run.errorKind) ? 'late' : 'failed';
}

/** Oldest first. The height is the square root of the rows, so that one large backfill does not flatten the rest. */
export function runBars(newestFirst: readonly SyncRunView[], words: CardWords): RunBar[] {
  const most = Math.max(1, ...newestFirst.map(rowsOf));
  return newestFirst.toReversed().map((run) => ({
    id: run.id,
    tone: runTone(run),
    height: run.outcome === 'failed' ? FAILED_HEIGHT : barHeight(rowsOf(run) / most),
    tooltip: `${words.moment(run.startedAt)}: ${runSentence(run, words)}`,
  }));
}

function barHeight(share: number): number {
  return Math.round(SHORTEST + (100 - SHORTEST) * Math.sqrt(share));
}

/** "3 new, 2 changed, 118 unchanged" and what went wrong. */
function runSentence(run: SyncRunView, words: CardWords): string {
  if (run.outcome === 'failed') return run.errorMessage ?? 'Failed.';
  const parts = [
    `${words.count(run.created)} new`,
    `${words.count(run.changed)} changed`,
    `${words.count(run.unchanged)} unchanged`,
    ...(run.quarantined > 0 ? [`${words.count(run.quarantined)} quarantined`] : []),
  ];
  if (run.outcome === 'running') return `still reading, ${parts.join(', ')}`;
  return run.outcome === 'partial' ? `read in part, ${parts.join(', ')}` : parts.join(', ');
}

/** The text that stands for the bars where they cannot be seen. */
export function runBarsSummary(newestFirst: readonly SyncRunView[], words: CardWords): string {
  const [newest] = newestFirst;
  if (!newest) return 'No run yet.';
  const tones = newestFirst.map(runTone);
  const numberOf = (tone: RunTone) => tones.filter((one) => one === tone).length;
  const troubles = [
    ...(numberOf('failed') > 0 ? [`${numberOf('failed')} failed`] : []),
    ...(numberOf('late') > 0 ? [`${numberOf('late')} late or in part`] : []),
  ];
  const state = troubles.length === 0 ? 'all good' : troubles.join(', ');
  const runs = newestFirst.length === 1 ? 'Last run' : `Last ${newestFirst.length} runs`;
  return `${runs}: ${state}. Newest ${words.moment(newest.startedAt)}: ${runSentence(newest, words)}.`;
}

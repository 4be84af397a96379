import type { NetworkAccountView, SyncProgressMessage, SyncRunView } from '@tributary/api-contract';
import type { CardWords } from '../accounts/card-words';
import { rowsOf } from '../accounts/run-bars';

export type RereadProgress =
  /** Asked for; the account is queued, or reads something else first. */
  | { readonly state: 'queued' }
  | { readonly state: 'reading'; readonly counts: string; readonly share: number | null }
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'failed'; readonly text: string };

/**
 * How far a period is that was asked for: by the newest re-reading that is not among those known when it was asked.
 */
export function rereadProgress(
  account: Pick<NetworkAccountView, 'recentRuns'>,
  knownRuns: ReadonlySet<string>,
  { live, words }: { readonly live: SyncProgressMessage | null; readonly words: CardWords },
): RereadProgress {
  const run = account.recentRuns.find(({ id, tier }) => tier === 'period' && !knownRuns.has(id));
  if (!run) return { state: 'queued' };
  if (run.outcome === 'running') {
    const share = live?.runId === run.id ? live.progress : null;
    return { state: 'reading', counts: countsText(run, words), share };
  }
  if (run.outcome === 'ok') return { state: 'read', text: resultText(run, words) };
  const why = run.errorMessage === null ? '' : ` ${run.errorMessage}`;
  return {
    state: 'failed',
    text: `The period could not be wholly read.${why} What was read is stored; it is tried again with the next run.`,
  };
}

function countsText(run: SyncRunView, words: CardWords): string {
  const rows = rowsOf(run);
  return `${words.count(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

function resultText(run: SyncRunView, words: CardWords): string {
  if (run.warning !== null) return `The period was read again. ${run.warning.message}`;
  if (run.created + run.changed + run.quarantined === 0) {
    return rowsOf(run) === 0
      ? 'The period was read again. The network told of no sale.'
      : `The period was read again. Nothing changed: all ${words.count(run.unchanged)} rows were stored already.`;
  }
  const aside = run.quarantined > 0 ? `, ${words.count(run.quarantined)} kept aside` : '';
  return `The period was read again: ${words.count(run.created)} new, ${words.count(run.changed)} changed, ${words.count(run.unchanged)} unchanged${aside}.`;
}

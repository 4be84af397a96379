import type { SyncRunView } from '@tributary/api-contract';
import type { CardWords } from '../accounts/card-words';

type Counting = Pick<CardWords, 'count'>;

/** "1 row", "14 rows". */
export function rowCount(rows: number, words: Counting): string {
  return rows === 1 ? '1 row' : `${words.count(rows)} rows`;
}

/** "3 rows could not be read and are kept aside. They are not in the figures." */
export function keptAside(rows: number, words: Counting): string {
  return rows === 1
    ? '1 row could not be read and is kept aside. It is not in the figures.'
    : `${words.count(rows)} rows could not be read and are kept aside. They are not in the figures.`;
}

/** What came of reading rows again, by its run. */
export function replayResult(run: SyncRunView, words: Counting): string {
  if (run.outcome !== 'ok') {
    return `${run.errorMessage ?? 'The rows could not be read again.'} Nothing is lost.`;
  }
  const read = run.pages - run.quarantined;
  const left = run.quarantined > 0 ? ` ${rowCount(run.quarantined, words)} still cannot be read.` : '';
  if (read <= 0) return left === '' ? 'Nothing was left to read again.' : left.trim();
  return `${rowCount(read, words)} could be read now${effect(run, words)}.${left}`;
}

function effect({ created, changed }: SyncRunView, words: Counting): string {
  const told = [
    ...(created > 0 ? [`${words.count(created)} new in the figures`] : []),
    ...(changed > 0 ? [`${words.count(changed)} changed`] : []),
  ];
  return told.length === 0 ? '; something newer was stored before' : `: ${told.join(', ')}`;
}

/** What came of reading every kept page again, by its run. */
export function renormaliseResult(run: SyncRunView, words: Counting): string {
  if (run.outcome !== 'ok') {
    return `${run.errorMessage ?? 'The pages could not be read again.'} Nothing is lost.`;
  }
  const { created, changed } = run;
  if (created + changed === 0) return 'The pages were read again. They say what is stored already.';
  const parts = [
    ...(created > 0 ? [`${words.count(created)} new`] : []),
    ...(changed > 0 ? [`${words.count(changed)} changed`] : []),
  ];
  return `The pages were read again: ${parts.join(', ')}. What moved is listed under What moved.`;
}

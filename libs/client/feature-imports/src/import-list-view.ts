import type { ImportView } from '@tributary/api-contract';
import { counted } from './preview-view';

export interface ImportWords {
  count(value: number): string;
  /** "Today 14:07" */
  moment(at: string): string;
}

export interface ImportRowView {
  readonly id: string;
  readonly fileName: string;
  readonly when: string;
  readonly result: string;
  readonly state: ImportView['state'];
}

export function importRow(one: ImportView, words: ImportWords): ImportRowView {
  const at = one.undoneAt ?? one.committedAt ?? one.createdAt;
  return {
    id: one.id,
    fileName: one.fileName,
    when: `${words.moment(at)}, ${one.createdBy}`,
    result: resultOf(one, words),
    state: one.state,
  };
}

/** "1,203 new, 12 changed, 40 equal." */
export function resultOf(one: ImportView, words: Pick<ImportWords, 'count'>): string {
  if (one.undone !== null) return undoneText(one.undone, words);
  if (one.counts === null) return 'Waits to be imported.';
  const { created, changed, unchanged } = one.counts;
  return `${words.count(created)} new, ${words.count(changed)} changed, ${words.count(unchanged)} equal.`;
}

function undoneText(undone: NonNullable<ImportView['undone']>, words: Pick<ImportWords, 'count'>): string {
  const back = `Undone: ${counted(undone.removed, 'row', words)} removed, ${words.count(undone.restored)} put back as before.`;
  if (undone.kept === 0) return back;
  const named = undone.keptOrders.slice(0, 5).join(', ');
  const more = undone.keptOrders.length > 5 ? ' and more' : '';
  const which = named === '' ? '' : `: ${named}${more}`;
  return `${back} ${counted(undone.kept, 'row', words)} changed since and ${undone.kept === 1 ? 'stays' : 'stay'}${which}.`;
}

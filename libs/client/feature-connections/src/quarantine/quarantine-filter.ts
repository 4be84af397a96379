import type { QuarantineGroupView, QuarantineState } from '@tributary/api-contract';
import type { SegmentedOption } from '@tributary/client-ui';
import type { CardWords } from '../accounts/card-words';
import { rowCount } from './quarantine-words';

/** What the page shows; written in the URL. */
export interface QuarantineFilter {
  readonly state: QuarantineState;
  /** Null for every reason. */
  readonly reason: string | null;
}

export interface ReasonChoice {
  readonly reason: string | null;
  readonly label: string;
  /** "14 rows" */
  readonly size: string;
  readonly isChosen: boolean;
}

/** Whatever stands in the URL means something: the first choice where it is none. */
export function filterOf(state: string | undefined, reason: string | undefined): QuarantineFilter {
  return {
    state: state === 'dismissed' ? 'dismissed' : 'open',
    reason: reason === undefined || reason === '' ? null : reason,
  };
}

export function stateOptions(groups: readonly QuarantineGroupView[]): readonly SegmentedOption[] {
  const count = (state: QuarantineState) => groups.reduce((sum, group) => sum + group[state], 0);
  return [
    { value: 'open', label: 'Waiting', count: count('open') },
    { value: 'dismissed', label: 'Dismissed', count: count('dismissed') },
  ];
}

/** All reasons of a state with their number of rows; a chosen one stays although no row has it any more. */
export function reasonChoices(
  groups: readonly QuarantineGroupView[],
  { state, reason }: QuarantineFilter,
  words: Pick<CardWords, 'count'>,
): readonly ReasonChoice[] {
  const shown = groups.filter((group) => group[state] > 0 || group.reason === reason);
  const all = shown.reduce((sum, group) => sum + group[state], 0);
  return [
    { reason: null, label: 'Every reason', size: rowCount(all, words), isChosen: reason === null },
    ...shown.map((group) => ({
      reason: group.reason,
      label: group.reason,
      size: rowCount(group[state], words),
      isChosen: group.reason === reason,
    })),
  ];
}

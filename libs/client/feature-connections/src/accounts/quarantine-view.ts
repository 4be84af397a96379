import type { QuarantinedRowView, QuarantineReplayView, QuarantineView } from '@tributary/api-contract';
import type { CardWords } from './card-words';

interface QuarantineRow {
  readonly id: string;
  readonly firstSeenAt: string;
  /** Indented, for reading; null where it is not shown. */
  readonly json: string | null;
}

/** Rows that could not be read for the same reason. */
interface QuarantineGroup {
  readonly reason: string;
  /** "3 rows" */
  readonly size: string;
  readonly rows: readonly QuarantineRow[];
}

export interface QuarantinePanelView {
  readonly lead: string;
  /** In the order of their newest row. */
  readonly groups: readonly QuarantineGroup[];
  /** Set when there are more rows than shown. */
  readonly more: string | null;
}

/** "3 rows could not be read and are kept aside. They are not in the figures." */
export function keptAside(rows: number, words: Pick<CardWords, 'count'>): string {
  return rows === 1
    ? '1 row could not be read and is kept aside. It is not in the figures.'
    : `${words.count(rows)} rows could not be read and are kept aside. They are not in the figures.`;
}

export function quarantinePanelView(
  { rows, total }: QuarantineView,
  words: Pick<CardWords, 'count' | 'moment'>,
): QuarantinePanelView {
  const byReason = new Map<string, QuarantinedRowView[]>();
  for (const row of rows) byReason.set(row.reason, [...(byReason.get(row.reason) ?? []), row]);
  return {
    lead: keptAside(total, words),
    groups: [...byReason].map(([reason, members]) => ({
      reason,
      size: rowCount(members.length, words),
      rows: members.map(({ id, firstSeenAt, raw }) => ({
        id,
        firstSeenAt: words.moment(firstSeenAt),
        json: raw && JSON.stringify(raw, null, 2),
      })),
    })),
    more:
      total > rows.length
        ? `The newest ${words.count(rows.length)} of ${words.count(total)} are shown.`
        : null,
  };
}

/** What came of reading the rows again. */
export function replayResult(
  { resolved, remaining }: QuarantineReplayView,
  words: Pick<CardWords, 'count'>,
): string {
  const read = `${rowCount(resolved, words)} could be read now.`;
  if (remaining === 0) return resolved === 0 ? 'Nothing was left to read again.' : `${read} None is left.`;
  const left = `${rowCount(remaining, words)} still cannot be read.`;
  return resolved === 0 ? left : `${read} ${left}`;
}

function rowCount(rows: number, words: Pick<CardWords, 'count'>): string {
  return rows === 1 ? '1 row' : `${words.count(rows)} rows`;
}

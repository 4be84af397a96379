import type { QuarantinedRowView, QuarantineView } from '@tributary/api-contract';
import type { QuarantineList } from '@tributary/application';
import { encodeQuarantineCursor } from './quarantine-cursor';

export function quarantineView({ rows, groups, next }: QuarantineList): QuarantineView {
  return {
    rows: rows.map(rowView),
    groups,
    total: groups.reduce((sum, group) => sum + group.open, 0),
    dismissed: groups.reduce((sum, group) => sum + group.dismissed, 0),
    nextCursor: next && encodeQuarantineCursor(next),
  };
}

function rowView(row: QuarantineList['rows'][number]): QuarantinedRowView {
  const { id, reason, field, firstSeenAt, dismissal } = row;
  return {
    id,
    reason,
    field,
    firstSeenAt: firstSeenAt.toISOString(),
    dismissal: dismissal && { ...dismissal, at: dismissal.at.toISOString() },
    raw: row.raw as QuarantinedRowView['raw'],
  };
}

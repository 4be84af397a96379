import type { QuarantinedRowView, QuarantineView } from '@tributary/api-contract';
import type { QuarantineList } from '@tributary/application';

export function quarantineView({ rows, total }: QuarantineList): QuarantineView {
  return {
    rows: rows.map((row) => ({
      id: row.id,
      reason: row.reason,
      firstSeenAt: row.firstSeenAt.toISOString(),
      raw: row.raw as QuarantinedRowView['raw'],
    })),
    total,
  };
}

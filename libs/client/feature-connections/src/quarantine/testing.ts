import type { QuarantinedRowView, QuarantineView } from '@tributary/api-contract';

export function aKeptRow(change: Partial<QuarantinedRowView> = {}): QuarantinedRowView {
  return {
    id: 'a',
    reason: 'ClickBank sent a row whose transactionTime is missing.',
    field: 'transactionTime',
    firstSeenAt: '2026-11-20T13:26:00Z',
    dismissal: null,
    raw: { receipt: '9XKQ4T7B', transactionTime: null },
    ...change,
  };
}

/** Rows that wait, with one group for each reason. */
export function aQuarantine(
  rows: readonly QuarantinedRowView[],
  change: Partial<QuarantineView> = {},
): QuarantineView {
  const reasons = [...new Set(rows.map(({ reason }) => reason))];
  const groups = reasons.map((reason) => {
    const same = rows.filter((row) => row.reason === reason);
    const dismissed = same.filter(({ dismissal }) => dismissal !== null).length;
    return { reason, field: same[0]?.field ?? null, open: same.length - dismissed, dismissed };
  });
  const total = groups.reduce((sum, { open }) => sum + open, 0);
  return { rows, groups, total, dismissed: rows.length - total, nextCursor: null, ...change };
}

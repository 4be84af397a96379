import type { QuarantinedRow, SalePage } from '../../sale-repository';
import type { AccountRows, StoredQuarantinedRow } from './in-memory-storage';

type Rows = AccountRows['quarantined'];

/** Rows whose order the page tells well, as far as they were set aside before its run began. */
export function settled(before: Rows, page: SalePage, began: Date): Rows {
  const told = new Set([
    ...page.sales.map((sale) => sale.externalOrderId),
    ...page.reversals.map((one) => one.externalReversalId),
    ...page.neverPaid,
  ]);
  const failing = new Set(
    page.settles?.except.map((raw) => rawText({ raw })) ?? page.quarantined.map(rawText),
  );
  const until = page.settles?.before ?? (page.toldAt ? new Date(0) : began);
  return new Map(
    [...before].map(([key, row]) => {
      const isSettled =
        row.resolvedAt === null &&
        told.has(row.externalId ?? '') &&
        row.setAsideAt.getTime() < until.getTime() &&
        !failing.has(key);
      return [key, isSettled ? { ...row, resolvedAt: began } : row];
    }),
  );
}

/** A row that fails again is open again, unless it is read again only because it was kept. */
export function setAside(before: Rows, page: SalePage, now: Date): Rows {
  const at = page.toldAt ?? now;
  const rows = new Map(before);
  for (const row of page.quarantined) {
    const key = rawText(row);
    const known = before.get(key);
    const isSettled = (known?.resolvedAt ?? null) !== null;
    if (!isSettled || !page.toldAt) rows.set(key, reopened(known, row, at));
  }
  return rows;
}

function reopened(
  known: StoredQuarantinedRow | undefined,
  row: QuarantinedRow,
  at: Date,
): StoredQuarantinedRow {
  const isOpen = known?.resolvedAt === null;
  return {
    ...row,
    firstSeenAt: known?.firstSeenAt ?? at,
    setAsideAt: isOpen ? known.setAsideAt : at,
    resolvedAt: null,
    dismissal: known?.dismissal ?? null,
  };
}

/** How many different rows of the page wait. */
export function openRows(rows: Rows, page: SalePage): number {
  const keys = new Set(page.quarantined.map(rawText));
  return [...keys].filter((key) => {
    const row = rows.get(key);
    return row?.resolvedAt === null && row.dismissal === null;
  }).length;
}

function rawText(row: Pick<QuarantinedRow, 'raw'>): string {
  return JSON.stringify(row.raw);
}

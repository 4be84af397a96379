import type {
  ChangesPage as ChangesPageView,
  ChangesSummary,
  SaleChangeRow,
  SaleHistoryView,
  SaleSnapshotView,
} from '@tributary/api-contract';
import type { ChangesPage, ChangeSummary, SaleHistoryEntry } from '@tributary/application';
import type { Agency, SaleSnapshot } from '@tributary/domain';
import type { SaleChange } from '@tributary/ports';
import { encodeCursor } from '../sales/sale-cursor';

export function changesPageView({ changes, next }: ChangesPage): ChangesPageView {
  return {
    items: changes.map(changeRow),
    nextCursor: next && encodeCursor({ ...next, saleDate: next.changedAt }),
  };
}

export function changesSummaryView(summary: ChangeSummary, agency: Agency): ChangesSummary {
  const { since, until, lastLookedAt, ...sums } = summary;
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    lastLookedAt: lastLookedAt?.toISOString() ?? null,
    currency: agency.reportingCurrency,
    ...sums,
  };
}

export function saleHistoryView(entries: readonly SaleHistoryEntry[]): SaleHistoryView {
  return {
    entries: entries.map((entry) => ({
      at: entry.at.toISOString(),
      kind: entry.kind,
      before: entry.before && snapshotView(entry.before),
      after: entry.after && snapshotView(entry.after),
      effects: entry.effects,
      reversals: entry.reversals.map((reversal) => ({
        ...reversal,
        reversedAt: reversal.reversedAt.toISOString(),
      })),
      lastGoodSyncAt: entry.lastGoodSyncAt?.toISOString() ?? null,
      run: entry.run,
    })),
  };
}

function changeRow(change: SaleChange): SaleChangeRow {
  const { id, network, accountLabel, kind, before, after, effects, lastGoodSyncAt, run } = change;
  return {
    accountId: id.accountId,
    orderId: id.externalOrderId,
    network,
    accountLabel,
    kind,
    changedAt: change.changedAt.toISOString(),
    before: snapshotView(before),
    after: after && snapshotView(after),
    effects,
    lastGoodSyncAt: lastGoodSyncAt?.toISOString() ?? null,
    run,
  };
}

function snapshotView(sale: SaleSnapshot): SaleSnapshotView {
  return { ...sale, saleDate: sale.saleDate.toISOString() };
}

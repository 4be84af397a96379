import { reversalChanges, reversalOver, saleChanges, saleOver, type FieldChange } from '@tributary/domain';
import type { AccountKey, ImportBatch, ImportedSaleRepository, RowCounts } from '@tributary/ports';

export interface BatchComparison {
  readonly sales: RowCounts;
  readonly reversals: RowCounts;
  /** By the key of the sale or reversal that would change. */
  readonly changes: ReadonlyMap<string, readonly FieldChange[]>;
}

/** What storing the batch would do to what is stored now. */
export async function compareBatch(
  repository: ImportedSaleRepository,
  ...[account, batch]: readonly [AccountKey, ImportBatch]
): Promise<BatchComparison> {
  const stored = await repository.storedOf(account, {
    sales: batch.sales.map((sale) => sale.externalOrderId),
    reversals: batch.reversals.map((one) => one.externalReversalId),
  });
  const sales = batch.sales.map((told) => {
    const known = stored.sales.get(told.externalOrderId);
    const changes = known ? saleChanges(known, saleOver(told, known)) : null;
    return { key: told.externalOrderId, changes };
  });
  const reversals = batch.reversals.map((told) => {
    const known = stored.reversals.get(told.externalReversalId);
    const changes = known ? reversalChanges(known, reversalOver(told, known)) : null;
    return { key: told.externalReversalId, changes };
  });
  const changed = [...sales, ...reversals].flatMap(({ key, changes }) =>
    changes === null || changes.length === 0 ? [] : [[key, changes] as const],
  );
  return { sales: countsOf(sales), reversals: countsOf(reversals), changes: new Map(changed) };
}

function countsOf(rows: readonly { readonly changes: readonly FieldChange[] | null }[]): RowCounts {
  const created = rows.filter(({ changes }) => changes === null).length;
  const unchanged = rows.filter(({ changes }) => changes?.length === 0).length;
  return { created, changed: rows.length - created - unchanged, unchanged };
}

export function sumCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    created: a.created + b.created,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
  };
}

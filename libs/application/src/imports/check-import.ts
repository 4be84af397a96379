import type { ImportBatch, ImportedSaleRepository, ImportPreview, RowCounts } from '@tributary/ports';
import { type BatchComparison, compareBatch, sumCounts } from './compare-batch';
import type { ImportSource, SourcePorts } from './import-source';
import { type ReadRow, readRows } from './read-rows';
import { RowTally } from './row-tally';

export const BATCH_ROWS = 1_000;
const SHOWN_CHANGES = 20;
const NONE: RowCounts = { created: 0, changed: 0, unchanged: 0 };

/** Reads the whole file and tells what importing it would do. Stores nothing. */
export async function checkImport(
  ports: Pick<SourcePorts, 'files' | 'reader'> & { readonly sales: ImportedSaleRepository },
  source: ImportSource,
): Promise<ImportPreview> {
  const { headers, mapping } = source.found;
  const tally = new RowTally(headers, mapping.statusWords);
  const comparison = new Comparison(ports.sales, source);
  for await (const row of readRows(ports, source)) {
    if (tally.add(row)) await comparison.add(row);
  }
  return { ...tally.result(), ...(await comparison.result()) };
}

export function batchOf(rows: readonly ReadRow[]): ImportBatch {
  return {
    sales: rows.flatMap(({ meaning }) => (meaning?.sale ? [meaning.sale] : [])),
    reversals: rows.flatMap(({ meaning }) => meaning?.reversals ?? []),
  };
}

/** Looks rows up in batches, as they will be stored. */
class Comparison {
  private rows: ReadRow[] = [];
  private sales = NONE;
  private reversals = NONE;
  private readonly changes: ImportPreview['changes'][number][] = [];

  constructor(
    private readonly repository: ImportedSaleRepository,
    private readonly source: ImportSource,
  ) {}

  async add(row: ReadRow): Promise<void> {
    this.rows.push(row);
    if (this.rows.length === BATCH_ROWS) await this.compare();
  }

  async result(): Promise<Pick<ImportPreview, 'sales' | 'reversals' | 'changes'>> {
    await this.compare();
    return { sales: this.sales, reversals: this.reversals, changes: this.changes };
  }

  private async compare(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    const compared = await compareBatch(this.repository, this.source.key, batchOf(rows));
    this.sales = sumCounts(this.sales, compared.sales);
    this.reversals = sumCounts(this.reversals, compared.reversals);
    const changes = rows.flatMap((row) => changesOf(row, compared));
    this.changes.push(...changes.slice(0, SHOWN_CHANGES - this.changes.length));
  }
}

function changesOf(
  { line, meaning }: ReadRow,
  { changes }: BatchComparison,
): readonly ImportPreview['changes'][number][] {
  const { sale, reversals } = meaning ?? { sale: null, reversals: [] };
  const keys = [...(sale ? [sale.externalOrderId] : []), ...reversals.map((one) => one.externalReversalId)];
  const found = keys.flatMap((key) => changes.get(key) ?? []);
  if (found.length === 0) return [];
  return [{ line: line ?? 0, orderNumber: sale?.orderNumber ?? keys[0] ?? '', changes: found }];
}

import type { ImportedReversal, ImportedSale, NetworkId, Reversal, Sale } from '@tributary/domain';
import type { ImportKey, RowCounts, UndoneImport } from './import-repository';
import type { AccountKey } from './sale-repository';

export interface ImportBatch {
  readonly sales: readonly ImportedSale[];
  readonly reversals: readonly ImportedReversal[];
}

export interface StoredRows {
  /** By external order id. */
  readonly sales: ReadonlyMap<string, Sale>;
  /** By external reversal id. */
  readonly reversals: ReadonlyMap<string, Reversal>;
}

export interface ImportRun extends ImportKey {
  readonly network: NetworkId;
  readonly runId: string;
}

/** The rows of imports among the sales. */
export abstract class ImportedSaleRepository {
  abstract storedOf(
    account: AccountKey,
    keys: { readonly sales: readonly string[]; readonly reversals: readonly string[] },
  ): Promise<StoredRows>;
  /**
   * Stores every batch over what is stored (`saleOver`, `reversalOver`), marks the draft committed and drops its
   * content, all or nothing: when `batches` throws or the process ends, nothing of it ever was.
   * @throws {ImportNotInState} when it is no draft any more.
   */
  abstract commit(run: ImportRun, batches: AsyncIterable<ImportBatch>): Promise<RowCounts>;
  /**
   * Removes the rows that the import created and gives those that it changed back what they were, except where
   * something changed them since. All or nothing.
   * @throws {ImportNotInState} when it is not committed, or undone already.
   */
  abstract undo(run: ImportRun): Promise<UndoneImport>;
}

import { reversalOver, saleOver, type Reversal, type Sale } from '@tributary/domain';
import {
  ImportNotInState,
  type ImportState,
  type RowCounts,
  type SalesImport,
  type UndoneImport,
} from '../../import-repository';
import {
  ImportedSaleRepository,
  type ImportBatch,
  type ImportRun,
  type StoredRows,
} from '../../imported-sale-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryImportFiles } from './in-memory-import-files';
import type { InMemoryImportRepository } from './in-memory-imports';
import { InMemorySaleRepository } from './in-memory-sales';
import type { AccountRows, InMemoryStorage, StoredReversal } from './in-memory-storage';

/** All of a file is one page here, so that it is stored at once or not at all. */
export class InMemoryImportedSales extends ImportedSaleRepository {
  private readonly sales: InMemorySaleRepository;

  constructor(
    private readonly storage: InMemoryStorage,
    private readonly imports: InMemoryImportRepository,
    private readonly files: InMemoryImportFiles,
  ) {
    super();
    this.sales = new InMemorySaleRepository(storage);
  }

  storedOf(
    account: AccountKey,
    keys: { readonly sales: readonly string[]; readonly reversals: readonly string[] },
  ): Promise<StoredRows> {
    const { sales, reversals } = this.storage.rowsOf(account);
    return Promise.resolve({
      sales: picked(sales, keys.sales),
      reversals: picked(reversals, keys.reversals),
    });
  }

  async commit(run: ImportRun, batches: AsyncIterable<ImportBatch>): Promise<RowCounts> {
    await this.inState(run, 'draft');
    const sales: Sale[] = [];
    const reversals: Reversal[] = [];
    const stored = this.storage.rowsOf(run);
    for await (const batch of batches) {
      sales.push(...batch.sales.map((one) => saleOver(one, stored.sales.get(one.externalOrderId) ?? null)));
      reversals.push(
        ...batch.reversals.map((one) =>
          reversalOver(one, stored.reversals.get(one.externalReversalId) ?? null),
        ),
      );
    }
    const { quarantined: _, ...counts } = await this.sales.storePage(pageOf(run, { sales, reversals }));
    const committedAt = this.storage.clock.now();
    this.imports.replace(run, 'draft', { state: 'committed', committedAt, runId: run.runId, counts });
    this.files.drop(run);
    return counts;
  }

  async undo(run: ImportRun): Promise<UndoneImport> {
    const { before, after, now } = await this.statesOf(run);
    const reversals = restored({ before: before.reversals, after: after.reversals, now: now.reversals });
    const sales = restored({
      before: before.sales,
      after: after.sales,
      now: now.sales,
      isTouched: (sale) => takenBack(after, sale) !== takenBack(now, sale),
    });
    const at = this.storage.clock.now();
    const bookings = new Set(now.bookings);
    const booked =
      bookAgain({ before, after, bookings, kind: 'sale', rows: sales.rows }) +
      bookAgain({ before, after, bookings, kind: 'reversal', rows: reversals.rows });
    const rows = { ...now, sales: sales.rows, reversals: reversals.rows, bookings };
    this.storage.replaceRows(run, rows, { runId: run.runId, at });
    const undone = {
      removed: sales.removed + reversals.removed,
      restored: sales.restored + reversals.restored + booked,
      kept: sales.kept.length + reversals.kept.length,
      keptOrders: sales.kept.map((sale) => sale.orderNumber),
    };
    this.imports.replace(run, 'committed', { state: 'undone', undoneAt: at, undone });
    return undone;
  }

  private async inState(run: ImportRun, state: ImportState): Promise<SalesImport> {
    const found = await this.imports.find(run);
    if (found?.state !== state) throw new ImportNotInState(found?.state ?? null);
    return found;
  }

  /** What was stored before the import, what it left, and what is stored now. */
  private async statesOf(run: ImportRun) {
    const { runId } = await this.inState(run, 'committed');
    const now = this.storage.rowsOf(run);
    const past = this.storage.pastOf(run);
    const index = past.findIndex((one) => one.runId === runId);
    return { before: past[index]?.rows ?? now, after: past[index + 1]?.rows ?? now, now };
  }
}

function picked<Row>(rows: ReadonlyMap<string, Row>, keys: readonly string[]): ReadonlyMap<string, Row> {
  return new Map(
    keys.flatMap((key) => {
      const row = rows.get(key);
      return row === undefined ? [] : [[key, row] as const];
    }),
  );
}

function pageOf(
  run: ImportRun,
  rows: { readonly sales: readonly Sale[]; readonly reversals: readonly Reversal[] },
) {
  const { agencyId, accountId, network, runId } = run;
  return {
    account: { agencyId, accountId, network },
    runId,
    rawPages: [],
    ...rows,
    completeLinkKeys: [],
    neverPaid: [],
    dailyTotals: [],
    quarantined: [],
    checkpoint: null,
    completedTier: null,
  };
}

/** Reversals of a sale change its status: a sale with others than before is another one. */
function takenBack({ reversals }: AccountRows, sale: Sale): string {
  return JSON.stringify([...reversals.values()].filter(({ linkKey }) => linkKey === sale.linkKey));
}

function restored<Row extends Sale | Reversal>(states: {
  readonly before: ReadonlyMap<string, Row>;
  readonly after: ReadonlyMap<string, Row>;
  readonly now: ReadonlyMap<string, Row>;
  readonly isTouched?: (row: Row) => boolean;
}) {
  const { before, after, now, isTouched = () => false } = states;
  const rows = new Map(now);
  const kept: Row[] = [];
  let removed = 0;
  let back = 0;
  const imported = [...after].filter(([key, row]) => JSON.stringify(before.get(key)) !== JSON.stringify(row));
  for (const [key, row] of imported) {
    const old = before.get(key);
    const current = now.get(key);
    if (JSON.stringify(current) !== JSON.stringify(row) || isTouched(row)) kept.push(current ?? row);
    else if (old === undefined) removed += Number(rows.delete(key));
    else back += Number(rows.set(key, old) === rows);
  }
  return { rows, kept, removed, restored: back };
}

/** What a notification had told is told again, where nothing else of its order is there. @returns how many rows came back. */
function bookAgain(undo: {
  readonly before: AccountRows;
  readonly after: AccountRows;
  readonly bookings: Set<string>;
  readonly kind: 'sale' | 'reversal';
  readonly rows: Map<string, Sale> | Map<string, StoredReversal>;
}): number {
  const { before, after, bookings, kind } = undo;
  const rows = undo.rows as Map<string, Sale | StoredReversal>;
  const lost = [...before.bookings].filter(
    (mark) => mark.startsWith(`${kind} `) && !after.bookings.has(mark),
  );
  let back = 0;
  for (const mark of lost) {
    const id = mark.slice(kind.length + 1);
    const old = (kind === 'sale' ? before.sales : before.reversals).get(id);
    const isThere = rows.has(id);
    const hasOther = [...rows.values()].some(({ linkKey }) => linkKey === old?.linkKey);
    if (!old || (!isThere && hasOther)) continue;
    if (!isThere) back += Number(rows.set(id, old) === rows);
    bookings.add(mark);
  }
  return back;
}

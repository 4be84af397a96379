import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { reversalOver, saleOver } from '@tributary/domain';
import {
  type AccountKey,
  type ImportBatch,
  ImportedSaleRepository,
  ImportNotInState,
  type ImportRun,
  type ImportState,
  type RowCounts,
  type SalePage,
  type StoredRows,
  type UndoneImport,
} from '@tributary/ports';
import { noteLastSale } from '../sale/last-sale';
import { countPage, openLedger, storeRows } from '../sale/store-rows';
import { Statement, together } from '../statement';
import { inAgency } from '../tenancy';
import { storedRows } from './stored-rows';
import { undoRows } from './undo-rows';

interface StateRow {
  readonly state: ImportState;
  readonly runId: string | null;
  readonly committedAt: string | null;
}

const LOCK = new Statement<StateRow>(`
  select state, run_id as "runId", committed_at as "committedAt" from sales_import
  where agency_id = $1 and account_id = $2 and id = $3
  for update`);

/** Those whose place the batch takes: the twin of what a reading outdates. */
const KEEP_BOOKINGS = new Statement<object>(`
  insert into sales_import_booking (agency_id, account_id, import_id, kind, external_id, link_key)
  select $1, $2, $3, kind, external_id, link_key from booking
  where agency_id = $1 and account_id = $2
    and (link_key = any($4::text[]) or (kind = 'reversal' and link_key = any($5::text[])))
  on conflict do nothing`);

const COMMIT = new Statement<object>(`
  with dropped as (
    delete from sales_import_piece where agency_id = $1 and account_id = $2 and import_id = $3
  )
  update sales_import set state = 'committed', committed_at = ledger_instant(), run_id = $4, counts = $5
  where agency_id = $1 and account_id = $2 and id = $3`);

const UNDO = new Statement<object>(`
  update sales_import set state = 'undone', undone_at = ledger_instant(), undone = $4
  where agency_id = $1 and account_id = $2 and id = $3`);

const parametersOf = ({ agencyId, accountId, importId }: ImportRun) => [agencyId, accountId, importId];

export class PostgresImportedSaleRepository extends ImportedSaleRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  storedOf(
    account: AccountKey,
    keys: { readonly sales: readonly string[]; readonly reversals: readonly string[] },
  ): Promise<StoredRows> {
    return inAgency(this.orm, account.agencyId, (em) => storedRows(em, account, keys));
  }

  /** One transaction: the account's sync waits until it is over, and when the process ends nothing has happened. */
  commit(run: ImportRun, batches: AsyncIterable<ImportBatch>): Promise<RowCounts> {
    return inAgency(this.orm, run.agencyId, async (em) => {
      await inState(em, run, 'draft');
      await openLedger(em, { account: run, runId: run.runId });
      let counts: RowCounts = { created: 0, changed: 0, unchanged: 0 };
      for await (const batch of batches) counts = sum(counts, await store(em, run, batch));
      await together(
        em,
        countPage({ account: run, runId: run.runId }, { ...counts, quarantined: 0 }),
        COMMIT.with([...parametersOf(run), run.runId, JSON.stringify(counts)]),
      );
      return counts;
    });
  }

  undo(run: ImportRun): Promise<UndoneImport> {
    return inAgency(this.orm, run.agencyId, async (em) => {
      const { runId, committedAt } = await inState(em, run, 'committed');
      await openLedger(em, { account: run, runId: run.runId });
      const undone = await undoRows(em, run, { runId, committedAt });
      const { removed, restored: changed } = undone;
      const counts = { created: 0, changed: changed + removed, unchanged: 0, quarantined: 0 };
      await together(
        em,
        countPage({ account: run, runId: run.runId }, counts),
        UNDO.with([...parametersOf(run), JSON.stringify(undone)]),
      );
      return undone;
    });
  }
}

/** Locks the import for the transaction. */
async function inState(em: EntityManager, run: ImportRun, state: ImportState): Promise<StateRow> {
  const row = await LOCK.first(em, parametersOf(run));
  if (row?.state !== state) throw new ImportNotInState(row?.state ?? null);
  return row;
}

async function store(em: EntityManager, run: ImportRun, batch: ImportBatch): Promise<RowCounts> {
  const stored = await storedRows(em, run, {
    sales: batch.sales.map((sale) => sale.externalOrderId),
    reversals: batch.reversals.map((one) => one.externalReversalId),
  });
  const page = pageOf(run, {
    sales: batch.sales.map((one) => saleOver(one, stored.sales.get(one.externalOrderId) ?? null)),
    reversals: batch.reversals.map((one) =>
      reversalOver(one, stored.reversals.get(one.externalReversalId) ?? null),
    ),
  });
  const keys = [page.sales, page.reversals].map((rows) => rows.map(({ linkKey }) => linkKey));
  await together(em, KEEP_BOOKINGS.with([...parametersOf(run), ...keys]), noteLastSale(page));
  return storeRows(em, page);
}

/** The file itself is no page of the network: it is dropped, and nothing reads it again. */
function pageOf(run: ImportRun, rows: Pick<SalePage, 'sales' | 'reversals'>): SalePage {
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

function sum(a: RowCounts, b: RowCounts): RowCounts {
  return {
    created: a.created + b.created,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
  };
}

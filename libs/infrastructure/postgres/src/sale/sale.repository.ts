import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import {
  type CredentialCipher,
  type SaleCursor,
  type SaleFilter,
  type SalePage,
  SaleRepository,
  type SaleView,
  type StoredCounts,
} from '@tributary/ports';
import { markBookings, removeOutdatedBookings, withoutReadBookings } from '../notification/bookings';
import { Statement } from '../statement';
import { listSales } from './list-sales';
import { settle } from './settle';
import { storeDailyTotals, storeQuarantined, storeRawPage } from './store-evidence';
import { storeReversals, withdrawReversals } from './store-reversals';
import { lastPerKey, removeNeverPaid, salesToStore, storeSales } from './store-sales';

/** Two workers never interleave pages of one account; changes of its credentials wait for the page's end. */
const LOCK_ACCOUNT = new Statement<object>(
  'select 1 from network_account where agency_id = $1 and id = $2 for no key update',
);

/**
 * What the ledger's triggers write beside each change: who made it, and when. The clock is read after the lock was
 * taken, so that changes of one account follow one another in time, however long a transaction waited.
 */
const OPEN_LEDGER = new Statement<object>(`
  select set_config('tributary.run_id', $1, true), set_config('tributary.stored_at', clock_timestamp()::text, true)`);

const COUNT_PAGE = new Statement<object>(`
  update sync_run
  set pages = pages + 1, created = created + $4, changed = changed + $5, unchanged = unchanged + $6,
    quarantined = quarantined + $7
  where agency_id = $1 and account_id = $2 and id = $3`);

const MOVE_CHECKPOINT = new Statement<object>(`
  update network_account
  set checkpoint = greatest(checkpoint, $3::timestamptz),
    last_warm_at = case when $4::text in ('backfill', 'cold', 'warm') then now() else last_warm_at end,
    last_cold_at = case when $4::text in ('backfill', 'cold') then now() else last_cold_at end
  where agency_id = $1 and id = $2`);

export class PostgresSaleRepository extends SaleRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  storePage(page: SalePage): Promise<StoredCounts> {
    return this.orm.em.fork().transactional((em) => this.store(em, page));
  }

  listSales(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<readonly SaleView[]> {
    return listSales(this.orm.em.fork(), { agencyId, filter, page });
  }

  private async store(em: EntityManager, page: SalePage): Promise<StoredCounts> {
    const { agencyId, accountId } = page.account;
    if (!(await LOCK_ACCOUNT.first(em, [agencyId, accountId]))) {
      throw new RangeError('The page belongs to an account that does not exist');
    }
    await OPEN_LEDGER.run(em, [page.runId]);
    const rows = await storeRows(em, page);
    await storeDailyTotals(em, page);
    await storeRawPage(em, page, this.cipher);
    const counts = { ...rows, quarantined: await storeQuarantined(em, page, this.cipher) };
    await recordProgress(em, page, counts);
    return counts;
  }
}

async function storeRows(
  em: EntityManager,
  incoming: SalePage,
): Promise<Omit<StoredCounts, 'quarantined'>> {
  const page = await withoutReadBookings(em, incoming);
  const sales = salesToStore(page);
  const reversals = lastPerKey(page.reversals, (reversal) => reversal.externalReversalId);
  const stored = [await storeSales(em, page, sales), await storeReversals(em, page, reversals)];
  const outdated = await removeOutdatedBookings(em, page);
  await markBookings(em, page);
  const removed = [await removeNeverPaid(em, page), await withdrawReversals(em, page), outdated];
  await settle(em, page.account, [...stored, ...removed]);
  const created = stored.reduce((sum, written) => sum + written.created, 0);
  const changed = stored.reduce((sum, written) => sum + written.changed, 0);
  const withdrawn = removed.reduce((sum, written) => sum + written.changed, 0);
  return {
    created,
    changed: changed + withdrawn,
    unchanged: sales.length + reversals.length - created - changed,
  };
}

async function recordProgress(em: EntityManager, page: SalePage, counts: StoredCounts): Promise<void> {
  const { agencyId, accountId } = page.account;
  const { created, changed, unchanged, quarantined } = counts;
  await COUNT_PAGE.run(em, [agencyId, accountId, page.runId, created, changed, unchanged, quarantined]);
  if (page.checkpoint === null && page.completedTier === null) return;
  const checkpoint = page.checkpoint?.toISOString() ?? null;
  await MOVE_CHECKPOINT.run(em, [agencyId, accountId, checkpoint, page.completedTier]);
}

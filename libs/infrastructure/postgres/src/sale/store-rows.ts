import type { EntityManager } from '@mikro-orm/postgresql';
import { ClaimLost, pagesIn, type SalePage, type StoredCounts } from '@tributary/ports';
import {
  markBookings,
  removeOutdatedBookings,
  unmarkBookings,
  withoutReadBookings,
} from '../notification/bookings';
import { type Asked, Statement, together } from '../statement';
import { settle } from './settle';
import { ownersAmong, settledPage } from './settled-page';
import { storeReversals, untoldReversals, withdrawReversals } from './store-reversals';
import { lastPerKey, NO_SALES, removeNeverPaid, salesToStore, upsertSales } from './store-sales';

/**
 * Two workers never interleave pages of one account; changes of its credentials wait for the page's end. The claim is
 * looked at as it is once the lock is there: whoever took the account over while this one waited is seen.
 *
 * What the ledger's triggers write beside each change: who made it, and when. The clock is read after the lock was
 * taken, so that changes of one account follow one another in time, however long a transaction waited.
 *
 * Every statement that follows finds its rows by their keys. Plans are kept, and one that was made while a table was
 * still empty would read all of it: so the planner is left no other way.
 */
const OPEN_LEDGER = Statement.planned<{ isLate: boolean }>(`
  with locked as materialized (
    select r.claim_number is not null and r.claim_number <> a.claim_number as "isLate"
    from network_account a
    left join sync_run r on r.agency_id = $1 and r.id = $3
    where a.agency_id = $1 and a.id = $2
    for no key update of a
  )
  select "isLate", set_config('tributary.run_id', $3::text, true),
    set_config('tributary.stored_at', clock_timestamp()::text, true),
    set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('synchronous_commit', $4, true)
  from locked`);

const COUNT_PAGE = Statement.planned<object>(`
  update sync_run
  set pages = pages + $8, created = created + $4, changed = changed + $5, unchanged = unchanged + $6,
    quarantined = quarantined + $7
  where agency_id = $1 and account_id = $2 and id = $3`);

type Writer = Pick<SalePage, 'account' | 'runId'> & { readonly rawPages?: readonly unknown[] };

/**
 * A page can be asked for again: its commit need not wait for the disk. A crash loses the last moments together with
 * their checkpoint, and the record of the run's end, which does wait, leaves everything before it on the disk.
 */
const commitOf = ({ rawPages = [] }: Writer) => (rawPages.length > 0 ? 'off' : 'on');

/**
 * Locks the account for the transaction and says who changes its rows.
 * @param lookUp is asked on the same way, behind the lock.
 * @returns what it found.
 * @throws {RangeError} when there is no such account.
 * @throws {ClaimLost} when the run reads under a claim and somebody has claimed the account since.
 */
export async function openLedger<Row = never>(
  em: EntityManager,
  writer: Writer,
  lookUp: Asked<Row> | null = null,
): Promise<readonly Row[]> {
  const { account, runId } = writer;
  const { agencyId, accountId } = account;
  const open = OPEN_LEDGER.with([agencyId, accountId, runId, commitOf(writer)]);
  const [[opened], found] = await together(em, open, lookUp);
  if (!opened) throw new RangeError('The page belongs to an account that does not exist');
  if (opened.isLate) throw new ClaimLost();
  return found;
}

export function countPage(page: Writer, counts: StoredCounts): Asked<object> {
  const { agencyId, accountId } = page.account;
  const { created, changed, unchanged, quarantined } = counts;
  const stored = [created, changed, unchanged, quarantined];
  return COUNT_PAGE.with([agencyId, accountId, page.runId, ...stored, pagesIn({ rawPages: [], ...page })]);
}

/** Stores the sales and reversals of a page after {@link openLedger}. */
export async function storeRows(
  em: EntityManager,
  incoming: SalePage,
): Promise<Omit<StoredCounts, 'quarantined'>> {
  const page = await withoutReadBookings(em, incoming);
  const reversals = lastPerKey(page.reversals, (reversal) => reversal.externalReversalId);
  const sales = settledPage(salesToStore(page), reversals);
  const [[written = NO_SALES], unmarked, untold] = await together(
    em,
    upsertSales(page, sales),
    unmarkBookings(page),
    untoldReversals(page),
  );
  const owners = ownersAmong(sales, written.settledKeys);
  const stored = [written, await storeReversals(em, page, { reversals, owners })];
  const outdated = await removeOutdatedBookings(em, page, unmarked);
  await markBookings(em, page);
  const removed = [await removeNeverPaid(em, page), await withdrawReversals(em, page, untold), outdated];
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

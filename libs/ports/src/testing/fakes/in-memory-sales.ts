import { personEmail, roundDecimal, type RereadHistory, type Reversal, type Sale } from '@tributary/domain';
import type {
  SaleCursor,
  SaleFilter,
  SalePage,
  SaleView,
  StoredCounts,
  UnreadPages,
} from '../../sale-repository';
import { pagesIn, SaleRepository } from '../../sale-repository';
import { RUNS_OF_PAGES } from '../../sync-run-repository';
import { reconciled } from './in-memory-bookings';
import type { AccountRows, InMemoryStorage, StoredReversal, StoredRun } from './in-memory-storage';
import { withoutNewer } from './newer-facts';
import { openRows, setAside, settled } from './set-aside';
import { viewsOf } from './sale-views';

/** Stores pages as the contract says, with plain loops where Postgres has set operations. */
export class InMemorySaleRepository extends SaleRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  async storePage(page: SalePage): Promise<StoredCounts> {
    await Promise.resolve();
    if (!this.storage.account(page.account)) {
      throw new RangeError('The page belongs to an account that does not exist');
    }
    this.storage.refuseLate({ ...page.account, ...claimOf(this.storage.runs.get(page.runId)) });
    // Nothing is replaced before everything was computed: what throws on the way leaves no trace.
    const at = this.storage.clock.now();
    const before = this.storage.rowsOf(page.account);
    const isOfPage = (runId: string) =>
      RUNS_OF_PAGES.includes(this.storage.runs.get(runId)?.tier ?? 'import');
    const current = withoutNewer(before, page, isOfPage);
    const { rows, counts } = withPage(before, current, at);
    const began = this.storage.runs.get(page.runId)?.startedAt ?? at;
    const quarantined = setAside(settled(before.quarantined, page, began), page, at);
    this.storage.replaceRows(page.account, { ...rows, quarantined }, { runId: page.runId, at });
    this.keepCustomers(current);
    for (const one of page.rawPages) this.storage.keepPage(page.account, { ...one, runId: page.runId });
    const told = { ...counts, quarantined: openRows(quarantined, page) };
    this.countPage(page, told);
    this.moveCheckpoint(page);
    return told;
  }

  async repeatPages(pages: UnreadPages): Promise<StoredCounts | null> {
    await Promise.resolve();
    const { account, runId, rawPages } = pages;
    if (!this.storage.account(account)) {
      throw new RangeError('The page belongs to an account that does not exist');
    }
    this.storage.refuseLate({ ...account, ...claimOf(this.storage.runs.get(runId)) });
    const known = rawPages.flatMap(({ bytes }) => this.storage.unchangedPage(account, bytes) ?? []);
    if (known.length < rawPages.length) return null;
    for (const { bytes, told } of known) this.storage.keepPage(account, { bytes, told, runId });
    const unchanged = known.reduce((sum, { told }) => sum + (told ?? 0), 0);
    const counts = { created: 0, changed: 0, unchanged, quarantined: 0 };
    this.countPage(pages, counts);
    this.moveCheckpoint(pages);
    return counts;
  }

  listSales(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<readonly SaleView[]> {
    return Promise.resolve(viewsOf(this.storage, { agencyId, filter, page }));
  }

  async countSales(agencyId: string, filter: SaleFilter, most: number): Promise<number> {
    return (await this.listSales(agencyId, filter, { limit: most, after: null })).length;
  }

  private keepCustomers({ account, sales }: SalePage): void {
    const { customers, erasedPersons } = this.storage;
    const { agencyId, accountId } = account;
    for (const { externalOrderId, customerEmail } of sales) {
      const person = customerEmail === null ? null : personEmail(customerEmail);
      if (customerEmail === null || person === null || erasedPersons.has(`${agencyId} ${person}`)) continue;
      const known = customers.findIndex(
        ({ sale }) => sale.accountId === accountId && sale.externalOrderId === externalOrderId,
      );
      if (known >= 0) customers.splice(known, 1);
      customers.push({ sale: { agencyId, accountId, externalOrderId }, email: customerEmail.trim() });
    }
  }

  private countPage(page: Pick<UnreadPages, 'account' | 'runId' | 'rawPages'>, counts: StoredCounts): void {
    const run = this.storage.runs.get(page.runId);
    if (run?.agencyId !== page.account.agencyId || run.accountId !== page.account.accountId) return;
    this.storage.runs.set(run.id, {
      ...run,
      pages: run.pages + pagesIn(page),
      created: run.created + counts.created,
      changed: run.changed + counts.changed,
      unchanged: run.unchanged + counts.unchanged,
      quarantined: run.quarantined + counts.quarantined,
    });
  }

  private moveCheckpoint({ account: key, checkpoint, completedTier }: Omit<UnreadPages, 'rawPages'>): void {
    const now = this.storage.clock.now();
    const isCold = completedTier === 'backfill' || completedTier === 'cold';
    this.storage.changeAccount(key, (stored) => {
      const before = stored.account.history;
      const history: RereadHistory = {
        checkpoint: later(before.checkpoint, checkpoint),
        lastWarmAt: isCold || completedTier === 'warm' ? now : before.lastWarmAt,
        lastColdAt: isCold ? now : before.lastColdAt,
      };
      return { ...stored, account: { ...stored.account, history } };
    });
  }
}

function claimOf(run: StoredRun | undefined) {
  return run?.claim === undefined ? {} : { claim: run.claim };
}

function withPage(before: AccountRows, incoming: SalePage, now: Date) {
  const { kept, told: page, bookings, removed: outdated } = reconciled(before, incoming);
  const sales = new Map(kept.sales);
  const reversals = new Map(kept.reversals);
  const neverPaid = new Set(page.neverPaid);
  const isVoid = (sale: Sale) => sale.state === 'pending' && neverPaid.has(sale.externalOrderId);
  const told = lastPerKey(page.sales, (sale) => sale.externalOrderId).filter((sale) => !isVoid(sale));
  const toldReversals = lastPerKey(page.reversals, (one) => one.externalReversalId);
  const writes = [
    ...told.map((sale) => write(sales, sale.externalOrderId, exactSale(sale))),
    ...toldReversals.map((one) => {
      const known = reversals.get(one.externalReversalId);
      const firstToldAt = page.firstToldAt?.get(one.externalReversalId) ?? now;
      return write(reversals, one.externalReversalId, exactReversal(one, known, firstToldAt));
    }),
  ];
  const takenBack = new Set(page.toldAt ? page.sales.map((sale) => sale.externalOrderId) : []);
  const isGone = (sale: Sale) =>
    isVoid(sale) || (neverPaid.has(sale.externalOrderId) && takenBack.has(sale.externalOrderId));
  const removed = outdated + removeIf(sales, isGone) + withdraw(reversals, page);
  const dailyTotals = merged(
    before.dailyTotals,
    page.dailyTotals,
    (total) => `${total.day} ${total.currency}`,
  );
  const changes = changedKeys(before, { sales, reversals, dailyTotals });
  const count = (kind: Write) => writes.filter((one) => one === kind).length;
  return {
    rows: {
      sales,
      reversals,
      dailyTotals,
      bookings,
      changedAt: new Map([...before.changedAt, ...changes.map((key) => [key, now] as const)]),
      toldBy: new Map([...before.toldBy, ...changes.map((key) => [key, page.runId] as const)]),
      toldAt: new Map([...before.toldAt, ...changes.map((key) => [key, page.toldAt ?? now] as const)]),
    },
    counts: {
      created: count('created'),
      changed: count('changed') + removed,
      unchanged: count('unchanged'),
    },
  };
}

type Facts = Pick<AccountRows, 'sales' | 'reversals' | 'dailyTotals'>;

function changedKeys(before: AccountRows, after: Facts): string[] {
  return (['sales', 'reversals', 'dailyTotals'] as const).flatMap((kind) =>
    [...after[kind]]
      .filter(([key, row]) => {
        const old = before[kind].get(key);
        return old === undefined || textOf(old) !== textOf(row);
      })
      .map(([key]) => `${kind} ${key}`),
  );
}

type Write = 'created' | 'changed' | 'unchanged';

function write<Row extends object>(rows: Map<string, Row>, key: string, row: Row): Write {
  const before = rows.get(key);
  if (before !== undefined && textOf(before) === textOf(row)) return 'unchanged';
  rows.set(key, row);
  return before === undefined ? 'created' : 'changed';
}

/** The same for equal rows, however their fields are ordered. */
function textOf(row: object): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of an in-place network: what was told before and is not told any more. */
function withdraw(reversals: Map<string, StoredReversal>, page: SalePage): number {
  const told = new Set(page.reversals.map((one) => one.externalReversalId));
  return removeIf(
    reversals,
    (one) => page.completeLinkKeys.includes(one.linkKey) && !told.has(one.externalReversalId),
  );
}

function removeIf<Row>(rows: Map<string, Row>, isGone: (row: Row) => boolean): number {
  const gone = [...rows].filter(([, row]) => isGone(row));
  for (const [key] of gone) rows.delete(key);
  return gone.length;
}

/** With the four decimals of `numeric(19,4)`. @throws for what is no number. */
function exactSale(sale: Sale): Sale {
  return { ...sale, customerEmail: null, amount: exact(sale.amount), commission: exact(sale.commission) };
}

/** A reversal without a date of its own keeps the one it got when it was first seen. */
function exactReversal(one: Reversal, known: StoredReversal | undefined, now: Date): StoredReversal {
  return {
    ...one,
    amount: exact(one.amount),
    commission: exact(one.commission),
    reversedAt: one.reversedAt ?? known?.reversedAt ?? now,
    observed: one.reversedAt === null && (known?.observed ?? true),
  };
}

function exact(value: string | null): string | null {
  return value === null ? null : roundDecimal(value, 4);
}

function lastPerKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

function merged<Row>(
  before: ReadonlyMap<string, Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, Row> {
  return new Map([...before, ...rows.map((row) => [keyOf(row), row] as const)]);
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a.getTime() > b.getTime() ? a : b;
}

import { sees, settledSale, type NetworkAccount, type Sale } from '@tributary/domain';
import type { SaleCursor, SaleFilter, SaleView } from '../../sale-repository';
import type { AccountRows, InMemoryStorage, StoredReversal } from './in-memory-storage';

interface SaleQuery {
  readonly agencyId: string;
  readonly filter: SaleFilter;
  readonly page: { readonly limit: number; readonly after: SaleCursor | null };
}

/** The agency's sales as a query finds them, newest first, with status and reversed part derived from the reversals. */
export function viewsOf(storage: InMemoryStorage, { agencyId, filter, page }: SaleQuery): SaleView[] {
  const accounts = [...storage.accounts.values()].map(({ account }) => account);
  return accounts
    .filter((account) => account.agencyId === agencyId)
    .flatMap((account) => {
      const key = { agencyId, accountId: account.id };
      const rows = filter.asOf === null ? storage.rowsOf(key) : storage.rowsAt(key, filter.asOf);
      return accountViews(account, rows);
    })
    .filter((sale) => matches(sale, filter))
    .sort((a, b) => -compare(cursorOf(a), cursorOf(b)))
    .filter((sale) => page.after === null || compare(cursorOf(sale), page.after) < 0)
    .slice(0, page.limit);
}

function accountViews(account: NetworkAccount, rows: AccountRows): SaleView[] {
  return linkedSales(rows).map(({ sale, reversals }) => saleView(account, sale, reversals));
}

/** Every sale of an account with the reversals that belong to it, oldest first. */
export function linkedSales(
  rows: AccountRows,
): readonly { readonly sale: Sale; readonly reversals: readonly StoredReversal[] }[] {
  const sales = [...rows.sales.values()];
  const owners = [...rows.reversals.values()].map((reversal) => ({
    reversal,
    owner: ownerOf(reversal, sales),
  }));
  return sales.map((sale) => {
    const own = owners.filter(({ owner }) => owner === sale).map(({ reversal }) => reversal);
    return { sale, reversals: own.sort(byDate) };
  });
}

/** The newest sale of the link key made before the reversal, or the newest of all when it precedes them. */
function ownerOf(reversal: StoredReversal, sales: readonly Sale[]): Sale | undefined {
  const candidates = sales.filter((sale) => sale.linkKey === reversal.linkKey);
  const before = candidates.filter((sale) => sale.saleDate <= reversal.reversedAt);
  const newest = (a: Sale, b: Sale) =>
    b.saleDate.getTime() - a.saleDate.getTime() || (a.externalOrderId < b.externalOrderId ? 1 : -1);
  return (before.length > 0 ? before : candidates).sort(newest)[0];
}

export function saleView(
  account: Pick<NetworkAccount, 'id' | 'network' | 'label'>,
  sale: Sale,
  reversals: readonly StoredReversal[],
): SaleView {
  const { status, reversedCommission } = settledSale(sale, reversals);
  return {
    id: { accountId: account.id, externalOrderId: sale.externalOrderId },
    orderNumber: sale.orderNumber,
    network: account.network,
    accountLabel: account.label,
    status,
    amount: sale.amount,
    currency: sale.currency,
    commission: sale.commission,
    commissionCurrency: sale.commissionCurrency,
    reversedCommission,
    productName: sale.productName,
    saleDate: sale.saleDate,
    reversals: reversals.map(({ kind, reversedAt, observed, amount, commission }) => ({
      ...{ kind, reversedAt, observed, amount, commission },
    })),
  };
}

function matches(sale: SaleView, filter: SaleFilter): boolean {
  return (
    isWithin(sale.saleDate, filter) &&
    isAmong(filter.networks, sale.network) &&
    sees(filter.accounts, sale.id.accountId) &&
    isAmong(filter.statuses, sale.status) &&
    isFound(sale, filter.search?.trim() ?? '')
  );
}

function isWithin(saleDate: Date, { from, until }: SaleFilter): boolean {
  return (from === null || saleDate >= from) && (until === null || saleDate < until);
}

function isFound(sale: SaleView, search: string): boolean {
  const inName = sale.productName?.toLowerCase().includes(search.toLowerCase()) === true;
  return search === '' || inName || sale.orderNumber === search || sale.id.externalOrderId === search;
}

function isAmong<Value>(allowed: readonly Value[], value: Value): boolean {
  return allowed.length === 0 || allowed.includes(value);
}

function cursorOf(sale: SaleView): SaleCursor {
  return { saleDate: sale.saleDate, ...sale.id };
}

function compare(a: SaleCursor, b: SaleCursor): number {
  return (
    a.saleDate.getTime() - b.saleDate.getTime() ||
    order(a.accountId, b.accountId) ||
    order(a.externalOrderId, b.externalOrderId)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function byDate(a: StoredReversal, b: StoredReversal): number {
  return a.reversedAt.getTime() - b.reversedAt.getTime() || order(a.externalReversalId, b.externalReversalId);
}

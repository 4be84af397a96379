import type { SalePage } from '../../sale-repository';
import type { AccountRows } from './in-memory-storage';

interface Reconciled {
  /** What was stored, without the bookings that make room for this page. */
  readonly kept: Pick<AccountRows, 'sales' | 'reversals'>;
  /** The page, without the bookings that a reading told before. */
  readonly told: SalePage;
  readonly bookings: ReadonlySet<string>;
  readonly removed: number;
}

/** Lets readings take the place of what notifications told, and never the other way round. */
export function reconciled(before: AccountRows, page: SalePage): Reconciled {
  const booked = new Set(page.bookedLinkKeys);
  const readSales = keysOf(page.sales).filter((key) => !booked.has(key));
  const readReversals = [...readSales, ...keysOf(page.reversals).filter((key) => !booked.has(key))];
  const sales = without(before, { kind: 'sale', keys: readSales, told: idsOf(page.sales) });
  const reversals = without(before, { kind: 'reversal', keys: readReversals, told: reversalIds(page) });
  const bookings = new Set(
    [...before.bookings].filter((mark) => !sales.marks.has(mark) && !reversals.marks.has(mark)),
  );
  const told = withoutRead(before, page, booked);
  for (const sale of told.sales) if (booked.has(sale.linkKey)) bookings.add(`sale ${sale.externalOrderId}`);
  for (const one of told.reversals)
    if (booked.has(one.linkKey)) bookings.add(`reversal ${one.externalReversalId}`);
  return {
    kept: {
      sales: new Map([...before.sales].filter(([id]) => !sales.gone.has(id))),
      reversals: new Map([...before.reversals].filter(([id]) => !reversals.gone.has(id))),
    },
    told,
    bookings,
    removed: sales.gone.size + reversals.gone.size,
  };
}

/** Booked rows of these link keys lose their mark; those that the page does not tell itself go. */
function without(
  before: AccountRows,
  read: {
    readonly kind: 'sale' | 'reversal';
    readonly keys: readonly string[];
    readonly told: readonly string[];
  },
): { readonly marks: ReadonlySet<string>; readonly gone: ReadonlySet<string> } {
  const rows = read.kind === 'sale' ? before.sales : before.reversals;
  const ids = [...rows]
    .filter(([id, row]) => before.bookings.has(`${read.kind} ${id}`) && read.keys.includes(row.linkKey))
    .map(([id]) => id);
  return {
    marks: new Set(ids.map((id) => `${read.kind} ${id}`)),
    gone: new Set(ids.filter((id) => !read.told.includes(id))),
  };
}

function withoutRead(before: AccountRows, page: SalePage, booked: ReadonlySet<string>): SalePage {
  const read = new Set(
    [...before.sales.values()]
      .filter((sale) => booked.has(sale.linkKey) && !before.bookings.has(`sale ${sale.externalOrderId}`))
      .map((sale) => sale.linkKey),
  );
  return {
    ...page,
    sales: page.sales
      .filter((sale) => !read.has(sale.linkKey))
      .map((sale) => {
        const first = booked.has(sale.linkKey) ? before.sales.get(sale.externalOrderId) : undefined;
        return first ? { ...sale, saleDate: first.saleDate } : sale;
      }),
    reversals: page.reversals.filter((one) => !read.has(one.linkKey)),
  };
}

function keysOf(rows: readonly { readonly linkKey: string }[]): string[] {
  return rows.map((row) => row.linkKey);
}

function idsOf(sales: SalePage['sales']): string[] {
  return sales.map((sale) => sale.externalOrderId);
}

function reversalIds(page: SalePage): string[] {
  return page.reversals.map((one) => one.externalReversalId);
}

import {
  UnexpectedResponse,
  type NetworkGateway,
  type NormalizedRow,
  type RawRow,
  type SalePage,
} from '@tributary/ports';

export type PageContent = Pick<
  SalePage,
  | 'rawPages'
  | 'sales'
  | 'reversals'
  | 'completeLinkKeys'
  | 'neverPaid'
  | 'bookedLinkKeys'
  | 'dailyTotals'
  | 'quarantined'
>;

/** What pages tell, without the pages themselves. */
export type ToldContent = Omit<PageContent, 'rawPages'>;

/** A page as it is kept: its rows as the network told them. */
export function bytesOf(rows: readonly RawRow[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(rows));
}

/** What a page tells, and the page itself, to be stored together. */
export function readPage(
  gateway: NetworkGateway,
  rows: readonly RawRow[],
  bytes = bytesOf(rows),
): PageContent {
  const content = readRows(gateway, rows);
  return { ...content, rawPages: [{ bytes, told: toldAlone(content) }] };
}

/** Normalises every row. One that cannot be read goes to quarantine with its reason; the rest is kept. */
export function readRows(gateway: NetworkGateway, rows: readonly RawRow[]): ToldContent {
  const content = {
    sales: [] as SalePage['sales'][number][],
    reversals: [] as SalePage['reversals'][number][],
    completeLinkKeys: [] as string[],
    neverPaid: [] as string[],
    bookedLinkKeys: [] as string[],
    dailyTotals: [] as SalePage['dailyTotals'][number][],
    quarantined: [] as SalePage['quarantined'][number][],
  };
  for (const raw of rows) {
    try {
      const row = gateway.normalizeSale(raw);
      content.sales.push(...row.sales);
      content.reversals.push(...row.reversals);
      content.dailyTotals.push(...row.dailyTotals);
      content.neverPaid.push(...row.neverPaid);
      if (row.reversalsAreComplete) content.completeLinkKeys.push(...row.sales.map((sale) => sale.linkKey));
      if (row.isBooking) content.bookedLinkKeys.push(...linkKeysOf(row));
    } catch (error) {
      if (!(error instanceof UnexpectedResponse) || error.retry !== 'skip-row') throw error;
      const about = { field: error.where.field ?? null, externalId: gateway.identifyRow(raw) };
      content.quarantined.push({ reason: error.message, raw, ...about });
    }
  }
  return content;
}

/** How many sales and reversals a page tells that tells nothing but these; see `PageAsRead`. */
function toldAlone({ sales, reversals, ...others }: ToldContent): number | null {
  const { neverPaid, bookedLinkKeys = [], dailyTotals, quarantined } = others;
  if ([neverPaid, bookedLinkKeys, dailyTotals, quarantined].some((rows) => rows.length > 0)) return null;
  const orders = new Set(sales.map((sale) => sale.externalOrderId));
  return orders.size + new Set(reversals.map((one) => one.externalReversalId)).size;
}

function linkKeysOf({ sales, reversals }: NormalizedRow): string[] {
  return [...sales, ...reversals].map((one) => one.linkKey);
}

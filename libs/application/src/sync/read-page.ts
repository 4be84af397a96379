import {
  UnexpectedResponse,
  type NetworkGateway,
  type NormalizedRow,
  type RawPage,
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

/** Normalises every row of a page. A row that cannot be read goes to quarantine with its reason; the rest is kept. */
export function readPage(gateway: NetworkGateway, page: RawPage): PageContent {
  const content = {
    rawPages: [new TextEncoder().encode(JSON.stringify(page.rows))],
    sales: [] as SalePage['sales'][number][],
    reversals: [] as SalePage['reversals'][number][],
    completeLinkKeys: [] as string[],
    neverPaid: [] as string[],
    bookedLinkKeys: [] as string[],
    dailyTotals: [] as SalePage['dailyTotals'][number][],
    quarantined: [] as SalePage['quarantined'][number][],
  };
  for (const raw of page.rows) {
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

function linkKeysOf({ sales, reversals }: NormalizedRow): string[] {
  return [...sales, ...reversals].map((one) => one.linkKey);
}

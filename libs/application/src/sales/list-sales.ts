import type { SaleCursor, SaleFilter, SaleRepository, SaleView } from '@tributary/ports';

export const MAX_SALES_PAGE = 200;

export interface SalesPage {
  readonly sales: readonly SaleView[];
  readonly next: SaleCursor | null;
}

/** One page of an agency's sales, newest first. */
export class ListSales {
  constructor(private readonly sales: SaleRepository) {}

  async run(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<SalesPage> {
    const limit = Math.min(page.limit, MAX_SALES_PAGE);
    // One row more than asked for tells whether there is a next page, without counting.
    const rows = await this.sales.listSales(agencyId, filter, { limit: limit + 1, after: page.after });
    const sales = rows.slice(0, limit);
    const last = sales.at(-1);
    if (rows.length <= limit || !last) return { sales, next: null };
    return { sales, next: { saleDate: last.saleDate, ...last.id } };
  }
}

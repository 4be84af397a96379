import type { Viewer } from '@tributary/domain';
import type {
  NetworkAccountRepository,
  SaleCursor,
  SaleFilter,
  SaleRepository,
  SaleView,
} from '@tributary/ports';
import { chosenAccounts, type AccountChoice } from '../clients/chosen-accounts';

export const MAX_SALES_PAGE = 200;

export interface SalesPage {
  readonly sales: readonly SaleView[];
  readonly next: SaleCursor | null;
}

export type SalesRequest = Omit<SaleFilter, 'accounts'> & AccountChoice;

/** One page of the sales that the viewer sees, newest first. */
export class ListSales {
  constructor(
    private readonly sales: SaleRepository,
    private readonly accounts: NetworkAccountRepository,
  ) {}

  async run(
    viewer: Viewer,
    request: SalesRequest,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<SalesPage> {
    const limit = Math.min(page.limit, MAX_SALES_PAGE);
    const { accountIds, clientIds, ...rest } = request;
    const accounts = await chosenAccounts(this.accounts, viewer, { accountIds, clientIds });
    const filter = { ...rest, accounts };
    // One row more than asked for tells whether there is a next page, without counting.
    const rows = await this.sales.listSales(viewer.agency.id, filter, {
      limit: limit + 1,
      after: page.after,
    });
    const sales = rows.slice(0, limit);
    const last = sales.at(-1);
    if (rows.length <= limit || !last) return { sales, next: null };
    return { sales, next: { saleDate: last.saleDate, ...last.id } };
  }
}

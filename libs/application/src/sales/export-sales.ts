import type { Viewer } from '@tributary/domain';
import type {
  Clock,
  NetworkAccountRepository,
  SaleCursor,
  SaleFilter,
  SaleRepository,
  SaleView,
} from '@tributary/ports';
import { chosenAccounts } from '../clients/chosen-accounts';
import { Refusal } from '../refusal';
import type { SalesRequest } from './list-sales';

/** Few enough for every spreadsheet. */
export const MAX_EXPORTED_SALES = 100_000;
const PAGE = 1_000;

export interface ExportedSales {
  /** The moment that the file tells of. */
  readonly asOf: Date;
  /** Newest first; one page at a time is held. */
  readonly pages: AsyncGenerator<readonly SaleView[]>;
}

/** Every sale that the viewer sees and that matches, for a file. */
export class ExportSales {
  constructor(
    private readonly ports: {
      readonly sales: SaleRepository;
      readonly accounts: NetworkAccountRepository;
      readonly clock: Clock;
    },
    private readonly most = MAX_EXPORTED_SALES,
  ) {}

  /** @throws {Refusal} `not-possible-now` when they are more than one file takes: half of them would look like all. */
  async run(viewer: Viewer, request: SalesRequest): Promise<ExportedSales> {
    const { accountIds, clientIds, ...rest } = request;
    const accounts = await chosenAccounts(this.ports.accounts, viewer, { accountIds, clientIds });
    const filter = { ...rest, accounts };
    const asOf = filter.asOf ?? this.ports.clock.now();
    const count = await this.ports.sales.countSales(viewer.agency.id, filter, this.most + 1);
    if (count > this.most) {
      const most = this.most.toLocaleString('en');
      throw new Refusal(
        'not-possible-now',
        `More than ${most} sales match. Choose a shorter period or fewer accounts.`,
      );
    }
    return { asOf, pages: this.pages(viewer.agency.id, filter) };
  }

  private async *pages(agencyId: string, filter: SaleFilter): AsyncGenerator<readonly SaleView[]> {
    let after: SaleCursor | null = null;
    do {
      const page: readonly SaleView[] = await this.ports.sales.listSales(agencyId, filter, {
        limit: PAGE,
        after,
      });
      yield page;
      const last = page.at(-1);
      after = page.length < PAGE || !last ? null : { saleDate: last.saleDate, ...last.id };
    } while (after !== null);
  }
}

import type { Viewer } from '@tributary/domain';
import type {
  ChangeCursor,
  ChangeFilter,
  NetworkAccountRepository,
  SaleChange,
  SaleHistoryRepository,
} from '@tributary/ports';
import { chosenAccounts, type AccountChoice } from '../clients/chosen-accounts';

export const MAX_CHANGES_PAGE = 200;

export interface ChangesPage {
  readonly changes: readonly SaleChange[];
  readonly next: ChangeCursor | null;
}

export type ChangesRequest = Omit<ChangeFilter, 'accounts'> & AccountChoice;

/** One page of what changed after it was stored, newest first, of what the viewer sees. */
export class ListChanges {
  constructor(
    private readonly history: SaleHistoryRepository,
    private readonly accounts: NetworkAccountRepository,
  ) {}

  async run(
    viewer: Viewer,
    request: ChangesRequest,
    page: { readonly limit: number; readonly after: ChangeCursor | null },
  ): Promise<ChangesPage> {
    const limit = Math.min(page.limit, MAX_CHANGES_PAGE);
    const { accountIds, clientIds, ...rest } = request;
    const accounts = await chosenAccounts(this.accounts, viewer, { accountIds, clientIds });
    const filter = { ...rest, accounts };
    // One row more than asked for tells whether there is a next page, without counting.
    const { id } = viewer.agency;
    const rows = await this.history.listChanges(id, filter, { limit: limit + 1, after: page.after });
    const changes = rows.slice(0, limit);
    const last = changes.at(-1);
    if (rows.length <= limit || !last) return { changes, next: null };
    return { changes, next: { changedAt: last.changedAt, ...last.id } };
  }
}

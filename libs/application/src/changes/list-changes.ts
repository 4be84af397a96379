import type { ChangeCursor, ChangeFilter, SaleChange, SaleHistoryRepository } from '@tributary/ports';

export const MAX_CHANGES_PAGE = 200;

export interface ChangesPage {
  readonly changes: readonly SaleChange[];
  readonly next: ChangeCursor | null;
}

/** One page of what changed after it was stored, newest first. */
export class ListChanges {
  constructor(private readonly history: SaleHistoryRepository) {}

  async run(
    agencyId: string,
    filter: ChangeFilter,
    page: { readonly limit: number; readonly after: ChangeCursor | null },
  ): Promise<ChangesPage> {
    const limit = Math.min(page.limit, MAX_CHANGES_PAGE);
    // One row more than asked for tells whether there is a next page, without counting.
    const rows = await this.history.listChanges(agencyId, filter, { limit: limit + 1, after: page.after });
    const changes = rows.slice(0, limit);
    const last = changes.at(-1);
    if (rows.length <= limit || !last) return { changes, next: null };
    return { changes, next: { changedAt: last.changedAt, ...last.id } };
  }
}

import type { AuditFilter, AuditReader, RecordedAuditEntry } from '@tributary/ports';

export const MAX_AUDIT_PAGE = 200;
export interface AuditPage {
  readonly entries: readonly RecordedAuditEntry[];
  /** Id of the last entry; null on the last page. */
  readonly next: string | null;
}

/** What was done in an agency, newest first. */
export class ListAuditEntries {
  constructor(private readonly audit: AuditReader) {}

  async run(
    agencyId: string,
    filter: AuditFilter,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<AuditPage> {
    const limit = Math.min(page.limit, MAX_AUDIT_PAGE);
    // One more than asked for tells whether there is a next page, without counting.
    const found = await this.audit.list(agencyId, filter, { limit: limit + 1, after: page.after });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }
}

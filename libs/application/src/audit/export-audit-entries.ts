import type { AuditFilter, AuditReader, RecordedAuditEntry } from '@tributary/ports';
import { Refusal } from '../refusal';

/** More than anybody reads, and few enough for every spreadsheet. */
export const MAX_EXPORTED_ENTRIES = 100_000;
const PAGE = 1_000;

/** Everything that was done in an agency and matches a filter, for a file. */
export class ExportAuditEntries {
  constructor(
    private readonly audit: AuditReader,
    private readonly most = MAX_EXPORTED_ENTRIES,
  ) {}

  /**
   * @returns pages, newest first, of which one at a time is held.
   * @throws {Refusal} `not-possible-now` when they are more than one file takes: half of them would look like all.
   */
  async run(agencyId: string, filter: AuditFilter): Promise<AsyncGenerator<readonly RecordedAuditEntry[]>> {
    const count = await this.audit.countUpTo(agencyId, filter, this.most + 1);
    if (count > this.most) {
      const most = this.most.toLocaleString('en');
      throw new Refusal('not-possible-now', `More than ${most} entries match. Choose a shorter period.`);
    }
    return this.pages(agencyId, filter);
  }

  private async *pages(agencyId: string, filter: AuditFilter): AsyncGenerator<readonly RecordedAuditEntry[]> {
    let after: string | null = null;
    do {
      const page: readonly RecordedAuditEntry[] = await this.audit.list(agencyId, filter, {
        limit: PAGE,
        after,
      });
      yield page;
      after = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
    } while (after !== null);
  }
}

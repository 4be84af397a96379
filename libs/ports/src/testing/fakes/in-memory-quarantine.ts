import type { RawRow } from '../../network-gateway';
import {
  QuarantineRepository,
  type QuarantineCursor,
  type QuarantinedRowEntry,
  type QuarantineFilter,
  type QuarantineGroup,
  type QuarantineMark,
  type QuarantineSelection,
} from '../../quarantine-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryStorage, StoredQuarantinedRow } from './in-memory-storage';

/** Ids are the rows' JSON, where Postgres has a hash of it. */
export class InMemoryQuarantineRepository extends QuarantineRepository {
  /** Ids of rows that no key opens any more. */
  readonly unreadable = new Set<string>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  list(
    account: AccountKey,
    filter: QuarantineFilter,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]> {
    const { after, limit } = page;
    const rows = [...this.storage.rowsOf(account).quarantined]
      .filter(([, row]) => isShown(row, filter))
      .map(([id, row]) => entryOf(id, row))
      .sort((a, b) => order(b, a))
      .filter((row) => after === null || order(row, after) < 0);
    return Promise.resolve(rows.slice(0, limit));
  }

  countOpen(agencyId: string): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { account } of this.storage.accounts.values()) {
      if (account.agencyId !== agencyId) continue;
      const rows = this.storage.rowsOf({ agencyId, accountId: account.id }).quarantined;
      const open = [...rows.values()].filter((row) => isShown(row, { state: 'open', reason: null }));
      if (open.length > 0) counts.set(account.id, open.length);
    }
    return Promise.resolve(counts);
  }

  countByReason(account: AccountKey): Promise<readonly QuarantineGroup[]> {
    const groups = new Map<string, QuarantineGroup>();
    for (const row of this.storage.rowsOf(account).quarantined.values()) {
      if (row.resolvedAt !== null) continue;
      const known = groups.get(row.reason) ?? { reason: row.reason, field: null, open: 0, dismissed: 0 };
      const counted = row.dismissal ? 'dismissed' : 'open';
      groups.set(row.reason, {
        ...known,
        field: known.field ?? row.field ?? null,
        [counted]: known[counted] + 1,
      });
    }
    const rows = [...groups.values()].sort((a, b) => b.open - a.open || (a.reason < b.reason ? -1 : 1));
    return Promise.resolve(rows);
  }

  openRaw(account: AccountKey, ids: readonly string[]): Promise<ReadonlyMap<string, RawRow>> {
    const { quarantined } = this.storage.rowsOf(account);
    const rows = ids.flatMap((id) => {
      const row = quarantined.get(id);
      return row && !this.unreadable.has(id) ? [[id, row.raw] as const] : [];
    });
    return Promise.resolve(new Map(rows));
  }

  mark(account: AccountKey, selection: QuarantineSelection, mark: QuarantineMark): Promise<number> {
    const rows = this.storage.rowsOf(account);
    const now = this.storage.clock.now();
    const changed = [...rows.quarantined].filter(
      ([id, row]) => isSelected(id, row, selection) && !isMarked(row, mark),
    );
    const quarantined = new Map([
      ...rows.quarantined,
      ...changed.map(([id, row]) => [id, marked(row, mark, now)] as const),
    ]);
    this.storage.replaceRows(account, { ...rows, quarantined });
    return Promise.resolve(changed.length);
  }
}

function isShown(row: StoredQuarantinedRow, { state, reason }: QuarantineFilter): boolean {
  if (row.resolvedAt !== null || (reason !== null && row.reason !== reason)) return false;
  return (row.dismissal === null) === (state === 'open');
}

function isSelected(id: string, row: StoredQuarantinedRow, selection: QuarantineSelection): boolean {
  if (row.resolvedAt !== null) return false;
  return 'ids' in selection ? selection.ids.includes(id) : isShown(row, selection);
}

function isMarked(row: StoredQuarantinedRow, mark: QuarantineMark): boolean {
  if (mark.as === 'resolved') return false;
  return (row.dismissal === null) === (mark.as === 'open');
}

function marked(row: StoredQuarantinedRow, mark: QuarantineMark, at: Date): StoredQuarantinedRow {
  if (mark.as === 'resolved') return { ...row, resolvedAt: at };
  if (mark.as === 'open') return { ...row, dismissal: null };
  return { ...row, dismissal: { reason: mark.reason, by: mark.by, at } };
}

function entryOf(id: string, row: StoredQuarantinedRow): QuarantinedRowEntry {
  const { reason, field = null, firstSeenAt, setAsideAt, dismissal } = row;
  return { id, reason, field, firstSeenAt, setAsideAt, dismissal };
}

function order(a: QuarantineCursor, b: QuarantineCursor): number {
  return a.firstSeenAt.getTime() - b.firstSeenAt.getTime() || Number(a.id > b.id) - Number(a.id < b.id);
}

import type { NormalizedRow, RawRow } from '../../network-gateway';
import {
  QuarantineRepository,
  type QuarantineCursor,
  type QuarantinedRowEntry,
} from '../../quarantine-repository';
import type { AccountKey } from '../../sale-repository';
import type { AccountRows, InMemoryStorage } from './in-memory-storage';

/** Ids are the rows' JSON, where Postgres has a hash of it. */
export class InMemoryQuarantineRepository extends QuarantineRepository {
  /** Ids of rows that no key opens any more. */
  readonly unreadable = new Set<string>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  listOpen(
    account: AccountKey,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]> {
    const { after, limit } = page;
    const rows = [...this.storage.rowsOf(account).quarantined]
      .filter(([, row]) => row.resolvedAt === null)
      .map(([id, { reason, firstSeenAt }]) => ({ id, reason, firstSeenAt }))
      .sort((a, b) => order(b, a))
      .filter((row) => after === null || order(row, after) < 0);
    return Promise.resolve(rows.slice(0, limit));
  }

  async countOpen(agencyId: string): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { account } of this.storage.accounts.values()) {
      if (account.agencyId !== agencyId) continue;
      const key = { agencyId, accountId: account.id };
      const rows = await this.listOpen(key, { limit: Number.MAX_SAFE_INTEGER, after: null });
      if (rows.length > 0) counts.set(account.id, rows.length);
    }
    return counts;
  }

  openRaw(account: AccountKey, ids: readonly string[]): Promise<ReadonlyMap<string, RawRow>> {
    const { quarantined } = this.storage.rowsOf(account);
    const rows = ids.flatMap((id) => {
      const row = quarantined.get(id);
      return row && !this.unreadable.has(id) ? [[id, row.raw] as const] : [];
    });
    return Promise.resolve(new Map(rows));
  }

  resolve(account: AccountKey, ids: readonly string[]): Promise<void> {
    const rows = this.storage.rowsOf(account);
    const resolvedAt = this.storage.clock.now();
    const quarantined = [...rows.quarantined].map(
      ([id, row]) => [id, ids.includes(id) ? { ...row, resolvedAt } : row] as const,
    );
    this.storage.replaceRows(account, { ...rows, quarantined: new Map(quarantined) });
    return Promise.resolve();
  }

  hasNewer(account: AccountKey, meaning: NormalizedRow, since: Date): Promise<boolean> {
    const rows = this.storage.rowsOf(account);
    const isNewer = (key: string) => (rows.changedAt.get(key)?.getTime() ?? 0) > since.getTime();
    return Promise.resolve(keysOf(meaning, rows).some(isNewer));
  }
}

function keysOf(meaning: NormalizedRow, rows: AccountRows): string[] {
  const linkKeys = new Set(meaning.reversalsAreComplete ? meaning.sales.map((sale) => sale.linkKey) : []);
  const orders = [...meaning.sales.map((sale) => sale.externalOrderId), ...meaning.neverPaid];
  const siblings = [...rows.reversals.values()].filter(({ linkKey }) => linkKeys.has(linkKey));
  const reversals = [...meaning.reversals, ...siblings].map((one) => one.externalReversalId);
  return [
    ...orders.map((id) => `sales ${id}`),
    ...reversals.map((id) => `reversals ${id}`),
    ...meaning.dailyTotals.map(({ day, currency }) => `dailyTotals ${day} ${currency}`),
  ];
}

function order(a: QuarantineCursor, b: QuarantineCursor): number {
  return a.firstSeenAt.getTime() - b.firstSeenAt.getTime() || Number(a.id > b.id) - Number(a.id < b.id);
}

import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import type { AccountKey } from '../../sale-repository';
import { SaleRhythmRepository } from '../../sale-rhythm-repository';
import type { InMemoryStorage } from './in-memory-storage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOURS_KEPT = 35 * 24;

interface Kept extends SaleRhythm {
  readonly countedAt: Date | null;
}

/** Counts as the port says, by looking at every sale. */
export class InMemorySaleRhythmRepository extends SaleRhythmRepository {
  private readonly kept = new Map<string, ReadonlyMap<string, Kept>>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  countSales(key: AccountKey, { from, to }: SyncWindow): Promise<number> {
    return Promise.resolve(
      this.saleDates(key).filter((at) => at >= from.getTime() && at < to.getTime()).length,
    );
  }

  refresh(key: AccountKey): Promise<void> {
    const stored = this.storage.account(key);
    if (!stored) return Promise.resolve();
    const now = this.storage.clock.now();
    const dates = this.saleDates(key).filter((at) => at <= now.getTime());
    const before = this.keptOf(key.agencyId).get(key.accountId) ?? { hours: null, countedAt: null };
    const own = {
      accountId: key.accountId,
      ...refreshed(before, dates, { now, since: stored.account.backfillFrom }),
    };
    this.kept.set(key.agencyId, new Map([...this.keptOf(key.agencyId), [key.accountId, own]]));
    return Promise.resolve();
  }

  listOf(agencyId: string): Promise<readonly SaleRhythm[]> {
    const kept = [...this.keptOf(agencyId).values()];
    return Promise.resolve(kept.map(({ countedAt, ...rhythm }) => rhythm));
  }

  private keptOf(agencyId: string): ReadonlyMap<string, Kept> {
    return this.kept.get(agencyId) ?? new Map<string, Kept>();
  }

  private saleDates(key: AccountKey): readonly number[] {
    return [...this.storage.rowsOf(key).sales.values()].map(({ saleDate }) => saleDate.getTime());
  }
}

function refreshed(
  before: Pick<Kept, 'hours' | 'countedAt'>,
  dates: readonly number[],
  { now, since }: { readonly now: Date; readonly since: Date },
): Omit<Kept, 'accountId'> {
  const { hours, countedAt } = before;
  if (dates.length === 0) return { lastSaleAt: null, hours, countedAt };
  const lastSaleAt = new Date(Math.max(...dates));
  return isStale(countedAt, lastSaleAt, now)
    ? { lastSaleAt, hours: hoursBefore(lastSaleAt, dates, since), countedAt: now }
    : { lastSaleAt, hours, countedAt };
}

function isStale(countedAt: Date | null, lastSaleAt: Date, now: Date): boolean {
  if (countedAt === null) return true;
  return now.getTime() - countedAt.getTime() >= DAY && lastSaleAt > countedAt;
}

function hoursBefore(lastSaleAt: Date, dates: readonly number[], backfillFrom: Date): SaleRhythm['hours'] {
  const last = Math.floor(lastSaleAt.getTime() / HOUR);
  const first = Math.max(last - HOURS_KEPT + 1, Math.floor(backfillFrom.getTime() / HOUR));
  if (first > last) return null;
  const counts = Array.from(
    { length: last - first + 1 },
    (_, index) => dates.filter((at) => Math.floor(at / HOUR) === first + index).length,
  );
  return { from: new Date(first * HOUR), counts };
}

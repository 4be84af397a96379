import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import type { AccountKey } from '../../sale-repository';
import { SaleRhythmRepository } from '../../sale-rhythm-repository';
import type { InMemoryStorage } from './in-memory-storage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOURS_KEPT = 35 * 24;

interface Counted extends Pick<SaleRhythm, 'hours'> {
  readonly countedAt: Date | null;
}

interface Seller extends Counted {
  readonly key: AccountKey;
  readonly lastSaleAt: Date;
}

/** Counts as the port says, by looking at every sale. */
export class InMemorySaleRhythmRepository extends SaleRhythmRepository {
  private readonly counts = new Map<string, Counted>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  countSales(key: AccountKey, { from, to }: SyncWindow): Promise<number> {
    return Promise.resolve(
      this.saleDates(key).filter((at) => at >= from.getTime() && at < to.getTime()).length,
    );
  }

  recount(agencyId: string): Promise<number> {
    const due = this.sellersOf(agencyId).filter((seller) => isStale(seller, this.storage.clock.now()));
    for (const { key, lastSaleAt } of due) {
      const since = this.storage.account(key)?.account.backfillFrom ?? lastSaleAt;
      const hours = hoursBefore(lastSaleAt, this.saleDates(key), since);
      this.counts.set(nameOf(key), { hours, countedAt: this.storage.clock.now() });
    }
    return Promise.resolve(due.length);
  }

  listOf(agencyId: string): Promise<readonly SaleRhythm[]> {
    const rhythms = this.sellersOf(agencyId).map(({ key, lastSaleAt, hours }) => {
      return { accountId: key.accountId, lastSaleAt, hours };
    });
    return Promise.resolve(rhythms);
  }

  /** Those that have sold. */
  private sellersOf(agencyId: string): readonly Seller[] {
    const now = this.storage.clock.now().getTime();
    return [...this.storage.accounts.values()].flatMap(({ account }) => {
      const key = { agencyId: account.agencyId, accountId: account.id };
      const dates = this.saleDates(key).filter((at) => at <= now);
      if (account.agencyId !== agencyId || dates.length === 0) return [];
      const counted = this.counts.get(nameOf(key)) ?? { hours: null, countedAt: null };
      return [{ key, lastSaleAt: new Date(Math.max(...dates)), ...counted }];
    });
  }

  private saleDates(key: AccountKey): readonly number[] {
    return [...this.storage.rowsOf(key).sales.values()].map(({ saleDate }) => saleDate.getTime());
  }
}

function isStale({ countedAt, lastSaleAt }: Seller, now: Date): boolean {
  if (countedAt === null) return true;
  return now.getTime() - countedAt.getTime() >= DAY && lastSaleAt > countedAt;
}

const nameOf = ({ agencyId, accountId }: AccountKey) => `${agencyId} ${accountId}`;

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

import { addDays, type CalendarDay, type ComparedDay, dayInZone, startOfDay } from '@tributary/domain';
import type { NetworkDay, NetworkTotal } from '../../network-gateway';
import {
  type ComparisonQuestion,
  ReconciliationRepository,
  type ReconciliationResult,
} from '../../reconciliation-repository';
import type { AccountKey } from '../../sale-repository';
import { tiersBeside } from '../../sync-run-repository';
import { comparedAmounts } from './compared-amounts';
import type { InMemoryStorage } from './in-memory-storage';

interface StatedDay {
  readonly zone: string;
  readonly statedAt: Date;
}

export class InMemoryReconciliationRepository extends ReconciliationRepository {
  private readonly stated = new Map<string, ReadonlyMap<CalendarDay, StatedDay>>();
  private readonly found = new Map<string, ReconciliationResult>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  storeTotals(account: AccountKey, days: readonly NetworkDay[]): Promise<void> {
    const rows = this.storage.rowsOf(account);
    const replaced = new Set<string>(days.map(({ day }) => day));
    const kept = [...rows.dailyTotals].filter(([, total]) => !replaced.has(total.day));
    const stated = days.flatMap(({ totals }) => totals.map((total) => [keyOf(total), total] as const));
    this.storage.replaceRows(account, { ...rows, dailyTotals: new Map([...kept, ...stated]) });
    this.cover(
      account,
      days.map(({ day, zone }) => [day, zone]),
    );
    return Promise.resolve();
  }

  coverDays(
    account: AccountKey,
    { first, last }: { readonly first: CalendarDay; readonly last: CalendarDay },
  ): Promise<void> {
    const totals = [...this.storage.rowsOf(account).dailyTotals.values()];
    const newest = totals.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
    if (!newest) return Promise.resolve();
    const days: [CalendarDay, string][] = [];
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const own = totals.find((total) => total.day === day);
      days.push([day, (own ?? newest).zone]);
    }
    this.cover(account, days);
    return Promise.resolve();
  }

  compareDays(account: AccountKey, question: ComparisonQuestion): Promise<readonly ComparedDay[]> {
    const days = [...(this.stated.get(ownerOf(account)) ?? [])]
      .filter(([day]) => day >= question.first && day <= question.last)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Promise.resolve(days.map(([day, stated]) => this.compared(account, question, { day, ...stated })));
  }

  saveResult(account: AccountKey, result: Omit<ReconciliationResult, 'comparedAt'>): Promise<void> {
    this.found.set(ownerOf(account), { ...result, comparedAt: this.storage.clock.now() });
    return Promise.resolve();
  }

  results(agencyId: string): Promise<ReadonlyMap<string, ReconciliationResult>> {
    const own = [...this.storage.accounts.values()].filter(({ account }) => account.agencyId === agencyId);
    const results = own.flatMap(({ account: { id } }) => {
      const result = this.found.get(ownerOf({ agencyId, accountId: id }));
      return result ? [[id, result] as const] : [];
    });
    return Promise.resolve(new Map(results));
  }

  private cover(account: AccountKey, days: readonly (readonly [CalendarDay, string])[]): void {
    const statedAt = this.storage.clock.now();
    const known = this.stated.get(ownerOf(account)) ?? new Map<CalendarDay, StatedDay>();
    const fresh = days.map(([day, zone]) => [day, { zone, statedAt }] as const);
    this.stated.set(ownerOf(account), new Map([...known, ...fresh]));
  }

  private compared(
    account: AccountKey,
    question: ComparisonQuestion,
    { day, zone, statedAt }: StatedDay & { readonly day: CalendarDay },
  ): ComparedDay {
    const span = { from: startOfDay(day, zone), until: startOfDay(addDays(day, 1), zone) };
    const readings = this.readingsOf(account).filter(
      ({ window }) => window.from < span.until && window.to > span.from,
    );
    const [last] = readings.flatMap(({ finishedAt, outcome }) =>
      finishedAt === null || outcome === 'running' ? [] : [{ finishedAt, outcome }],
    );
    const rows = this.storage.rowsOf(account);
    const waiting = [...rows.quarantined.values()].filter((row) => row.resolvedAt === null);
    return {
      day,
      startsAt: span.from,
      endsAt: span.until,
      statedAt,
      lastReading: last ?? null,
      quarantinedRows: waiting.filter(({ firstSeenAt }) =>
        readings.some(
          (run) => run.startedAt <= firstSeenAt && firstSeenAt <= (run.finishedAt ?? firstSeenAt),
        ),
      ).length,
      amounts: comparedAmounts(rows, { ...question, day, isOnDay: (at) => dayInZone(at, zone) === day }),
    };
  }

  /** Readings of the network only, newest first. */
  private readingsOf({ agencyId, accountId }: AccountKey) {
    return [...this.storage.runs.values()]
      .filter((run) => run.agencyId === agencyId && run.accountId === accountId)
      .filter((run) => tiersBeside('hot').includes(run.tier))
      .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
  }
}

function keyOf({ day, currency }: NetworkTotal): string {
  return `${day} ${currency}`;
}

function ownerOf({ agencyId, accountId }: AccountKey): string {
  return `${agencyId} ${accountId}`;
}

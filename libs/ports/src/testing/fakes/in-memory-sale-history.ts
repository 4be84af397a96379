import {
  changeKind,
  earningsEffects,
  sees,
  subtractDecimals,
  sumDecimals,
  type EarningsEffect,
  type NetworkAccount,
  type NetworkId,
} from '@tributary/domain';
import type { AccountKey } from '../../sale-repository';
import {
  SaleHistoryRepository,
  type ChangeCursor,
  type ChangeFilter,
  type ChangeSum,
  type ChangeSumQuery,
  type ReversalVersion,
  type SaleChange,
  type SaleVersion,
  type StoringRun,
} from '../../sale-history-repository';
import type { InMemoryStorage } from './in-memory-storage';
import { reversalVersionsOf, saleVersionsOf, type Stretch } from './sale-versions';

/** Compares what was stored with what replaced it. Knows no exchange rate: other currencies stay unconverted. */
export class InMemorySaleHistoryRepository extends SaleHistoryRepository {
  constructor(
    private readonly storage: InMemoryStorage,
    private readonly since = new Date('2020-01-01T00:00:00Z'),
  ) {
    super();
  }

  listChanges(
    agencyId: string,
    filter: ChangeFilter,
    page: { readonly limit: number; readonly after: ChangeCursor | null },
  ): Promise<readonly SaleChange[]> {
    const changes = this.changes(agencyId, filter)
      .sort((a, b) => -compare(cursorOf(a), cursorOf(b)))
      .filter((change) => page.after === null || compare(cursorOf(change), page.after) < 0);
    return Promise.resolve(changes.slice(0, page.limit));
  }

  summarizeChanges(query: ChangeSumQuery): Promise<readonly ChangeSum[]> {
    const effects = this.changes(query.agencyId, query).flatMap((change) =>
      change.effects.map((effect) => ({ change, effect })),
    );
    const groups = Map.groupBy(effects, ({ change, effect }) => `${change.network} ${effect.currency}`);
    const sums = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
    return Promise.resolve(sums.flatMap(([, group]) => sumOf(group, query)));
  }

  historyOf(
    account: AccountKey,
    externalOrderId: string,
  ): Promise<{ readonly sale: readonly SaleVersion[]; readonly reversals: readonly ReversalVersion[] }> {
    const stretches = this.stretches(account);
    return Promise.resolve({
      sale: saleVersionsOf(stretches, externalOrderId),
      reversals: reversalVersionsOf(stretches, externalOrderId),
    });
  }

  keptSince(): Promise<Date | null> {
    return Promise.resolve(this.since);
  }

  private changes(agencyId: string, filter: ChangeFilter): SaleChange[] {
    return [...this.storage.accounts.values()]
      .map(({ account }) => account)
      .filter((account) => account.agencyId === agencyId)
      .filter(({ network, id }) => isAmong(filter.networks, network) && sees(filter.accounts, id))
      .flatMap((account) => this.changesOf(account))
      .filter(({ changedAt }) => isWithin(changedAt, filter))
      .filter(({ run }) => run?.tier !== 'backfill');
  }

  private changesOf(account: NetworkAccount): SaleChange[] {
    const stretches = this.stretches({ agencyId: account.agencyId, accountId: account.id });
    const orders = new Set(stretches.flatMap(({ rows }) => [...rows.sales.keys()]));
    return [...orders].flatMap((order) => {
      const versions = saleVersionsOf(stretches, order);
      return versions.flatMap((version, index) => {
        if (version.until === null) return [];
        const next = version.isRemoved ? null : versions[index + 1];
        return [changeOf(account, order, { before: version, after: next ?? null })];
      });
    });
  }

  private stretches(key: AccountKey): readonly Stretch[] {
    const past = this.storage.pastOf(key);
    const ends = [...past, { rows: this.storage.rowsOf(key), until: null }];
    return ends.map(({ rows, until }, index) => {
      const stored = past[index - 1];
      return {
        rows,
        since: stored?.until ?? new Date(0),
        until,
        run: stored ? this.runOf(stored.runId) : null,
        lastGoodSyncAt: stored?.lastGoodSyncAt ?? null,
      };
    });
  }

  private runOf(id: string): StoringRun | null {
    const run = this.storage.runs.get(id);
    return run ? { id, trigger: run.trigger, tier: run.tier } : null;
  }
}

function changeOf(
  account: NetworkAccount,
  externalOrderId: string,
  step: { readonly before: SaleVersion; readonly after: SaleVersion | null },
): SaleChange {
  const [before, after] = [step.before.sale, step.after?.sale ?? null];
  return {
    id: { accountId: account.id, externalOrderId },
    network: account.network,
    accountLabel: account.label,
    kind: changeKind(before, after),
    changedAt: step.before.until ?? new Date(0),
    before,
    after,
    effects: earningsEffects(before, after),
    lastGoodSyncAt: step.before.ended?.lastGoodSyncAt ?? null,
    run: step.before.ended?.run ?? null,
  };
}

function sumOf(
  group: readonly { readonly change: SaleChange; readonly effect: EarningsEffect }[],
  { reportingCurrency }: ChangeSumQuery,
): ChangeSum[] {
  const [first] = group;
  if (!first) return [];
  const { currency } = first.effect;
  const ended = group.filter(({ change }) => change.effects.at(-1)?.currency === currency);
  const sales = new Set(ended.map(({ change }) => `${change.id.accountId} ${change.id.externalOrderId}`));
  const effect = sumDecimals(group.map((one) => one.effect.amount));
  const converted = currency === reportingCurrency ? effect : '0';
  const unconverted = subtractDecimals(effect, converted);
  return [{ network: first.change.network, currency, sales: sales.size, effect, converted, unconverted }];
}

function isWithin(at: Date, { since, until }: ChangeFilter): boolean {
  return (since === null || at >= since) && (until === null || at < until);
}

function isAmong(allowed: readonly NetworkId[], value: NetworkId): boolean {
  return allowed.length === 0 || allowed.includes(value);
}

function cursorOf({ changedAt, id }: SaleChange): ChangeCursor {
  return { changedAt, ...id };
}

function compare(a: ChangeCursor, b: ChangeCursor): number {
  const keys = (cursor: ChangeCursor) => [cursor.accountId, cursor.externalOrderId];
  const [left, right] = [keys(a).join(' '), keys(b).join(' ')];
  if (a.changedAt.getTime() !== b.changedAt.getTime()) return a.changedAt.getTime() - b.changedAt.getTime();
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

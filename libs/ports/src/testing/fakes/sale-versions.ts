import { settledSale, type SaleSnapshot } from '@tributary/domain';
import type { ReversalVersion, SaleVersion, Storing } from '../../sale-history-repository';
import type { AccountRows, StoredReversal } from './in-memory-storage';
import { linkedSales } from './sale-views';

/** What an account had stored from one page to the next. */
export interface Stretch extends Storing {
  readonly rows: AccountRows;
  readonly since: Date;
  readonly until: Date | null;
}

type Linked = ReturnType<typeof linkedSales>[number];

export function saleVersionsOf(stretches: readonly Stretch[], externalOrderId: string): SaleVersion[] {
  const shown = stretches.map((stretch) => {
    const found = linkedSales(stretch.rows).find(({ sale }) => sale.externalOrderId === externalOrderId);
    const sale = found && snapshotOf(found);
    return { stretch, value: sale, text: JSON.stringify([found?.sale, sale]) };
  });
  return versionsOf(shown).map(({ value, ...version }) => ({ ...version, sale: value }));
}

/** Oldest first, of several by id. */
export function reversalVersionsOf(
  stretches: readonly Stretch[],
  externalOrderId: string,
): ReversalVersion[] {
  const linked = stretches.map((stretch) => ({
    stretch,
    reversals:
      linkedSales(stretch.rows).find(({ sale }) => sale.externalOrderId === externalOrderId)?.reversals ?? [],
  }));
  const ids = new Set(linked.flatMap(({ reversals }) => reversals.map((one) => one.externalReversalId)));
  return [...ids]
    .sort()
    .flatMap((externalReversalId) => {
      const shown = linked.map(({ stretch, reversals }) => {
        const value = reversals.find((one) => one.externalReversalId === externalReversalId);
        return { stretch, value, text: JSON.stringify(value) };
      });
      return versionsOf(shown).map(({ value, ...version }) => ({
        ...version,
        externalReversalId,
        reversal: detailsOf(value),
      }));
    })
    .sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** One version for every run of stretches that say the same. */
function versionsOf<Value>(
  shown: readonly {
    readonly stretch: Stretch;
    readonly value: Value | undefined;
    readonly text: string;
  }[],
) {
  const starts = shown.filter((one, index) => one.text !== shown[index - 1]?.text);
  return starts.flatMap(({ stretch, value }, index) => {
    const next = starts[index + 1];
    if (value === undefined) return [];
    const isNew = starts[index - 1]?.value === undefined;
    return [
      {
        since: stretch.since,
        until: next?.stretch.since ?? null,
        isRemoved: next !== undefined && next.value === undefined,
        // When the account was read before is only kept for what was stored before.
        stored: isNew ? { run: stretch.run, lastGoodSyncAt: null } : storing(stretch),
        ended: next ? storing(next.stretch) : null,
        value,
      },
    ];
  });
}

function storing({ run, lastGoodSyncAt }: Stretch): Storing {
  return { run, lastGoodSyncAt };
}

function snapshotOf({ sale, reversals }: Linked): SaleSnapshot {
  const { status, reversedAmount, reversedCommission } = settledSale(sale, reversals);
  const { orderNumber, productName, amount, currency, commission, commissionCurrency, saleDate } = sale;
  return {
    ...{ orderNumber, productName, status, amount, currency, commission, commissionCurrency },
    ...{ reversedAmount, reversedCommission },
    saleDate,
  };
}

function detailsOf({ kind, reversedAt, observed, amount, commission }: StoredReversal) {
  return { kind, reversedAt, observed, amount, commission };
}

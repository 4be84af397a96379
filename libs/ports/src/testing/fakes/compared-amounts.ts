import {
  compareDecimals,
  type ComparedAmount,
  type Currency,
  type DecimalText,
  NOTHING_STATED,
  type OwnFigures,
  roundDecimal,
  type Sale,
  type StatedFigures,
  subtractDecimals,
  sumDecimals,
} from '@tributary/domain';
import type { NetworkTotal } from '../../network-gateway';
import type { ComparisonQuestion } from '../../reconciliation-repository';
import type { AccountRows, StoredReversal } from './in-memory-storage';
import { linkedSales } from './sale-views';

type DayQuestion = Pick<ComparisonQuestion, 'reversalsCountOn' | 'counts'> & {
  readonly day: string;
  readonly isOnDay: (at: Date) => boolean;
};

/** The rows of one day in one currency. */
interface DayRows {
  readonly sales: readonly Sale[];
  readonly reversals: readonly StoredReversal[];
}

/** Both sides of a day, by currency, with plain loops where Postgres has one statement. */
export function comparedAmounts(rows: AccountRows, question: DayQuestion): readonly ComparedAmount[] {
  const stated = [...rows.dailyTotals.values()].filter((total) => total.day === question.day);
  const own = rowsOfDay(rows, question);
  const currencies = new Set([
    ...stated.map((total) => total.currency),
    ...own.sales.map((sale) => sale.commissionCurrency),
    ...own.reversals.map((one) => one.commissionCurrency),
  ]);
  return [...currencies].toSorted().map((currency) => {
    const total = stated.find((one) => one.currency === currency);
    const day = {
      sales: own.sales.filter((sale) => sale.commissionCurrency === currency),
      reversals: own.reversals.filter((one) => one.commissionCurrency === currency),
    };
    return amountOf(currency, { total, day, rows, question });
  });
}

function rowsOfDay(rows: AccountRows, { reversalsCountOn, isOnDay }: DayQuestion): DayRows {
  const sales = [...rows.sales.values()].filter((sale) => isOnDay(sale.saleDate));
  if (reversalsCountOn === 'own-day') {
    return { sales, reversals: [...rows.reversals.values()].filter((one) => isOnDay(one.reversedAt)) };
  }
  const linked = linkedSales(rows).filter(({ sale }) => isOnDay(sale.saleDate) && sale.state === 'completed');
  return { sales, reversals: linked.flatMap(({ reversals }) => reversals) };
}

function amountOf(
  currency: Currency,
  context: {
    readonly total: NetworkTotal | undefined;
    readonly day: DayRows;
    readonly rows: AccountRows;
    readonly question: DayQuestion;
  },
): ComparedAmount {
  const { total, day, rows, question } = context;
  const pending = day.sales.filter((sale) => sale.state === 'pending');
  const paid = day.sales.filter((sale) => sale.state === 'completed');
  const changes = [
    ...day.sales.map((sale) => rows.changedAt.get(`sales ${sale.externalOrderId}`)),
    ...day.reversals.map((one) => rows.changedAt.get(`reversals ${one.externalReversalId}`)),
  ].flatMap((at) => at?.getTime() ?? []);
  return {
    currency,
    network: total ? statedBy(total) : NOTHING_STATED,
    ours: figuresOf({ ...day, sales: paid }, question.counts),
    pendingSales: pending.length,
    pendingCommission: sum(pending),
    salesWithoutCommission: paid.filter(({ commission }) => compareDecimals(commission ?? '0', '0') === 0)
      .length,
    changedAt: changes.length === 0 ? null : new Date(Math.max(...changes)),
  };
}

function statedBy(total: NetworkTotal): StatedFigures {
  const exact = (value: DecimalText | null) => (value === null ? null : roundDecimal(value, 4));
  return {
    conversions: total.conversions,
    reversals: total.reversals,
    grossCommission: exact(total.grossCommission),
    voidedCommission: exact(total.voidedCommission),
    netCommission: exact(total.netCommission),
  };
}

function figuresOf({ sales, reversals }: DayRows, counts: ComparisonQuestion['counts']): OwnFigures {
  const [gross, voided] = [sum(sales), sum(reversals)];
  const orders = new Set(sales.map((sale) => `${orderOf(sale.linkKey)} ${sale.saleDate.getTime()}`));
  const reversed = new Set(
    reversals.map((one) => `${orderOf(one.linkKey)} ${one.kind} ${one.reversedAt.getTime()}`),
  );
  return {
    conversions: counts === 'sales' ? sales.length : orders.size,
    reversals: counts === 'sales' ? reversals.length : reversed.size,
    grossCommission: gross,
    voidedCommission: voided,
    netCommission: roundDecimal(subtractDecimals(gross, voided), 4),
  };
}

/** Where an order has several lines, the last part of their link keys is the line. */
function orderOf(linkKey: string): string {
  return linkKey.replace(/:[^:]*$/, '');
}

function sum(rows: readonly { readonly commission: DecimalText | null }[]): DecimalText {
  return roundDecimal(sumDecimals(rows.map(({ commission }) => commission ?? '0')), 4);
}

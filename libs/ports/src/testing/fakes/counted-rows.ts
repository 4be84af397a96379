import {
  compareDecimals,
  dayInZone,
  NO_FIGURES,
  subtractDecimals,
  sumDecimals,
  type CalendarDay,
  type Currency,
  type Figures,
  type NetworkAccount,
  type NetworkId,
  type Sale,
} from '@tributary/domain';
import type { FiguresQuery } from '../../figures-repository';
import type { SaleView } from '../../sale-repository';
import type { AccountRows, StoredReversal } from './in-memory-storage';
import { linkedSales, saleView } from './sale-views';

/** What one sale or one reversal counts for, in its own currencies. */
export interface CountedRow {
  readonly day: CalendarDay;
  readonly rateDay: CalendarDay;
  readonly network: NetworkId;
  readonly currency: Currency;
  readonly commissionCurrency: Currency;
  readonly figures: Figures;
}

interface LinkedSale {
  readonly sale: Sale;
  readonly reversals: readonly StoredReversal[];
  readonly view: SaleView;
}

/** Of one account, within the query's span and statuses. */
export function countedRowsOf(account: NetworkAccount, rows: AccountRows, query: FiguresQuery): CountedRow[] {
  const linked = linkedSales(rows).map((one) => ({
    ...one,
    view: saleView(account, one.sale, one.reversals),
  }));
  const known = new Set(linked.flatMap(({ reversals }) => reversals));
  const unlinked = [...rows.reversals.values()].filter((one) => !known.has(one));
  const chosen = linked.filter(
    ({ view }) => query.statuses.length === 0 || query.statuses.includes(view.status),
  );
  const place = (at: Date, saleDate: Date) => ({
    at,
    day: dayInZone(at, query.zone),
    rateDay: dayInZone(saleDate, query.zone),
    network: account.network,
  });
  const placeOfReversal = (one: StoredReversal, saleDate: Date) =>
    place(query.clock === 'sale-date' ? saleDate : one.reversedAt, saleDate);
  return [
    ...chosen.map((one) => ({
      ...place(one.sale.saleDate, one.sale.saleDate),
      ...counted(one.sale, figuresOfSale(one)),
    })),
    ...chosen
      .filter(({ view }) => view.status !== 'pending')
      .flatMap(({ sale, reversals }) =>
        reversals.map((one) => ({
          ...placeOfReversal(one, sale.saleDate),
          ...counted(one, figuresOfReversal(one, sale.amount !== null)),
        })),
      ),
    ...(query.statuses.length === 0 ? unlinked : []).map((one) => ({
      ...placeOfReversal(one, one.reversedAt),
      ...counted(one, figuresOfReversal(one, true)),
    })),
  ].filter(({ at }) => at >= query.from && at < query.until);
}

function counted(row: Sale | StoredReversal, figures: Figures) {
  return { currency: row.currency, commissionCurrency: row.commissionCurrency, figures };
}

function figuresOfSale(linked: LinkedSale): Figures {
  const { sale, view } = linked;
  if (view.status === 'pending') return figuresOfPending(linked);
  return {
    ...NO_FIGURES,
    earned: sale.commission ?? '0',
    gross: sale.amount ?? '0',
    sales: 1,
    grossKnownSales: Number(sale.amount !== null),
    reversedSales: Number(view.status !== 'completed' || isPartlyRefunded(linked)),
    chargebackSales: Number(view.status === 'chargeback'),
  };
}

function figuresOfPending({ sale, view }: LinkedSale): Figures {
  const pending = sale.commission === null ? '0' : subtractDecimals(sale.commission, view.reversedCommission);
  return { ...NO_FIGURES, pending, pendingSales: 1 };
}

/** A commission that was only voided is no refund. */
function isPartlyRefunded({ sale, reversals, view }: LinkedSale): boolean {
  if (reversals.every(({ kind }) => kind === 'void')) return false;
  const given = reversals.filter((one) => one.currency === sale.currency).map((one) => one.amount ?? '0');
  return [sumDecimals(given), view.reversedCommission].some((part) => compareDecimals(part, '0') > 0);
}

function figuresOfReversal(one: StoredReversal, tellsGross: boolean): Figures {
  const isGross = one.kind !== 'void' && tellsGross;
  return {
    ...NO_FIGURES,
    reversed: one.commission ?? '0',
    refundedGross: (isGross ? one.amount : null) ?? '0',
  };
}

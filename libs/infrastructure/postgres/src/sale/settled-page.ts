import { type Reversal, type Sale, type SettledSale, settledSale } from '@tributary/domain';

/** A sale of the page, and what the page itself says of its reversals. */
export interface PageSale {
  readonly sale: Sale;
  /** The page tells reversals of its order. */
  readonly isReversed: boolean;
  /** What they make of it, where nothing of its order is stored: null when the page alone does not decide that. */
  readonly settled: SettledSale | null;
}

/** More places than a column keeps: what the database rounds, it adds up. */
const isRounded = (amounts: readonly (string | null)[]) => amounts.some((one) => /\.\d{5}/.test(one ?? ''));

/**
 * Most refunds come with their sale, or their sale is the only one of its order: then both are written once, as they are in
 * the end. Of several sales of one order the database decides which of them a reversal belongs to.
 * @returns the sales with reversals before the others.
 */
export function settledPage(sales: readonly Sale[], reversals: readonly Reversal[]): PageSale[] {
  const told = Map.groupBy(reversals, (reversal) => reversal.linkKey);
  if (told.size === 0) return sales.map((sale) => ({ sale, isReversed: false, settled: null }));
  const reversed = sales.filter(({ linkKey }) => told.has(linkKey));
  const alone = new Set(onlyOnes(reversed));
  return [
    ...reversed.map((sale) => ({
      sale,
      isReversed: true,
      settled: alone.has(sale) ? settledAlone(sale, told.get(sale.linkKey) ?? []) : null,
    })),
    ...sales
      .filter(({ linkKey }) => !told.has(linkKey))
      .map((sale) => ({ sale, isReversed: false, settled: null })),
  ];
}

/** The sales of orders by the orders' link keys. */
export function ownersAmong(
  sales: readonly PageSale[],
  linkKeys: readonly string[],
): ReadonlyMap<string, PageSale> {
  const wanted = new Set(linkKeys);
  return new Map(sales.flatMap((one) => (wanted.has(one.sale.linkKey) ? [[one.sale.linkKey, one]] : [])));
}

function onlyOnes(sales: readonly Sale[]): Sale[] {
  return [...Map.groupBy(sales, (sale) => sale.linkKey).values()].flatMap((group) =>
    group.length === 1 ? group : [],
  );
}

function settledAlone(sale: Sale, reversals: readonly Reversal[]): SettledSale | null {
  const amounts = [sale, ...reversals].flatMap(({ amount, commission }) => [amount, commission]);
  return isRounded(amounts) ? null : settledSale(sale, reversals);
}

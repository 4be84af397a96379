import type { Dashboard } from '@tributary/api-contract';
import { isZero, negated } from './decimals';
import type { DashboardWords } from './words';

/** What has no known rate yet, beside the totals and in its own currencies; null when all is converted. */
export function notConvertedText(rows: Dashboard['notConverted'], words: DashboardWords): string | null {
  const sales = rows.reduce((sum, row) => sum + row.sales, 0);
  const amounts = rows.flatMap((row) => [
    ...(isZero(row.earned) ? [] : [words.money(row.earned, row.currency)]),
    ...(isZero(row.reversed) ? [] : [`${words.money(negated(row.reversed), row.currency)} reversed`]),
  ]);
  if (rows.length === 0) return null;
  const waiting = sales === 1 ? '1 sale waits' : `${words.count(sales)} sales wait`;
  const listed = amounts.length === 0 ? '' : `: ${amounts.join(', ')}`;
  return `${waiting} for an exchange rate, listed beside the total as not converted${listed}.`;
}

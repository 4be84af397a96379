import { instantInZone, sumDecimals, type DecimalText } from '@tributary/domain';
import type { SaleView } from '@tributary/ports';
import type { CsvColumn } from '../csv/csv-file';

/**
 * Sales as rows of a file. Amounts are exact and in the currency they were told in; an empty cell was not reported. The
 * headers are names that our own import knows.
 * @param asOf the moment the file tells of; every row says it, and the zone, so that the rows stay true when they are moved.
 */
export function salesColumns(zone: string, asOf: Date): readonly CsvColumn<SaleView>[] {
  const at = (moment: Date) => instantInZone(moment, zone);
  const told = at(asOf);
  return [
    { header: 'Sale date', cell: ({ saleDate }) => at(saleDate) },
    { header: 'Network', cell: ({ network }) => network },
    { header: 'Account', cell: ({ accountLabel }) => accountLabel },
    { header: 'Order ID', cell: ({ id }) => id.externalOrderId },
    { header: 'Order number', cell: ({ orderNumber }) => orderNumber },
    { header: 'Product', cell: ({ productName }) => productName },
    { header: 'Status', cell: ({ status }) => status },
    { header: 'Gross', cell: ({ amount }) => amount },
    { header: 'Gross currency', cell: ({ currency }) => currency },
    { header: 'Commission', cell: ({ commission }) => commission },
    { header: 'Commission currency', cell: ({ commissionCurrency }) => commissionCurrency },
    { header: 'Refund date', cell: ({ reversals }) => lastReversal(reversals, at) },
    { header: 'Refund amount', cell: ({ reversals }) => sumOf(reversals) },
    {
      header: 'Reversed commission',
      cell: (sale) => (sale.reversals.length > 0 ? sale.reversedCommission : null),
    },
    { header: 'Time zone', cell: () => zone },
    { header: 'As of', cell: () => told },
  ];
}

type Reversals = SaleView['reversals'];

function lastReversal(reversals: Reversals, at: (moment: Date) => string): string | null {
  const last = reversals.at(-1);
  return last ? at(last.reversedAt) : null;
}

/** Null where one of them is not reported: a part is no sum. */
function sumOf(reversals: Reversals): DecimalText | null {
  const known = reversals.flatMap(({ amount }) => amount ?? []);
  return known.length === 0 || known.length < reversals.length ? null : sumDecimals(known);
}

import type { OwnTotals } from '@tributary/ports';

/** What `byday` is good for besides visits. Nobody states on which day it counts a void. */
export function dailyReport(networkName: string): OwnTotals {
  return {
    source: 'with-sales',
    reversalsCountOn: 'day-of-sale',
    counts: 'sales',
    daysARun: 0,
    says: `${networkName} reports conversions and commissions by day, for affiliates only. On which day it counts a voided commission is not known: that of the sale is assumed.`,
  };
}

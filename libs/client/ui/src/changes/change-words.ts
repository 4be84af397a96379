import type { DateFormats } from '../format/date-formats';
import type { NumberFormats } from '../format/number-formats';
import { signOf, type DecimalText } from '../format/number-text';
import type { ChangeOrigin, SaleChangeKind, SaleState } from './sale-state';

export interface ChangeFormats {
  readonly numbers: NumberFormats;
  readonly dates: DateFormats;
  readonly now: Date;
}

/** One thing that changed, old and new in words. */
export interface ChangeLine {
  readonly label: string;
  readonly old: string;
  readonly now: string;
}

const UNKNOWN = 'not reported';

const STATUS: Readonly<Record<SaleState['status'], string>> = {
  pending: 'pending',
  completed: 'completed',
  refunded: 'refunded',
  chargeback: 'charged back',
};

const TITLES: Readonly<Record<Exclude<SaleChangeKind, 'reversed' | 'status'>, string>> = {
  'first-seen': 'First seen',
  'reversal-withdrawn': 'Reversal withdrawn',
  amount: 'Gross changed',
  commission: 'Commission changed',
  removed: 'Removed',
  date: 'Date of sale changed',
  details: 'Details changed',
};

/** What asked no network between two readings. */
const TRIGGERS: Readonly<Record<string, string>> = {
  import: 'By a file',
  postback: 'Sent by the network',
};
const KEPT = 'Read again from what is kept';
const TIERS: Readonly<Record<string, string>> = { replay: KEPT, 'raw-pages': KEPT };

/** "Refunded", "Completed", "Commission changed" */
export function changeTitle(kind: SaleChangeKind, after: SaleState | null): string {
  if (kind !== 'reversed' && kind !== 'status') return TITLES[kind];
  const status = STATUS[after?.status ?? 'completed'];
  const isPart = kind === 'reversed' && (status === STATUS.completed || status === STATUS.pending);
  return isPart ? 'Partly taken back' : `${status.slice(0, 1).toUpperCase()}${status.slice(1)}`;
}

/** Everything a person can see of a change, what moves money first. */
export function changeLines(before: SaleState, after: SaleState, formats: ChangeFormats): ChangeLine[] {
  const read = readers(formats);
  return Object.entries(read).flatMap(([label, textOf]) => {
    const [old, now] = [textOf(before), textOf(after)];
    return old === now ? [] : [{ label, old, now }];
  });
}

/** "Between the readings of 13:23 and 14:23", or who else it was. */
export function changeOrigin({ at, lastGoodSyncAt, run }: ChangeOrigin, formats: ChangeFormats): string {
  const { dates, now } = formats;
  const who = run && (TRIGGERS[run.trigger] ?? TIERS[run.tier]);
  if (who) return `${who}, ${dates.moment(at, now)}`;
  if (lastGoodSyncAt === null) return `Found by the reading of ${dates.moment(at, now)}`;
  const isSameDay = dates.dayOf(at) === dates.dayOf(lastGoodSyncAt);
  const end = isSameDay ? dates.time(at) : dates.moment(at, now);
  return `Between the readings of ${dates.moment(lastGoodSyncAt, now)} and ${end}`;
}

function readers({
  numbers,
  dates,
  now,
}: ChangeFormats): Readonly<Record<string, (sale: SaleState) => string>> {
  const money = (value: DecimalText | null, currency: string) =>
    value === null ? UNKNOWN : numbers.money(value, currency);
  const taken = (value: DecimalText, currency: string) =>
    signOf(value) === 0 ? 'nothing' : numbers.money(value, currency);
  return {
    Status: (sale) => STATUS[sale.status],
    Commission: (sale) => money(sale.commission, sale.commissionCurrency),
    'Commission taken back': (sale) => taken(sale.reversedCommission, sale.commissionCurrency),
    Gross: (sale) => money(sale.amount, sale.currency),
    'Gross given back': (sale) => taken(sale.reversedAmount, sale.currency),
    Sold: (sale) => dates.moment(sale.saleDate, now),
    Product: (sale) => sale.productName ?? UNKNOWN,
    Order: (sale) => sale.orderNumber,
  };
}

import {
  addDays,
  type CalendarDay,
  type Currency,
  type DecimalText,
  startOfDay,
  sumDecimals,
} from '@tributary/domain';
import type { NetworkDay } from '@tributary/ports';
import { parseDecimal } from '../../kit/wire-decimal';
import { readWire } from '../../kit/wire-schema';
import type { HotmartAccess, HotmartApi } from './hotmart-api.gateway';
import { followPages } from './hotmart-listing.gateway';
import { summaryItemSchema } from './hotmart.schema';

/** The statuses that count as completed, and those that were completed and taken back whole. */
const KEPT = ['APPROVED', 'COMPLETE', 'PARTIALLY_REFUNDED'];
const TAKEN_BACK = ['REFUNDED', 'CHARGEBACK'];

interface Sum {
  readonly count: number;
  readonly commission: DecimalText;
}

type Sums = ReadonlyMap<Currency, Sum>;
const NOTHING: Sum = { count: 0, commission: '0.00' };

export interface SummedDay {
  readonly day: CalendarDay;
  readonly zone: string;
}

/** An order day as `sales/summary` states it: commission by currency, once for sales that stand, once for reversed ones. */
export async function summedDay(
  api: HotmartApi,
  { day, zone }: SummedDay,
  access: HotmartAccess,
): Promise<NetworkDay> {
  // Whether the end is included is not known; sales carry milliseconds.
  const lastMillisecond = new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
  const window = { from: startOfDay(day, zone), to: lastMillisecond };
  const sums = async (statuses: readonly string[]): Promise<Sums> => {
    const found = new Map<Currency, Sum>();
    for await (const { items } of followPages(api, { resource: 'summary', window, statuses }, access)) {
      for (const item of items) {
        const { total_items: count, total_value: value } = readWire(summaryItemSchema, item, 'Hotmart');
        found.set(value.currency_code, { count, commission: value.value });
      }
    }
    return found;
  };
  const [kept, taken] = [await sums(KEPT), await sums(TAKEN_BACK)];
  const totals = [...new Set([...kept.keys(), ...taken.keys()])].map((currency) => {
    const [stands, reversed] = [kept.get(currency) ?? NOTHING, taken.get(currency) ?? NOTHING];
    return {
      ...{ day, zone, currency, visits: null },
      conversions: stands.count + reversed.count,
      reversals: reversed.count,
      grossCommission: parseDecimal(sumDecimals([stands.commission, reversed.commission])),
      voidedCommission: reversed.commission,
      netCommission: stands.commission,
    };
  });
  return { day, zone, totals };
}

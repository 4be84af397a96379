import { type CalendarDay, currency } from '@tributary/domain';
import { type NetworkDay, UnexpectedResponse } from '@tributary/ports';
import type { NetworkResponse } from '../../kit/network-http';

/** Test orders and fees are types of their own: asking by type leaves them out (facts 7, 11). */
const CONVERSIONS = ['SALE', 'BILL'] as const;
const REVERSALS = ['RFND', 'CGBK'] as const;
const USD = currency('USD');

export interface CountedDay {
  readonly day: CalendarDay;
  readonly zone: string;
  /** Null: both roles. */
  readonly role: string | null;
}

/** The orders of a day as `orders2/count` counts them, one request a type. It tells no amounts (facts 11). */
export async function countedDay(
  { day, zone, role }: CountedDay,
  get: (path: string) => Promise<NetworkResponse>,
): Promise<NetworkDay> {
  const count = async (types: readonly string[]) => {
    let orders = 0;
    for (const type of types) orders += countOf(await get(countPath(day, role, type)));
    return orders;
  };
  const total = {
    ...{ day, zone, currency: USD, conversions: await count(CONVERSIONS), reversals: await count(REVERSALS) },
    ...{ grossCommission: null, voidedCommission: null, netCommission: null, visits: null },
  };
  return { day, zone, totals: [total] };
}

function countPath(day: CalendarDay, role: string | null, type: string): string {
  const query = new URLSearchParams({ startDate: day, endDate: day, type, ...(role !== null && { role }) });
  return `/orders2/count?${query.toString()}`;
}

/** A plain number, whatever the content type says. */
function countOf({ text }: NetworkResponse): number {
  const number = text.trim().replace(/^"(.*)"$/, '$1');
  if (/^\d{1,9}$/.test(number)) return Number(number);
  throw new UnexpectedResponse('ClickBank sent a count of orders that is no number.');
}

import { type ACCOUNTS, ZONE } from '@tributary/e2e-installation';
import type { RunningSimulator } from '@tributary/network-simulator';
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
const LONGEST_GAP_DAYS = 10;

/** Networks that send a reversal as a row of its own; the others tell it on the row of its sale only. */
const ownRows: readonly string[] = ['clickbank', 'digistore24'];

/** day → currency → units of it for one euro. */
export type Rates = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the simulator's rate feed by itself, apart from the adapter under test. */
export async function readRates(simulatorUrl: string): Promise<Rates> {
  const response = await fetch(`${simulatorUrl}/ecb/stats/eurofxref/eurofxref-hist.xml`);
  const xml = await response.text();
  const days = new Map<string, Map<string, string>>();
  let rates = new Map<string, string>();
  for (const [, time, code, rate] of xml.matchAll(
    /time=['"]([\d-]+)['"]|currency=['"](\w+)['"] rate=['"]([\d.]+)['"]/g,
  )) {
    if (time !== undefined) days.set(time, (rates = new Map<string, string>()));
    else if (code !== undefined && rate !== undefined) rates.set(code, rate);
  }
  return days;
}

export interface TruthContext {
  readonly rates: Rates;
  readonly from: Date;
  readonly until: Date;
  /** Sales before it were not read; a reversal of one of them counts on its own day. */
  readonly readSince: Date;
}

/**
 * Earnings of one network by sale date from `from` on, in euros and computed from the ground truth alone: commission of
 * completed sales less what was reversed of them, each at the rate of the sale's day in the agency's zone.
 */
export function trueEarnings(
  simulator: RunningSimulator,
  network: (typeof ACCOUNTS)[number]['network'],
  context: TruthContext,
): string {
  const truth = simulator.groundTruth(network);
  const orders = Map.groupBy(truth.sales, (sale) => orderOf(sale.orderKey));
  const earned = truth.sales
    .filter((sale) => sale.state === 'completed' && isWithin(sale.saleDate, context))
    .map((sale) => inEuros(sale.commission ?? '0', sale, context.rates));
  const reversed = truth.reversals.map(({ at, commission, commissionCurrency, orderKey }) => {
    const sale = reversedSale(orders.get(orderOf(orderKey)) ?? [], at);
    const isRead = sale !== undefined && Date.parse(sale.saleDate) >= context.readSince.getTime();
    const unreadDay = ownRows.includes(network) ? at : null;
    const saleDate = isRead ? sale.saleDate : unreadDay;
    const counts = saleDate !== null && isWithin(saleDate, context);
    return counts ? inEuros(commission, { saleDate, commissionCurrency }, context.rates) : new Exact(0);
  });
  return total(earned).minus(total(reversed)).toFixed(2);
}

function total(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0));
}

/** A refund row of ClickBank and Digistore24 has a type or a number of its own; what it shares with its sale is the order. */
function orderOf({ transactionType, transactionId, ...order }: Readonly<Record<string, string>>): string {
  const isOrderNamed = order.purchaseId !== undefined || transactionType !== undefined;
  const key = isOrderNamed ? order : { ...order, transactionId };
  return JSON.stringify(Object.entries(key).toSorted());
}

/** Of an order's sales, the newest that is not younger than the reversal. */
function reversedSale<T extends { readonly saleDate: string }>(
  sales: readonly T[],
  at: string | null,
): T | undefined {
  const candidates = at === null ? sales : sales.filter(({ saleDate }) => saleDate <= at);
  return candidates.toSorted((a, b) => a.saleDate.localeCompare(b.saleDate)).at(-1);
}

function isWithin(instant: string, span: { readonly from: Date; readonly until: Date }): boolean {
  const time = Date.parse(instant);
  return time >= span.from.getTime() && time < span.until.getTime();
}

export function inEuros(
  amount: string,
  sale: { readonly saleDate: string; readonly commissionCurrency: string },
  rates: Rates,
): Decimal {
  if (sale.commissionCurrency === 'EUR') return new Exact(amount);
  const saleDay = Temporal.Instant.from(sale.saleDate).toZonedDateTimeISO(ZONE).toPlainDate();
  for (let back = 0; back <= LONGEST_GAP_DAYS; back += 1) {
    const rate = rates.get(saleDay.subtract({ days: back }).toString())?.get(sale.commissionCurrency);
    if (rate !== undefined) return new Exact(amount).div(rate);
  }
  throw new Error(`The feed has no rate for ${sale.commissionCurrency} near ${saleDay.toString()}`);
}

/** Rounded to cents, as a person reads it. */
export function cents(amount: string): string {
  return new Exact(amount).toFixed(2);
}

import { type ApiClient, ZONE } from '@tributary/e2e-installation';
import type { GroundTruth, NetworkId, RunningSimulator } from '@tributary/network-simulator';
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { NETWORKS } from './scenario';
import type { Rows } from './stored';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
const LONGEST_GAP_DAYS = 10;
const CLOCKS = ['sale-date', 'event-date'] as const;
type BookingClock = (typeof CLOCKS)[number];

/** Networks that send a reversal as a row of its own; the others tell it on the row of its sale only. */
const OWN_ROWS: readonly NetworkId[] = ['clickbank', 'digistore24'];

/** day → currency → units of it for one euro. */
export type Rates = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the simulator's rate feed by itself, apart from the adapter under test. */
export async function readRates(simulatorUrl: string): Promise<Rates> {
  const response = await fetch(`${simulatorUrl}/ecb/stats/eurofxref/eurofxref-hist.xml`);
  const days = new Map<string, Map<string, string>>();
  let rates = new Map<string, string>();
  for (const [, time, code, rate] of (await response.text()).matchAll(
    /time=['"]([\d-]+)['"]|currency=['"](\w+)['"] rate=['"]([\d.]+)['"]/g,
  )) {
    if (time !== undefined) days.set(time, (rates = new Map<string, string>()));
    else if (code !== undefined && rate !== undefined) rates.set(code, rate);
  }
  return days;
}

/** Keeps the feed where the dashboard finds it. */
export async function storeRates(rows: Rows, rates: Rates): Promise<void> {
  const since = Temporal.Now.plainDateISO('UTC').subtract({ days: 200 }).toString();
  const values = [...rates]
    .filter(([day]) => day >= since)
    .flatMap(([day, codes]) =>
      [...codes].map(([code, rate]) => `('${code}', '${day}'::date, ${rate}, 'ecb')`),
    );
  await rows(`
    insert into exchange_rate (currency, day, per_euro, source) values ${values.join(', ')}
    on conflict (currency, day) do update set per_euro = excluded.per_euro, source = excluded.source`);
}

export interface FiguresQuestion {
  readonly client: ApiClient;
  readonly simulator: RunningSimulator;
  readonly rows: Rows;
  readonly rates: Rates;
  /** Length of the period in days; it ends today, and all of it was read. */
  readonly days: number;
}

/** What the dashboard shows for each network, by both clocks, is what the truth and the rates make. @returns differences by network. */
export async function wrongFigures(
  question: FiguresQuestion,
): Promise<ReadonlyMap<NetworkId, readonly string[]>> {
  const found = new Map<NetworkId, string[]>(NETWORKS.map((network) => [network, []]));
  const accounts = await readAccounts(question.rows);
  for (const clock of CLOCKS) {
    const shown = await question.client.dashboard(`?days=${question.days}&clock=${clock}`);
    const until = new Date(shown.generatedAt).getTime();
    const from = startOfPeriod(question.days);
    for (const network of NETWORKS) {
      const own = accounts.filter((account) => account.network === network);
      const expected = own
        .map((account) => trueEarnings(question, account, { clock, from, until }))
        .reduce((sum, earned) => sum.plus(earned), new Exact(0));
      const earnings = shown.share.find((part) => part.network === network)?.earnings ?? '0';
      if (new Exact(earnings).toFixed(2) !== expected.toFixed(2)) {
        found.get(network)?.push(`figures by ${clock}: ${earnings} instead of ${expected.toFixed(2)}`);
      }
    }
  }
  return found;
}

interface ReadAccount {
  readonly network: NetworkId;
  readonly label: string;
  /** The oldest sale that is stored: reversals of older ones have no sale here. */
  readonly readSince: string | null;
  /** The oldest reversal that is stored: the network listed older ones before the first day that was read. */
  readonly reversedSince: string | null;
}

function readAccounts(rows: Rows): Promise<ReadAccount[]> {
  return rows<ReadAccount>(`
    select network, label,
      (select to_json(min(sale_date))#>>'{}' from sale s where s.agency_id = a.agency_id and s.account_id = a.id) as "readSince",
      (select to_json(min(reversed_at))#>>'{}' from reversal r where r.agency_id = a.agency_id and r.account_id = a.id) as "reversedSince"
    from network_account a`);
}

function startOfPeriod(days: number): number {
  const first = Temporal.Now.plainDateISO(ZONE).subtract({ days: days - 1 });
  return first.toZonedDateTime(ZONE).epochMilliseconds;
}

interface Span {
  readonly clock: BookingClock;
  readonly from: number;
  readonly until: number;
}

function trueEarnings(
  { simulator, rates }: FiguresQuestion,
  account: ReadAccount,
  { clock, from, until }: Span,
): Decimal {
  const truth = simulator.groundTruth(account.network, account.label);
  const isWithin = (instant: string) => Date.parse(instant) >= from && Date.parse(instant) < until;
  const earned = truth.sales
    .filter(({ state, saleDate }) => state === 'completed' && isWithin(saleDate))
    .map((sale) => inEuros(sale.commission ?? '0', sale.commissionCurrency, { rates, day: sale.saleDate }));
  const reversed = bookings(truth, account).flatMap(({ saleDate, at, commission, currency }) => {
    const bookedAt = clock === 'event-date' ? (at ?? new Date(until - 1).toISOString()) : (saleDate ?? at);
    if (bookedAt === null || !isWithin(bookedAt)) return [];
    return [inEuros(commission, currency, { rates, day: saleDate ?? at ?? bookedAt }).neg()];
  });
  return [...earned, ...reversed].reduce((sum, amount) => sum.plus(amount), new Exact(0));
}

interface Booking {
  /** Of its sale; null where that was never read. */
  readonly saleDate: string | null;
  /** Null where the network names no date: it was seen today. */
  readonly at: string | null;
  readonly commission: string;
  readonly currency: string;
}

/** The reversals that are known here. */
function bookings(truth: GroundTruth, account: ReadAccount): readonly Booking[] {
  const orders = Map.groupBy(truth.sales, (sale) => orderOf(sale.orderKey));
  return truth.reversals.flatMap(({ at, commission, commissionCurrency, orderKey }) => {
    const read = (orders.get(orderOf(orderKey)) ?? []).filter(({ saleDate }) =>
      isSince(saleDate, account.readSince),
    );
    const sale = reversedSale(read, at);
    const isListed = OWN_ROWS.includes(account.network)
      ? isSince(at, account.reversedSince)
      : sale !== undefined;
    const booking = { saleDate: sale?.saleDate ?? null, at, commission, currency: commissionCurrency };
    return isListed ? [booking] : [];
  });
}

function isSince(instant: string | null, first: string | null): boolean {
  return instant !== null && first !== null && Date.parse(instant) >= Date.parse(first);
}

/** A refund row of ClickBank and Digistore24 has a type or a number of its own; what it shares with its sale is the order. */
function orderOf({ transactionType, transactionId, ...order }: Readonly<Record<string, string>>): string {
  const isOrderNamed = order.purchaseId !== undefined || transactionType !== undefined;
  const key = isOrderNamed ? order : { ...order, transactionId };
  return JSON.stringify(Object.entries(key).toSorted());
}

/** Of an order's sales that were read, the newest that is not younger than the reversal; the newest of all when all are. */
function reversedSale<T extends { readonly saleDate: string }>(
  sales: readonly T[],
  at: string | null,
): T | undefined {
  const newestFirst = sales.toSorted((a, b) => b.saleDate.localeCompare(a.saleDate));
  return newestFirst.find(({ saleDate }) => at === null || saleDate <= at) ?? newestFirst[0];
}

function inEuros(amount: string, code: string, { rates, day }: { rates: Rates; day: string }): Decimal {
  if (code === 'EUR') return new Exact(amount);
  const date = Temporal.Instant.from(day).toZonedDateTimeISO(ZONE).toPlainDate();
  for (let back = 0; back <= LONGEST_GAP_DAYS; back += 1) {
    const rate = rates.get(date.subtract({ days: back }).toString())?.get(code);
    if (rate !== undefined) return new Exact(amount).div(rate);
  }
  throw new Error(`The feed has no rate for ${code} near ${date.toString()}`);
}

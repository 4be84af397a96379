import { type Account, type Network } from './networks/network';
import { decimal } from './world/money';
import { type CurrencyTotals, Totals, type TrueReversal, type TrueSale } from './world/truth';

/** Money is exact decimal text, unknown is null; instants are ISO text in UTC. */
export interface GroundTruthSale {
  readonly orderKey: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'completed';
  readonly amount: string | null;
  readonly currency: string;
  readonly commission: string | null;
  readonly commissionCurrency: string;
  readonly saleDate: string;
  readonly productName: string;
}

export interface GroundTruthReversal {
  readonly orderKey: Readonly<Record<string, string>>;
  readonly kind: 'refund' | 'chargeback' | 'void';
  readonly amount: string | null;
  readonly currency: string;
  readonly commission: string;
  readonly commissionCurrency: string;
  readonly at: string | null;
}

export interface GroundTruthSummary {
  readonly network: string;
  readonly account: string;
  readonly now: string;
  /** Earliest sale the network still lists; null where it lists everything. */
  readonly reachableFrom: string | null;
  /** By commission currency, over everything that ever happened. */
  readonly totals: Readonly<Record<string, CurrencyTotals>>;
  /** The same over sales since `reachableFrom`; equal to `totals` where that is null. */
  readonly reachableTotals: Readonly<Record<string, CurrencyTotals>>;
}

export interface GroundTruth extends GroundTruthSummary {
  readonly sales: readonly GroundTruthSale[];
  readonly reversals: readonly GroundTruthReversal[];
}

function money(minor: number | null): string | null {
  return minor === null ? null : decimal(minor);
}

function toldSale(sale: TrueSale): GroundTruthSale {
  const { orderKey, state, currency, commissionCurrency, productName } = sale;
  return {
    orderKey,
    state,
    amount: money(sale.amount),
    currency,
    commission: money(sale.commission),
    commissionCurrency,
    saleDate: new Date(sale.saleDate).toISOString(),
    productName,
  };
}

function toldReversal(reversal: TrueReversal): GroundTruthReversal {
  return {
    ...reversal,
    amount: money(reversal.amount),
    commission: decimal(reversal.commission),
    at: reversal.at === null ? null : new Date(reversal.at).toISOString(),
  };
}

/** Sums only: one pass, flat memory. */
export function summarise(network: Network, account: Account, now: number): GroundTruthSummary {
  const reachableFrom = network.reachableFrom?.(now) ?? null;
  const all = new Totals();
  const reachable = new Totals();
  for (const entry of network.truth(account, now)) {
    all.add(entry);
    const isReachable = entry.sale === undefined || entry.sale.saleDate > (reachableFrom ?? 0);
    if (isReachable) reachable.add(entry);
  }
  return {
    network: network.id,
    account: account.label,
    now: new Date(now).toISOString(),
    reachableFrom: reachableFrom === null ? null : new Date(reachableFrom).toISOString(),
    totals: all.result(),
    reachableTotals: reachable.result(),
  };
}

/** Everything, in one object: for accounts of ordinary size. */
export function tellTruth(network: Network, account: Account, now: number): GroundTruth {
  const sales: GroundTruthSale[] = [];
  const reversals: GroundTruthReversal[] = [];
  for (const entry of network.truth(account, now)) {
    if (entry.sale !== undefined) sales.push(toldSale(entry.sale));
    reversals.push(...entry.reversals.map(toldReversal));
  }
  return { ...summarise(network, account, now), sales, reversals };
}

/** The same as JSON text in pieces: for accounts with a million rows. */
export function* truthPieces(network: Network, account: Account, now: number): Generator<string> {
  yield `${JSON.stringify(summarise(network, account, now)).slice(0, -1)},"sales":[`;
  let separator = '';
  for (const { sale } of network.truth(account, now)) {
    if (sale === undefined) continue;
    yield separator + JSON.stringify(toldSale(sale));
    separator = ',';
  }
  yield '],"reversals":[';
  separator = '';
  for (const { reversals } of network.truth(account, now)) {
    for (const reversal of reversals) {
      yield separator + JSON.stringify(toldReversal(reversal));
      separator = ',';
    }
  }
  yield ']}';
}

import type {
  GroundTruth,
  GroundTruthReversal,
  GroundTruthSale,
  NetworkId,
} from '@tributary/network-simulator';

type OrderKey = Readonly<Record<string, string>>;

/** How the ids a network sends become the ids Tributary keeps: written anew here, not taken from the adapters. */
interface Naming {
  readonly sale: (key: OrderKey) => string;
  readonly reversal: (reversal: GroundTruthReversal) => string;
  /** Reversals have rows and dates of their own, instead of changing the row of their sale. */
  readonly hasOwnReversals: boolean;
}

const clickBank = (key: OrderKey) =>
  `AFFILIATE:${part(key, 'receipt')}:${part(key, 'transactionType')}:${part(key, 'itemNo')}`;
const clickCrm = (key: OrderKey) => `${part(key, 'accountId')}:${part(key, 'orderId')}`;
const jvzoo = (key: OrderKey) => `affiliate:${part(key, 'transactionId')}`;
const hotmart = (key: OrderKey) => part(key, 'transaction');
const CLICKCRM: Naming = {
  sale: clickCrm,
  reversal: ({ orderKey, kind }) => `${clickCrm(orderKey)}:${kind}`,
  hasOwnReversals: false,
};

const NAMINGS: Readonly<Record<NetworkId, Naming>> = {
  clickbank: {
    sale: clickBank,
    reversal: ({ orderKey, at }) => `${clickBank(orderKey)}:${at ?? ''}`,
    hasOwnReversals: true,
  },
  digistore24: {
    sale: (key) => part(key, 'transactionId'),
    reversal: ({ orderKey }) => part(orderKey, 'transactionId'),
    hasOwnReversals: true,
  },
  buygoods: CLICKCRM,
  maxweb: CLICKCRM,
  jvzoo: { sale: jvzoo, reversal: ({ orderKey }) => `${jvzoo(orderKey)}:refund`, hasOwnReversals: false },
  hotmart: {
    sale: hotmart,
    reversal: ({ orderKey, kind }) => `${hotmart(orderKey)}:${kind}`,
    hasOwnReversals: false,
  },
};

function part(key: OrderKey, name: string): string {
  const value = key[name];
  if (value === undefined) throw new Error(`The truth names no ${name}: ${JSON.stringify(key)}`);
  return value;
}

/** One row as text, so that two can be compared and shown: `completed 47.00 USD, earned 28.20 USD, 2026-…Z`. */
export interface Row {
  readonly id: string;
  readonly text: string;
  /** When the network lists it: decides whether a window covers it. */
  readonly listedAt: string;
  readonly isReversal: boolean;
}

/** One that the network tells. */
export interface Told extends Row {
  /** The network's row that tells it: where a reversal changes the row of its sale, both have the same one. */
  readonly toldBy: string;
}

/** Everything the network tells of the account, under Tributary's ids. */
export function toldRows(network: NetworkId, truth: GroundTruth): readonly Told[] {
  const naming = NAMINGS[network];
  const seen = new Map<string, number>();
  const sales = truth.sales.map((sale) => {
    const id = numbered(naming.sale(sale.orderKey), seen);
    return { id, text: saleText(sale), listedAt: sale.saleDate, isReversal: false, toldBy: id };
  });
  const saleDates = new Map(sales.map(({ id, listedAt }) => [id, listedAt]));
  const reversals = truth.reversals.map((reversal) => {
    const id = naming.reversal(reversal);
    const sale = naming.sale(reversal.orderKey);
    const [listedAt, toldBy] = naming.hasOwnReversals
      ? [reversal.at, `reversal ${id}`]
      : [saleDates.get(sale), sale];
    return { id, text: reversalText(reversal), listedAt: listedAt ?? '', isReversal: true, toldBy };
  });
  return [...sales, ...reversals];
}

/** The same item twice under one receipt gets a number. */
function numbered(id: string, seen: Map<string, number>): string {
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id}:${count}`;
}

function saleText(sale: GroundTruthSale): string {
  const { state, amount, currency, commission, commissionCurrency, saleDate } = sale;
  return [
    state,
    priceText(amount, currency),
    priceText(commission, commissionCurrency),
    dateText(saleDate),
  ].join(' ');
}

function reversalText(reversal: GroundTruthReversal): string {
  const { kind, amount, currency, commission, commissionCurrency, at } = reversal;
  const date = at === null ? 'observed' : dateText(at);
  return [kind, priceText(amount, currency), priceText(commission, commissionCurrency), date].join(' ');
}

/** Nobody tells the currency of an amount that nobody tells. */
export function priceText(amount: string | null, currency: string): string {
  return amount === null ? 'unknown' : `${moneyText(amount)} ${currency}`;
}

/** `47.0000` and `47.00` are the same money. */
export function moneyText(amount: string | null): string {
  if (amount === null) return 'unknown';
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** Networks tell times to the second. */
export function dateText(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / 1000) * 1000).toISOString();
}

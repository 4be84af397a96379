import type { MikroORM } from '@mikro-orm/postgresql';
import { currency, type Reversal, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { aPage, MirrorCipher, type TestAccount } from './world';

export interface Chance {
  /** At least 0, less than `below`. */
  whole(below: number): number;
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** The same numbers for the same seed. */
export function chance(seed: number): Chance {
  let state = seed;
  const next = () => {
    // Mulberry32: small, and even enough for a spec.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return { whole, oneOf: ([first, ...others]) => [first, ...others][whole(others.length + 1)] ?? first };
}

const CURRENCIES = ['USD', 'EUR', 'JPY', 'INR'] as const;
const MINUTE = 60_000;

/** A sale that any account may have: four currencies, gross and commission known or not, any minute of the span. */
function someSale(random: Chance, number: number, span: readonly [Date, Date]): Sale {
  const minutes = (span[1].getTime() - span[0].getTime()) / MINUTE;
  const linkKey = `order-${number - (number % random.oneOf([1, 1, 2]))}`;
  return aSale({
    ...{ externalOrderId: `order-${number}`, linkKey },
    state: random.oneOf(['completed', 'completed', 'completed', 'pending']),
    amount: random.oneOf([null, `${random.whole(500)}.${random.whole(99)}`, `${random.whole(90)}.5`]),
    currency: currency(random.oneOf(CURRENCIES)),
    commission: random.oneOf([null, '0', `${random.whole(200)}.25`, `${random.whole(200)}.1234`]),
    commissionCurrency: currency(random.oneOf(CURRENCIES)),
    saleDate: new Date(span[0].getTime() + random.whole(minutes) * MINUTE),
  });
}

function someReversal(random: Chance, sale: Sale): Reversal {
  const share = random.oneOf([1, 0.5]);
  const part = (money: string | null) => (money === null ? null : (Number(money) * share).toFixed(2));
  return aReversal({
    externalReversalId: `${sale.externalOrderId}:${random.whole(3)}`,
    linkKey: random.oneOf([sale.linkKey, sale.linkKey, sale.linkKey, `${sale.linkKey}:unknown`]),
    kind: random.oneOf(['refund', 'refund', 'chargeback', 'void']),
    amount: random.oneOf([part(sale.amount), part(sale.amount), null]),
    currency: sale.currency,
    commission: random.oneOf([part(sale.commission), part(sale.commission), '0', null]),
    commissionCurrency: random.oneOf([sale.commissionCurrency, sale.commissionCurrency, currency('USD')]),
    reversedAt: new Date(sale.saleDate.getTime() + random.whole(20 * 24 * 60) * MINUTE),
  });
}

/** Stores pages of new, changed, refunded, withdrawn and never paid sales, in random order, over and over. */
export async function storeRandomHistory(
  orm: MikroORM,
  accounts: readonly TestAccount[],
  history: { readonly random: Chance; readonly span: readonly [Date, Date]; readonly pages: number },
): Promise<void> {
  const { random, span } = history;
  const repository = new PostgresSaleRepository(orm, new MirrorCipher());
  for (let page = 0; page < history.pages; page += 1) {
    for (const account of accounts) {
      await repository.storePage(await aPage(orm, account, somePage(random, span)));
    }
  }
}

function somePage(random: Chance, span: readonly [Date, Date]): Partial<SalePage> {
  const sales = Array.from({ length: 15 }, () => someSale(random, random.whole(60), span));
  const reversals = sales.filter(() => random.whole(3) === 0).map((sale) => someReversal(random, sale));
  const keys = () => sales.filter(() => random.whole(6) === 0);
  return {
    sales: sales.filter(() => random.whole(8) > 0),
    reversals,
    completeLinkKeys: keys().map((sale) => sale.linkKey),
    neverPaid: keys().map((sale) => sale.externalOrderId),
  };
}

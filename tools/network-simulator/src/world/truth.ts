import { decimal } from './money';

/** A sale as far as its network tells it. Money is minor units here, decimal text outside. */
export interface TrueSale {
  /** The network's own ids: enough to find the sale again. */
  readonly orderKey: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'completed';
  readonly amount: number | null;
  readonly currency: string;
  readonly commission: number | null;
  readonly commissionCurrency: string;
  readonly saleDate: number;
  readonly productName: string;
}

export interface TrueReversal {
  readonly orderKey: Readonly<Record<string, string>>;
  readonly kind: 'refund' | 'chargeback' | 'void';
  readonly amount: number | null;
  readonly currency: string;
  readonly commission: number;
  readonly commissionCurrency: string;
  /** Null where the network names no date. */
  readonly at: number | null;
}

export interface TruthEntry {
  readonly sale?: TrueSale;
  readonly reversals: readonly TrueReversal[];
}

export interface CurrencyTotals {
  earned: string;
  reversed: string;
  pending: string;
  sales: number;
  pendingSales: number;
  reversals: number;
}

interface Sums {
  earned: number;
  reversed: number;
  pending: number;
  sales: number;
  pendingSales: number;
  reversals: number;
}

/** Adds up entries by commission currency; keeps nothing else. */
export class Totals {
  readonly #sums = new Map<string, Sums>();

  add({ sale, reversals }: TruthEntry): void {
    if (sale !== undefined) this.#addSale(sale);
    for (const reversal of reversals) {
      const sums = this.#of(reversal.commissionCurrency);
      sums.reversed += reversal.commission;
      sums.reversals += 1;
    }
  }

  /** By currency: exact decimals of commission; counts of completed sales, pending sales and reversals. */
  result(): Record<string, CurrencyTotals> {
    const sorted = [...this.#sums].sort(([left], [right]) => left.localeCompare(right));
    return Object.fromEntries(
      sorted.map(([currency, sums]) => [
        currency,
        {
          ...sums,
          earned: decimal(sums.earned),
          reversed: decimal(sums.reversed),
          pending: decimal(sums.pending),
        },
      ]),
    );
  }

  #addSale(sale: TrueSale): void {
    const sums = this.#of(sale.commissionCurrency);
    const isPending = sale.state === 'pending';
    sums[isPending ? 'pending' : 'earned'] += sale.commission ?? 0;
    sums[isPending ? 'pendingSales' : 'sales'] += 1;
  }

  #of(currency: string): Sums {
    const known = this.#sums.get(currency);
    if (known !== undefined) return known;
    const fresh = { earned: 0, reversed: 0, pending: 0, sales: 0, pendingSales: 0, reversals: 0 };
    this.#sums.set(currency, fresh);
    return fresh;
  }
}

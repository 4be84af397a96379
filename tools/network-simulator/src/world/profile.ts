/** One thing on sale. Prices are minor units by the currency the buyer pays in. */
export interface Product {
  readonly code: string;
  readonly name: string;
  readonly vendor: string;
  readonly prices: Readonly<Record<string, readonly number[]>>;
  /** Share of the price that the affiliate earns. */
  readonly share: number;
  /** Number of monthly charges after the first; 0 for a single payment. */
  readonly rebills: number;
}

/** How a network sells: what, in which currencies, and how often things go wrong. Probabilities are 0 to 1. */
export interface Profile {
  readonly products: readonly Product[];
  /** Weighted by repetition. */
  readonly currencies: readonly string[];
  /** The currency the commission is paid in, by price currency, with its rate; the same currency when absent. */
  readonly payout?: Readonly<Record<string, { readonly currency: string; readonly rate: number }>>;
  readonly upsell: number;
  readonly bump: number;
  readonly refund: number;
  readonly partial: number;
  readonly chargeback: number;
  readonly request: number;
  readonly voidOnRefund: number;
  readonly voidOnChargeback: number;
  readonly pending: number;
  readonly dies: number;
  readonly test: number;
}

/** A profile in which nothing unusual happens, to state only what differs. */
export const PLAIN: Omit<Profile, 'products' | 'currencies'> = {
  upsell: 0.18,
  bump: 0,
  refund: 0.08,
  partial: 0,
  chargeback: 0.008,
  request: 0,
  voidOnRefund: 0,
  voidOnChargeback: 0,
  pending: 0,
  dies: 0,
  test: 0,
};

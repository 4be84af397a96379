import { PLAIN, type Product, type Profile } from '../../world/profile';

function product(
  code: string,
  name: string,
  terms: Omit<Product, 'code' | 'name' | 'prices'> & { usd: number[] },
): Product {
  const { usd, ...rest } = terms;
  return { code, name, ...rest, prices: { USD: usd, CAD: usd, GBP: usd, EUR: usd } };
}

/** Amounts are US dollars whatever the buyer paid in (facts 8); the currency only says what the card was charged. */
export const CLICKBANK_PROFILE: Profile = {
  ...PLAIN,
  products: [
    product('7', 'Quiet Nights Protocol', { vendor: 'CALMPUB', usd: [4700, 3900], share: 0.6, rebills: 0 }),
    product('12', 'Steady Knees Course', { vendor: 'CALMPUB', usd: [3700], share: 0.65, rebills: 0 }),
    product('led-1', 'Pocket Ledger Academy', {
      vendor: 'LEDGERCO',
      usd: [9700, 6700],
      share: 0.5,
      rebills: 0,
    }),
    product('led-9', 'Pocket Ledger Monthly', { vendor: 'LEDGERCO', usd: [2900], share: 0.4, rebills: 4 }),
    product('tw-fe-3', 'Evening Woodworker Plans', {
      vendor: 'TWOPLANE',
      usd: [6700, 5900],
      share: 0.75,
      rebills: 0,
    }),
    product('fr-21', 'French in Forty Walks', { vendor: 'LANGWALK', usd: [5495], share: 0.55, rebills: 0 }),
  ],
  currencies: ['USD', 'USD', 'USD', 'USD', 'USD', 'CAD', 'GBP', 'EUR'],
  upsell: 0.16,
  bump: 0.22,
  refund: 0.09,
  partial: 0.2,
  chargeback: 0.008,
  test: 0.006,
};

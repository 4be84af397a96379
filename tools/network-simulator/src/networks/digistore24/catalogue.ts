import { PLAIN, type Product, type Profile } from '../../world/profile';

type Terms = Omit<Product, 'code' | 'name' | 'prices'> & { readonly price: readonly number[] };

function product(code: string, name: string, { price, ...terms }: Terms): Product {
  return { code, name, ...terms, prices: { EUR: price, CHF: price, USD: price, GBP: price } };
}

export const DIGISTORE24_PROFILE: Profile = {
  ...PLAIN,
  products: [
    product('512345', 'Ruhiger Schlaf in 21 Tagen', {
      vendor: 'abendwerk',
      price: [9700, 6700],
      share: 0.42,
      rebills: 0,
    }),
    product('512398', 'Finanzfahrplan für Selbstständige', {
      vendor: 'kassensturz',
      price: [19700, 14900],
      share: 0.4,
      rebills: 0,
    }),
    product('498120', 'Rückenschule daheim', { vendor: 'abendwerk', price: [4900], share: 0.45, rebills: 0 }),
    product('530077', 'Mitgliederbereich Gartenjahr', {
      vendor: 'gruenlage',
      price: [1900],
      share: 0.35,
      rebills: 5,
    }),
    product('527604', 'Spanisch für Spätstarter', {
      vendor: 'wortweg',
      price: [12700, 9700],
      share: 0.4,
      rebills: 0,
    }),
    product('541311', 'Ernährungsplaner Plus', {
      vendor: 'abendwerk',
      price: [2900],
      share: 0.38,
      rebills: 3,
    }),
  ],
  currencies: ['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'CHF', 'USD', 'GBP'],
  upsell: 0.2,
  refund: 0.09,
  partial: 0.23,
  chargeback: 0.007,
  request: 0.4,
  test: 0.006,
};

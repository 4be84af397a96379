import { PLAIN, type Product, type Profile } from '../../world/profile';

type Terms = Omit<Product, 'code' | 'name' | 'prices'> & { readonly brl: readonly number[] };

/** Prices by country are set apart, not converted: round numbers in each currency. */
function product(code: string, name: string, { brl, ...terms }: Terms): Product {
  const scaled = (factor: number): number[] => brl.map((price) => Math.round((price * factor) / 100) * 100);
  return {
    code,
    name,
    ...terms,
    prices: { BRL: brl, USD: scaled(0.22), EUR: scaled(0.2), MXN: scaled(3.8) },
  };
}

export const HOTMART_PROFILE: Profile = {
  ...PLAIN,
  products: [
    product('3481207', 'Curso Jardim em Casa', {
      vendor: 'Ateliê Verde',
      brl: [12990, 9790],
      share: 0.45,
      rebills: 0,
    }),
    product('3502218', 'Finanças sem Susto', {
      vendor: 'Conta Clara',
      brl: [19700, 29700],
      share: 0.4,
      rebills: 0,
    }),
    product('3519944', 'Clube Sono Leve', { vendor: 'Noite Calma', brl: [4990], share: 0.35, rebills: 5 }),
    product('3527730', 'Inglés para Viajeros', {
      vendor: 'Ruta Abierta',
      brl: [14700],
      share: 0.5,
      rebills: 0,
    }),
    product('3533061', 'Confeitaria de Bairro', {
      vendor: 'Ateliê Verde',
      brl: [9700, 6700],
      share: 0.5,
      rebills: 0,
    }),
    product('3540410', 'Espalda Fuerte en Casa', {
      vendor: 'Ruta Abierta',
      brl: [11700],
      share: 0.45,
      rebills: 0,
    }),
  ],
  currencies: ['BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'USD', 'EUR', 'MXN'],
  payout: { MXN: { currency: 'USD', rate: 0.0541 } },
  upsell: 0.15,
  refund: 0.08,
  chargeback: 0.009,
  request: 0.1,
  pending: 0.22,
  dies: 0.45,
};

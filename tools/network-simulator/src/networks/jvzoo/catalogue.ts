import { PLAIN, type Product, type Profile } from '../../world/profile';

type Terms = Omit<Product, 'code' | 'name' | 'prices'> & { readonly usd: readonly number[] };

function product(code: string, name: string, { usd, ...terms }: Terms): Product {
  return { code, name, ...terms, prices: { USD: usd } };
}

export const JVZOO_PROFILE: Profile = {
  ...PLAIN,
  products: [
    product('412345', 'Acme Launch Kit', { vendor: '3550001', usd: [2700, 3700], share: 0.5, rebills: 0 }),
    product('412377', 'Acme Launch Kit Pro', { vendor: '3550001', usd: [6700], share: 0.5, rebills: 0 }),
    product('418802', 'Captionsmith', { vendor: '3550418', usd: [4700, 3900], share: 0.5, rebills: 0 }),
    product('420019', 'Funnel Sketchbook Club', { vendor: '3550418', usd: [1900], share: 0.4, rebills: 4 }),
    product('421550', 'Podcast Desk', { vendor: '3550902', usd: [9700], share: 0.4, rebills: 0 }),
  ],
  currencies: ['USD'],
  upsell: 0.28,
  refund: 0.08,
  chargeback: 0.01,
  pending: 0.03,
};

import { PLAIN, type Product, type Profile } from '../../world/profile';

type Terms = Omit<Product, 'code' | 'name' | 'prices'> & { readonly usd: readonly number[] };

function product(code: string, name: string, { usd, ...terms }: Terms): Product {
  return { code, name, ...terms, prices: { USD: usd } };
}

/** A refund leaves the commission alone, mostly; a chargeback is voided more often than not. */
const CLICKCRM: Omit<Profile, 'products'> = {
  ...PLAIN,
  currencies: ['USD'],
  upsell: 0.3,
  refund: 0.1,
  chargeback: 0.012,
  voidOnRefund: 0.12,
  voidOnChargeback: 0.75,
};

export const BUYGOODS_PROFILE: Profile = {
  ...CLICKCRM,
  products: [
    product('nc6_main', 'NightCalm 6 Bottles', {
      vendor: '10177',
      usd: [29400, 23400],
      share: 0.4,
      rebills: 0,
    }),
    product('nc3_main', 'NightCalm 3 Bottles', { vendor: '10177', usd: [17700], share: 0.4, rebills: 0 }),
    product('jf_fe', 'JointFlow Daily', { vendor: '10352', usd: [6900, 5900], share: 0.5, rebills: 3 }),
    product('vs_fe', 'VistaSharp Drops', { vendor: '10352', usd: [7900], share: 0.55, rebills: 0 }),
    product('gs_kit', 'GlucoSteady Kit', { vendor: '10611', usd: [19900, 14900], share: 0.45, rebills: 0 }),
  ],
};

export const MAXWEB_PROFILE: Profile = {
  ...CLICKCRM,
  products: [
    product('tk_fe', 'TurmaKick Softgels', { vendor: '20031', usd: [8900, 6900], share: 0.5, rebills: 0 }),
    product('hb_6', 'HearBright 6 Pack', { vendor: '20031', usd: [29400], share: 0.42, rebills: 0 }),
    product('pd_fe', 'PetDigest Chews', { vendor: '20144', usd: [5900, 4900], share: 0.55, rebills: 4 }),
    product('lw_fe', 'LeanWalk Program', { vendor: '20209', usd: [3700], share: 0.75, rebills: 0 }),
  ],
};

import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { CLICKCRM_ZONE, connectionFields } from '../../kit/clickcrm/connection';
import { dailyReport } from '../../kit/clickcrm/daily-report';
import { CLICKCRM_IMPORT_IDENTITY } from '../../kit/clickcrm/import-identity';
import {
  BUYGOODS_ENDPOINTS,
  BUYGOODS_FORM,
  type BuyGoodsEndpoint,
  BuyGoodsGateway,
} from './buygoods.gateway';
import { BUYGOODS_IMPORT_PRESETS } from './buygoods.imports';
import { buygoodsNotifications } from './buygoods.notifications';

export const buygoods: AffiliateNetwork<BuyGoodsEndpoint> = {
  id: networkId('buygoods'),
  name: BUYGOODS_FORM.networkName,
  monogram: 'BG',
  credentialFields: [
    {
      name: 'role',
      label: 'You earn as',
      hint: 'Affiliates read commissions. Vendors read their orders, once BuyGoods has approved API access.',
      secret: false,
      required: true,
      options: [
        { value: 'affiliate', label: 'Affiliate' },
        { value: 'vendor', label: 'Vendor' },
      ],
    },
    ...connectionFields(BUYGOODS_FORM),
  ],
  keySteps: [
    'Sign in at backoffice.buygoods.com and open Settings, then API. Vendors ask for access there first ("Request API Access").',
    'Copy any of the ready-made API links as a whole.',
    'Paste the link into "API token": the account ID and the token are taken from it.',
  ],
  timeZone: CLICKCRM_ZONE,
  // Recent days drift while they settle, refunds come for about 90 days; byday fits one page of 50 in 31 days.
  reread: { sliceDays: 31, hotDays: 7, warmDays: 45, coldDays: 90 },
  reversals: 'in-place',
  reportsVisits: true,
  ownTotals: dailyReport(BUYGOODS_FORM.networkName),
  limitations: [
    'BuyGoods does not tell affiliates what the customer paid: revenue stays unknown, commissions are exact.',
    'A refund does not take your commission back. Only a commission void does, and it is shown as one.',
    'BuyGoods does not state a currency: US dollars are assumed, unless you enter another one.',
    'The days of the reports are assumed to be those of New York.',
    'Vendors: BuyGoods does not state your own share of an order. Revenue is shown, earnings stay unknown.',
  ],
  importPresets: BUYGOODS_IMPORT_PRESETS,
  importIdentity: CLICKCRM_IMPORT_IDENTITY,
  endpoints: BUYGOODS_ENDPOINTS,
  connect: (context) => new BuyGoodsGateway(context),
  notifications: buygoodsNotifications,
};

import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { ClickBankGateway } from './clickbank.gateway';
import { CLICKBANK_IMPORT_IDENTITY } from './clickbank.imports';
import { clickbankNotifications } from './clickbank.notifications';

export const clickbank: AffiliateNetwork<'api'> = {
  id: networkId('clickbank'),
  name: 'ClickBank',
  monogram: 'CB',
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'Starts with API-. In your primary account: Settings, API Management.',
      secret: true,
      required: true,
      // The older pair of developer and clerk key is still accepted by ClickBank and passed on as it is.
      pattern: '^(DEV-[A-Za-z0-9]{8,64}:)?API-[A-Za-z0-9]{20,64}$',
    },
    {
      name: 'role',
      label: 'Your part in the sales',
      hint: 'Which sales to read: those you promoted, those of your own products, or both.',
      secret: false,
      required: false,
      advanced: true,
      options: [
        { value: 'both', label: 'Affiliate and vendor' },
        { value: 'affiliate', label: 'Affiliate only' },
        { value: 'vendor', label: 'Vendor only' },
      ],
    },
  ],
  keySteps: [
    'Sign in to your ClickBank primary (master) account.',
    'Open Settings, then API Management, and choose Create New API Key.',
    'Tick "Orders/Tickets API Read" for each account nickname you want to see.',
    'Make sure the key is Active, and copy it. Do not regenerate a key that other tools use: they would stop.',
  ],
  timeZone: 'America/Los_Angeles',
  // A refund is a row of its own, dated on its own day: short overlaps find it. The deep ones find back-dated corrections.
  // 29 days of 24 hours touch at most 31 calendar days, also where the clocks change.
  reread: { sliceDays: 29, hotDays: 3, warmDays: 14, coldDays: 90 },
  reversals: 'separate-rows',
  reportsVisits: false,
  ownTotals: {
    source: 'per-day',
    reversalsCountOn: 'own-day',
    counts: 'orders',
    // Four requests a day of a quota that all tools of the account share.
    daysARun: 4,
    says: 'ClickBank counts orders by kind for each day; it states no amounts. Its days are taken to be Pacific ones.',
  },
  limitations: [
    'ClickBank states all amounts in US dollars, whatever the customer paid with.',
    'ClickBank does not tell affiliates who the customer is.',
    'The daily number of requests is shared by all tools that use your ClickBank account.',
  ],
  importIdentity: CLICKBANK_IMPORT_IDENTITY,
  endpoints: {
    api: { environmentVariable: 'CLICKBANK_BASE_URL', defaultUrl: 'https://api.clickbank.com/rest/1.3' },
  },
  connect: (context) => new ClickBankGateway(context),
  notifications: clickbankNotifications,
};

import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { Digistore24Gateway } from './digistore24.gateway';
import { DIGISTORE24_IMPORT_IDENTITY } from './digistore24.imports';
import { digistore24Notifications } from './digistore24.notifications';

export const digistore24: AffiliateNetwork<'api'> = {
  id: networkId('digistore24'),
  name: 'Digistore24',
  monogram: 'DS',
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'A number, a hyphen and a long code. In the vendor view: Settings, Account access, API keys.',
      secret: true,
      required: true,
      pattern: '^\\d+-[A-Za-z0-9]{16,}$',
    },
    {
      name: 'role',
      label: 'Your part in the sales',
      hint: 'Which sales to read: those you promoted, those of your own products, or all you earn on, joint ventures included.',
      secret: false,
      required: false,
      options: [
        { value: 'affiliate', label: 'Affiliate' },
        { value: 'vendor', label: 'Vendor' },
        { value: 'all', label: 'All I earn on' },
      ],
    },
  ],
  keySteps: [
    'Sign in to Digistore24 and switch to the vendor view (affiliates too).',
    'Open Settings, then Account access, then the tab "API keys", and choose New API key.',
    'Give it the permission "Read access". A developer key does not work.',
    'Leave the list of allowed IP addresses empty, or add this server, and copy the key.',
  ],
  timeZone: 'Europe/Berlin',
  // Refunds are rows of their own, filtered by their own creation: a short overlap finds them.
  reread: { sliceDays: 30, hotDays: 2, warmDays: 14, coldDays: 90 },
  reversals: 'separate-rows',
  reportsVisits: false,
  ownTotals: {
    source: 'per-day',
    reversalsCountOn: 'own-day',
    counts: 'sales',
    daysARun: 7,
    says: 'Digistore24 sums payments and refunds by the day they happened. Test orders are taken off. That its sum of earnings is yours as an affiliate too is assumed: it is proven for vendors.',
  },
  limitations: [
    'Digistore24 does not say which payment of an order a refund belongs to, so a refund reduces the order as a whole.',
    'Fees for chargebacks are not part of the transactions.',
    'Payments of a subscription after the first are not marked as such in the list.',
  ],
  importIdentity: DIGISTORE24_IMPORT_IDENTITY,
  endpoints: {
    api: { environmentVariable: 'DIGISTORE24_BASE_URL', defaultUrl: 'https://www.digistore24.com/api/call' },
  },
  connect: (context) => new Digistore24Gateway(context),
  notifications: digistore24Notifications,
};

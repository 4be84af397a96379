import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { JvzooGateway } from './jvzoo.gateway';
import { JVZOO_IMPORT_IDENTITY } from './jvzoo.imports';
import { jvzooNotifications } from './jvzoo.notifications';

export const jvzoo: AffiliateNetwork<'api'> = {
  id: networkId('jvzoo'),
  name: 'JVZoo',
  monogram: 'JV',
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'JVZoo: My Account, Applications. JVZoo has no read-only keys: this one opens the whole account, so it is stored encrypted and never shown again.',
      secret: true,
      required: true,
      // Samples are 64 hexadecimal characters; the form only refuses what no header can carry.
      pattern: '[A-Za-z0-9_-]{16,256}',
    },
    {
      name: 'side',
      label: 'You earn as',
      hint: 'Affiliates earn commissions on the products of others, vendors sell their own.',
      secret: false,
      required: true,
      options: [
        { value: 'affiliate', label: 'Affiliate' },
        { value: 'vendor', label: 'Vendor' },
        { value: 'both', label: 'Both' },
      ],
    },
  ],
  keySteps: [
    'Sign in at jvzoo.com and open My Account, then Applications.',
    'Create an API application and activate it.',
    'Copy the key listed under Vendor Applications (affiliates find theirs there too).',
  ],
  timeZone: 'America/New_York',
  // An affiliate's reading is always the same walk over 90 days, whatever the window: one slice, so that a run walks once.
  // A vendor's window is cut into months inside the gateway. Refunds and chargebacks come up to half a year late.
  reread: { sliceDays: 400, hotDays: 3, warmDays: 90, coldDays: 180 },
  reversals: 'in-place',
  reportsVisits: false,
  ownTotals: null,
  limitations: [
    'JVZoo shows an affiliate the last 90 days only: earlier sales cannot be imported, and a refund that comes later is not seen.',
    'JVZoo states no currency. All amounts are taken as US dollars.',
    'JVZoo does not date refunds of affiliate sales: they count from the hour Tributary first saw them.',
  ],
  importIdentity: JVZOO_IMPORT_IDENTITY,
  endpoints: {
    api: { environmentVariable: 'JVZOO_BASE_URL', defaultUrl: 'https://api.jvzoo.com' },
  },
  connect: (context) => new JvzooGateway(context),
  notifications: jvzooNotifications,
};

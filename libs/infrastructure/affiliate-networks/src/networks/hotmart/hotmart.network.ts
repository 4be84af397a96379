import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { HotmartGateway } from './hotmart.gateway';
import { HOTMART_IMPORT_IDENTITY } from './hotmart.imports';
import type { HotmartEndpoint } from './hotmart-api.gateway';
import { hotmartNotifications } from './hotmart.notifications';

export const hotmart: AffiliateNetwork<HotmartEndpoint> = {
  id: networkId('hotmart'),
  name: 'Hotmart',
  monogram: 'HM',
  credentialFields: [
    {
      name: 'clientId',
      label: 'Client ID',
      hint: 'Hotmart: Tools, Developer credentials. Only the owner of the account sees that page.',
      secret: false,
      required: true,
      pattern: '[A-Za-z0-9_-]{8,128}',
    },
    {
      name: 'clientSecret',
      label: 'Client secret',
      hint: 'Shown beside the client ID. Hotmart has no read-only credentials: Tributary only ever reads with it.',
      secret: true,
      required: true,
      pattern: '[A-Za-z0-9_-]{8,128}',
    },
    {
      name: 'role',
      label: 'You earn as',
      hint: 'The role whose commissions are read. Connect the same credential once more for a second role.',
      secret: false,
      required: true,
      options: [
        { value: 'AFFILIATE', label: 'Affiliate' },
        { value: 'PRODUCER', label: 'Producer' },
        { value: 'COPRODUCER', label: 'Co-producer' },
      ],
    },
    {
      name: 'environment',
      label: 'Environment',
      hint: 'Sandbox credentials read invented sales only. Leave it at Production unless you are testing.',
      secret: false,
      required: false,
      advanced: true,
      options: [
        { value: 'production', label: 'Production' },
        { value: 'sandbox', label: 'Sandbox' },
      ],
    },
  ],
  keySteps: [
    'Sign in at app.hotmart.com with the owner login and open Tools, then Developer credentials.',
    'Create a credential of the kind Hotmart API for production.',
    'Copy the client ID and the client secret.',
  ],
  // All dates are epoch milliseconds.
  timeZone: 'UTC',
  // Hotmart filters by order date only: a refund shows up when the day of its order is read again.
  // Thirty days a request series is what other clients live with; refunds and chargebacks come up to half a year late.
  reread: { sliceDays: 30, hotDays: 3, warmDays: 45, coldDays: 180 },
  reversals: 'in-place',
  reportsVisits: false,
  ownTotals: {
    source: 'per-day',
    reversalsCountOn: 'day-of-sale',
    counts: 'sales',
    daysARun: 10,
    says: 'Hotmart sums commissions by order day in UTC. A refund counts on the day of its order. It does not say whether the sum holds one role or all of yours: with several roles, more than this connection reads may be in it.',
  },
  limitations: [
    'Hotmart does not date refunds and chargebacks: they count from the hour Tributary first saw them.',
    'Hotmart does not tell how much of a partly refunded sale was given back. Such a sale stays completed and counts what Hotmart still states as your commission.',
    'Sales are dated by the order, also where the payment came days later (boleto, Pix).',
    'Your days at Hotmart may differ: its own reports use local time.',
  ],
  importIdentity: HOTMART_IMPORT_IDENTITY,
  endpoints: {
    api: { environmentVariable: 'HOTMART_BASE_URL', defaultUrl: 'https://developers.hotmart.com' },
    token: {
      environmentVariable: 'HOTMART_TOKEN_URL',
      defaultUrl: 'https://api-sec-vlc.hotmart.com/security/oauth/token',
    },
    sandbox: { environmentVariable: 'HOTMART_SANDBOX_URL', defaultUrl: 'https://sandbox.hotmart.com' },
  },
  connect: (context) => new HotmartGateway(context),
  notifications: hotmartNotifications,
};

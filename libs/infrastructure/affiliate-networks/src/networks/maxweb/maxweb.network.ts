import { networkId } from '@tributary/domain';
import type { AffiliateNetwork } from '../../kit/affiliate-network';
import { CLICKCRM_ZONE, connectionFields } from '../../kit/clickcrm/connection';
import { dailyReport } from '../../kit/clickcrm/daily-report';
import { CLICKCRM_IMPORT_IDENTITY } from '../../kit/clickcrm/import-identity';
import { MAXWEB_ENDPOINTS, MAXWEB_FORM, type MaxWebEndpoint, MaxWebGateway } from './maxweb.gateway';
import { maxwebNotifications } from './maxweb.notifications';

export const maxweb: AffiliateNetwork<MaxWebEndpoint> = {
  id: networkId('maxweb'),
  name: MAXWEB_FORM.networkName,
  monogram: 'MW',
  credentialFields: connectionFields(MAXWEB_FORM),
  keySteps: [
    'Sign in at affiliates-backoffice.maxweb.com and open the page with the API links.',
    'Copy any of the links as a whole.',
    'Paste the link into "API token": the affiliate ID and the token are taken from it. Never enter your MaxWeb password anywhere but at MaxWeb.',
  ],
  timeZone: CLICKCRM_ZONE,
  reread: { sliceDays: 31, hotDays: 7, warmDays: 45, coldDays: 90 },
  reversals: 'in-place',
  reportsVisits: true,
  ownTotals: dailyReport(MAXWEB_FORM.networkName),
  limitations: [
    'MaxWeb does not tell what the customer paid: revenue stays unknown, commissions are exact.',
    'A refund does not always take your commission back. Only a commission void does, and it is shown as one.',
    'MaxWeb does not publish how single sales can be read: they are expected in the same report as at BuyGoods. Daily totals do not depend on it.',
    'MaxWeb does not state a currency: US dollars are assumed, unless you enter another one.',
    'The days of the reports are assumed to be those of New York.',
  ],
  importIdentity: CLICKCRM_IMPORT_IDENTITY,
  endpoints: MAXWEB_ENDPOINTS,
  connect: (context) => new MaxWebGateway(context),
  notifications: maxwebNotifications,
};

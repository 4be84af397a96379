import { PostbackReader, postbackAddress, postbackFields } from '../../kit/clickcrm/postback-reader';
import { NETWORK_NAME } from './maxweb.mapper';

/** An affiliate's postbacks: where the account shows daily totals only, the one source of single sales. */
export const maxwebNotifications = new PostbackReader({
  effect: 'counts',
  name: 'Postbacks',
  summary:
    'MaxWeb tells each commission as it happens. These sales count at once; a sale that the reports tell as well counts once, as the reports tell it.',
  steps: [
    'Sign in at affiliates-backoffice.maxweb.com and open Account, Postback Pixels, Add New.',
    'Add the first address for the event Purchase. Leave the event Checkout Visit alone: it is no sale.',
    'Add the others where your account offers refunds, chargebacks or commission voids as events.',
    'Leave everything in braces as it is: MaxWeb fills it in.',
  ],
  addresses: [
    postbackAddress('Purchase', 'sale', '&subid={SUBID}&subid2={SUBID2}'),
    postbackAddress('Refund', 'refund'),
    postbackAddress('Chargeback', 'chargeback'),
    postbackAddress('Commission void', 'void'),
  ],
  secretFields: postbackFields(NETWORK_NAME),
  limitations: [
    'MaxWeb sends no time: a sale counts from the moment it arrives. Sales before you set this up are not sent.',
    'MaxWeb does not sign postbacks: keep the address to yourself, and replace it when others have seen it.',
    'Whether MaxWeb sends refunds and voids at all is not published: compare with the daily totals.',
  ],
});

import { PostbackReader, postbackAddress, postbackFields } from '../../kit/clickcrm/postback-reader';
import { NETWORK_NAME } from './buygoods.mapper';

const SUBIDS = '&conv={CONV_TYPE}&parent={UPSELL_PARENT}&subid={SUBID}&subid2={SUBID2}';

/** An affiliate's postbacks: where the account shows daily totals only, the one source of single sales. */
export const buygoodsNotifications = new PostbackReader({
  effect: 'counts',
  name: 'Postbacks',
  summary:
    'BuyGoods tells each commission as it happens. These sales count at once; a sale that the reports tell as well counts once, as the reports tell it.',
  steps: [
    'Sign in at backoffice.buygoods.com and open Profile, then Postback Pixels. For a single offer: the offer, Settings, Postback pixels.',
    'Add the first address for new orders. It covers front-end sales and upsells.',
    'Add the others for refunds, chargebacks and commission voids, as far as your account offers these events.',
    'Leave everything in braces as it is: BuyGoods fills it in.',
  ],
  addresses: [
    postbackAddress('New order', 'sale', SUBIDS),
    postbackAddress('Refund', 'refund'),
    postbackAddress('Chargeback', 'chargeback'),
    postbackAddress('Commission void', 'void'),
  ],
  secretFields: postbackFields(NETWORK_NAME),
  limitations: [
    'BuyGoods sends no time: a sale counts from the moment it arrives. Sales before you set this up are not sent.',
    'BuyGoods does not sign postbacks: keep the address to yourself, and replace it when others have seen it.',
    'A refund does not take your commission back. Only a commission void does.',
    'Monthly charges that repeat an order number cannot be told from a postback sent twice.',
  ],
});

import { type Notice, type Notices } from '../../notify/notice';
import { decimal } from '../../world/money';
import { REVERSAL_HORIZON } from '../../world/order-story';
import { type Payment } from '../../world/payment';
import { DAY } from '../../world/wall-clock';
import { type Account } from '../network';
import { idsOf, subidOf } from './rows';

/** No event, no time and no currency among them (facts 12). */
function macrosOf(account: Account, payment: Payment): Readonly<Record<string, string>> {
  return {
    ORDERID: idsOf(account, payment).orderId,
    PRODUCT_CODENAME: payment.product.code,
    COMMISSION_AMOUNT: decimal(payment.commission),
    CONV_TYPE: payment.kind === 'upsell' ? 'upsell' : 'frontend',
    FLAG_UPSELL: payment.kind === 'upsell' ? '1' : '0',
    UPSELL_PARENT: '',
    SUBID: subidOf(account, payment),
    SUBID2: '',
  };
}

function notice(account: Account, payment: Payment, happened: Pick<Notice, 'at' | 'event'>): Notice {
  return { ...happened, method: 'GET', macros: macrosOf(account, payment), headers: {}, body: '' };
}

/** `purchase`, `refund`, `chargeback`, and `void` where the commission itself is taken back. Nothing is signed. */
export const clickCrmNotices: Notices = function* (account, span) {
  for (const { payment, kind, at } of account.world.movements(span)) {
    if (kind === 'refund_request') continue;
    yield notice(account, payment, { at, event: kind === 'payment' ? 'purchase' : kind });
  }
  // A void follows its refund or chargeback within a day.
  const paid = account.world.payments({ from: span.from - REVERSAL_HORIZON - DAY, to: span.to });
  for (const payment of paid) {
    const { voidedAt } = payment;
    if (voidedAt === null || voidedAt < span.from || voidedAt >= span.to) continue;
    yield notice(account, payment, { at: voidedAt, event: 'void' });
  }
};

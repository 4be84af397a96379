import { createHash } from 'node:crypto';
import { type Notice, type Notices } from '../../notify/notice';
import { major } from '../../world/money';
import { type Movement } from '../../world/payment';
import { type Account } from '../network';
import { transactionOf } from './rows';

const EVENTS = {
  payment: { event: 'PURCHASE_APPROVED', status: 'APPROVED' },
  refund: { event: 'PURCHASE_REFUNDED', status: 'REFUNDED' },
  chargeback: { event: 'PURCHASE_CHARGEBACK', status: 'CHARGEBACK' },
  refund_request: { event: 'PURCHASE_PROTEST', status: 'DISPUTE' },
} as const;

/** Prices and commissions call their currency `currency_value`; the date of the order is a text here (facts 9, 12). */
function webhook(account: Account, movement: Movement): object {
  const { payment } = movement;
  const { event, status } = EVENTS[movement.kind];
  const transaction = transactionOf(account, payment);
  const { commissionCurrency: currency_value } = payment;
  return {
    id: createHash('sha256').update(`${transaction} ${event}`).digest('hex').slice(0, 36),
    creation_date: movement.at,
    event,
    version: '2.0.0',
    data: {
      product: { id: Number(payment.product.code), name: payment.product.name },
      buyer: { email: 'marta@example.test', name: 'Marta Exemplo' },
      commissions: [
        { value: major(payment.commission), currency_value, source: 'AFFILIATE' },
        { value: 1, currency_value, source: 'MARKETPLACE' },
      ],
      purchase: {
        transaction,
        status,
        approved_date: payment.settledAt,
        order_date: String(payment.at),
        price: { value: major(payment.gross), currency_value: payment.currency },
        recurrence_number: payment.kind === 'rebill' ? payment.place.cycle + 1 : 1,
      },
    },
  };
}

/** Every change of a purchase that has a movement. Proven by `hottok` alone. */
export const hotmartNotices: Notices = function* (account, span, { hottok = '' }) {
  for (const movement of account.world.movements(span)) {
    const notice: Notice = {
      ...{ at: movement.at, event: 'webhook', method: 'POST', macros: {} },
      headers: { 'content-type': 'application/json', 'X-HOTMART-HOTTOK': hottok },
      body: JSON.stringify(webhook(account, movement)),
    };
    yield notice;
  }
};

import { createHash } from 'node:crypto';
import { formBody, type Notice, type Notices } from '../../notify/notice';
import { decimal } from '../../world/money';
import { type Movement } from '../../world/payment';
import { type Account } from '../network';
import { BERLIN } from './points-of-time';
import { moved, purchaseIdOf, transactionIdOf, upsellNoOf, vat } from './rows';

/** Some of the 173 fields of a real message; the order is called `order_id` here (facts 12). */
function fieldsOf(account: Account, movement: Movement): Record<string, string> {
  const { payment } = movement;
  const [date = '', time = ''] = BERLIN.naive(movement.at).split(' ');
  return {
    event: `on_${movement.kind}`,
    api_mode: payment.isTest ? 'test' : 'live',
    ipn_version: '1.6',
    order_id: purchaseIdOf(account, movement),
    order_date_time: BERLIN.naive(payment.at),
    transaction_id: transactionIdOf(account, movement),
    transaction_type: movement.kind,
    transaction_date: date,
    transaction_time: time,
    transaction_amount: decimal(moved(payment.gross, movement)),
    transaction_currency: payment.currency,
    amount_brutto: decimal(moved(payment.gross, movement)),
    amount_vat: decimal(moved(vat(payment.gross), movement)),
    amount_affiliate: decimal(moved(payment.commission, movement)),
    currency: payment.currency,
    product_id: payment.product.code,
    product_name: payment.product.name,
    merchant_name: payment.product.vendor,
    affiliate_name: account.label,
    upsell_no: upsellNoOf(movement),
    pay_method: payment.isTest ? 'test' : 'paypal',
    pay_sequence_no: payment.kind === 'rebill' ? String(payment.place.cycle + 1) : '1',
    email: 'buyer@example.com',
    buyer_first_name: 'Zoë',
    custom: '',
    Zusatz: 'Käufer',
  };
}

function signed(fields: Record<string, string>, passphrase: string): Record<string, string> {
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] !== '') text += `${name}=${fields[name] ?? ''}${passphrase}`;
  }
  return { ...fields, sha_sign: createHash('sha512').update(text).digest('hex').toUpperCase() };
}

function isPartial({ reversal }: Movement): boolean {
  return reversal !== null && reversal.to - reversal.from < 100;
}

/** Payments, whole refunds and chargebacks; partial refunds are not sent (facts 7). Signed by `passphrase`. */
export const digistore24Notices: Notices = function* (account, span, { passphrase = '' }) {
  for (const movement of account.world.movements(span)) {
    if (movement.kind === 'refund_request' || isPartial(movement)) continue;
    const body = formBody(signed(fieldsOf(account, movement), passphrase));
    const notice: Notice = { at: movement.at, event: 'ipn', method: 'POST', macros: {}, ...body };
    yield notice;
  }
};

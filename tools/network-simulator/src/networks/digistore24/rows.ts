import { Dice } from '../../world/dice';
import { decimal } from '../../world/money';
import { type Movement, type Payment, takenBack } from '../../world/payment';
import { alphanumeric, ScrambledIds } from '../../world/scrambled-ids';
import { type Account } from '../network';
import { BERLIN } from './points-of-time';

const PURCHASES = 36n ** 8n;
const TRANSACTIONS = 10n ** 12n;
const MESSAGES = {
  payment: 'Zahlung',
  refund: 'Rückgabe',
  chargeback: 'Rückbuchung',
  refund_request: 'Rückgabeanfrage',
} as const;

/** Reversals and requests of a payment are transactions of their own: steps the payment itself cannot have. */
function transactionStep({ kind, reversal, payment }: Movement): number {
  if (kind === 'payment') return 0;
  if (kind === 'refund_request') return 1;
  return 2 + payment.reversals.findIndex((each) => each === reversal);
}

export function transactionIdOf(account: Account, movement: Movement): string {
  const ids = new ScrambledIds(TRANSACTIONS, account.seed);
  const number = ids.encode(movement.payment.place) + 1n;
  return String(number * 4n + BigInt(transactionStep(movement)));
}

/** Upsells, rebills and reversals share the order's id (facts 6). */
export function purchaseIdOf(account: Account, { payment }: Movement): string {
  return alphanumeric(new ScrambledIds(PURCHASES, account.seed).encode({ ...payment.place, cycle: 0 }), 8);
}

export function upsellNoOf({ payment }: Movement): string {
  return payment.kind === 'upsell' ? '1' : '0';
}

/** What the row moved: signed minor units. A request moves nothing. */
export function moved(value: number, { kind, reversal }: Movement): number {
  if (kind === 'refund_request') return 0;
  return reversal === null ? value : -takenBack(value, reversal);
}

/** German VAT inside a gross price. */
export function vat(gross: number): number {
  return Math.round((gross * 19) / 119);
}

export interface TransactionRow {
  readonly currency: string;
  readonly transaction_amount: string;
  readonly vat_amount: string;
  readonly earned_amount: string;
  readonly created_at: string;
  readonly [field: string]: unknown;
}

function productOf({ product }: Payment): object {
  const recurs = product.rebills > 0;
  return {
    main_product_id: product.code,
    main_product_name: product.name,
    items: [{ product_id: product.code, product_name: product.name, quantity: '1' }],
    billing_type: recurs ? 'subscription' : 'single_payment',
    billing_status: recurs ? 'paying' : 'completed',
  };
}

function methodOf({ isTest }: Payment, dice: Dice): object {
  const method = isTest ? 'test' : dice.pick(94, ['paypal', 'creditcard', 'sepa', 'klarna']);
  return { pay_method: method, transaction_pay_method: method, is_test: isTest ? 'Y' : 'N' };
}

/** One row of `listTransactions`, wide as the live feed sends it: numbers are text, times are Berlin without zone. */
export function transactionRow(account: Account, movement: Movement): TransactionRow {
  const { payment } = movement;
  const id = transactionIdOf(account, movement);
  const dice = new Dice(account.seed, payment.place.day, payment.place.index);
  const earned = decimal(moved(payment.commission, movement));
  return {
    id: Number(id),
    transaction_id: id,
    purchase_id: purchaseIdOf(account, movement),
    transaction_type: movement.kind,
    transaction_type_msg: MESSAGES[movement.kind],
    transaction_amount: decimal(moved(payment.gross, movement)),
    amount: decimal(payment.gross),
    vat_amount: decimal(moved(vat(payment.gross), movement)),
    earned_amount: earned,
    affiliate_amount: earned,
    users_share: earned,
    merchant_amount: '0.00',
    other_amounts: '0.00',
    other_vat_amounts: '0.00',
    currency: payment.currency,
    transaction_pay_date: BERLIN.day(movement.at),
    created_at: BERLIN.naive(movement.at),
    upsell_no: upsellNoOf(movement),
    ...productOf(payment),
    affiliate_name: account.label,
    vendor_id: String(30_000 + payment.product.vendor.length * 7),
    merchant_name: payment.product.vendor,
    campaignkey: dice.pick(93, ['', 'yt-may', 'news-12', 'blog']),
    buyer_id: String(dice.between(96, 1000, 999_999)),
    vat_country: dice.pick(95, ['DE', 'DE', 'DE', 'AT', 'CH']),
    ...methodOf(payment, dice),
    commission_reason: 'affiliate',
  };
}

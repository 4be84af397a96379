import { Dice } from '../../world/dice';
import { decimal } from '../../world/money';
import { isPaid, type Payment } from '../../world/payment';
import { alphanumeric, fromAlphanumeric, ScrambledIds } from '../../world/scrambled-ids';
import { DAY } from '../../world/wall-clock';
import { type Account } from '../network';

const IDS = 36n ** 17n;
const PREFIXES = ['AP', 'AP', 'WP'] as const;

function scrambled(account: Account): ScrambledIds {
  return new ScrambledIds(IDS, account.seed);
}

function diceOf(account: Account, { place }: Payment): Dice {
  return new Dice(account.seed, place.day, place.index, place.cycle);
}

/** The payment's paykey; its prefix names the processor and means nothing else (facts 7). */
export function paykeyOf(account: Account, payment: Payment): string {
  const prefix = diceOf(account, payment).pick(93, PREFIXES);
  return `${prefix}-${alphanumeric(scrambled(account).encode(payment.place), 17)}`;
}

/** The payment a paykey names; null when it names none of this account. */
export function paymentOf(account: Account, paykey: string): Payment | null {
  const id = fromAlphanumeric(paykey.slice(3));
  if (id === null || id >= IDS) return null;
  const payment = account.world.at(scrambled(account).decode(id));
  return payment !== null && paykeyOf(account, payment) === paykey ? payment : null;
}

export type Status = 'PENDING' | 'COMPLETED' | 'REFUNDED' | 'CHARGEBACK';

/** The row's status at `now`; a refund changes it in place and leaves everything else (facts 7). */
export function statusOf(payment: Payment, now: number): Status {
  const reversal = payment.reversals.findLast(({ at }) => at <= now);
  if (reversal !== undefined) return reversal.kind === 'refund' ? 'REFUNDED' : 'CHARGEBACK';
  return isPaid(payment, now) ? 'COMPLETED' : 'PENDING';
}

/** A row of the v2.0 vendor list: amounts are text, ids are numbers. */
export function saleRow(account: Account, payment: Payment, now: number): object {
  const dice = diceOf(account, payment);
  return {
    transaction_id: paykeyOf(account, payment),
    date: new Date(payment.at).toISOString().replace('.000Z', '+00:00'),
    product_name: payment.product.name,
    product_id: Number(payment.product.code),
    status: statusOf(payment, now),
    price: decimal(payment.gross),
    customer_email: `buyer${String(dice.between(96, 1000, 99_999))}@example.com`,
    first_name: 'Ada',
    last_name: 'Example',
    ip: '203.0.113.9',
    affiliate_id: 1_000_000 + (account.seed % 900_000),
    affiliate_name: account.label,
  };
}

/** A row of the affiliate list: the vendor's, with the commission and whether it has been paid out. */
export function affiliateRow(account: Account, payment: Payment, now: number): object {
  return {
    ...saleRow(account, payment, now),
    affiliate_commission: decimal(payment.commission),
    affiliate_commission_status: payment.at < now - 30 * DAY ? 'PAID' : 'PENDING',
  };
}

/** A row of the v3.0 list, as its vendor sees it. Sale dates carry no zone. */
export function vendorRow(account: Account, payment: Payment, now: number): object {
  const dice = diceOf(account, payment);
  const fee = Math.round(payment.gross * 0.05);
  const refund = payment.reversals.find(({ at }) => at <= now);
  return {
    transaction_id: paykeyOf(account, payment).slice(3),
    sale_date: new Date(payment.at).toISOString().slice(0, 19).replace('T', ' '),
    amount: decimal(payment.gross),
    status: statusOf(payment, now),
    product_id: Number(payment.product.code),
    product_name: payment.product.name,
    customer: {
      first_name: 'Ada',
      last_name: 'Example',
      email: `buyer${String(dice.between(96, 1000, 99_999))}@example.com`,
      country: 'US',
    },
    affiliate: { id: 1_000_000 + (account.seed % 900_000), display_name: account.label },
    payouts: { jvzoo_fee: decimal(fee), seller_earnings: decimal(payment.gross - payment.commission - fee) },
    ...(refund !== undefined && { refund: { refund_date: new Date(refund.at).toISOString().slice(0, 10) } }),
  };
}

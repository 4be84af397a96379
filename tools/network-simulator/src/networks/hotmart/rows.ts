import { Dice } from '../../world/dice';
import { major } from '../../world/money';
import { isPaid, type Payment } from '../../world/payment';
import { ScrambledIds } from '../../world/scrambled-ids';
import { type Account } from '../network';
import { isBoleto, statusAt, warrantyEnds } from './statuses';

const TRANSACTIONS = 10n ** 14n;

function diceOf(account: Account, { place }: Payment): Dice {
  return new Dice(account.seed, place.day, place.index);
}

function uuid(number: number): string {
  return `0B6E0000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function transactionOf(account: Account, { place }: Payment): string {
  return `HP${String(new ScrambledIds(TRANSACTIONS, account.seed).encode(place)).padStart(14, '0')}`;
}

function paymentType(account: Account, payment: Payment): string {
  if (payment.settledAt === payment.at)
    return diceOf(account, payment).pick(94, ['CREDIT_CARD', 'PIX', 'PAYPAL']);
  return isBoleto(account.seed, payment) ? 'BILLET' : 'PIX';
}

/** The platform's part, in the commission's currency. */
function feeOf(payment: Payment): object {
  const fixed = 100;
  return {
    total: major(Math.round(payment.gross * 0.099) + fixed),
    fixed: major(fixed),
    base: major(payment.gross),
    percentage: 9.9,
    currency_code: payment.commissionCurrency,
  };
}

function purchaseOf(account: Account, payment: Payment, now: number): object {
  const dice = diceOf(account, payment);
  const type = paymentType(account, payment);
  const recurs = payment.product.rebills > 0;
  return {
    transaction: transactionOf(account, payment),
    order_date: payment.at,
    ...(isPaid(payment, now) && { approved_date: payment.settledAt }),
    status: statusAt(account.seed, payment, now),
    recurrency_number: payment.kind === 'rebill' ? payment.place.cycle + 1 : 1,
    is_subscription: recurs,
    commission_as: 'AFFILIATE',
    price: { value: major(payment.gross), currency_code: payment.currency },
    payment: { method: type, installments_number: 1, type },
    tracking: dice.chance(92, 0.3)
      ? {}
      : { source: dice.pick(95, ['blog', 'insta', 'youtube']), source_sck: 'sidebar', external_code: 'c-81' },
    warranty_expire_date: warrantyEnds(payment),
    offer: {
      code: `k0x9zz${dice.pick(96, ['1a', '2b', '3c'])}`,
      payment_mode: recurs ? 'SUBSCRIPTION' : 'UNIQUE_PAYMENT',
    },
    hotmart_fee: feeOf(payment),
  };
}

/** A row of `sales/history`: numbers are numbers, dates epoch milliseconds; it does not tell the own commission. */
export function saleRow(account: Account, payment: Payment, now: number): object {
  const buyer = diceOf(account, payment).between(97, 1000, 99_999);
  return {
    product: { id: Number(payment.product.code), name: payment.product.name },
    buyer: { name: 'Marta Exemplo', email: `marta${String(buyer)}@example.test`, ucode: uuid(buyer) },
    producer: { name: payment.product.vendor, ucode: uuid(payment.product.vendor.length) },
    purchase: purchaseOf(account, payment, now),
  };
}

function commissionLine(source: string, value: number, currency: string): object {
  return {
    source,
    commission: { value: major(value), currency_value: currency },
    user: {
      ucode: uuid(source.length),
      name: source === 'AFFILIATE' ? 'Parceiro Exemplo' : 'Produtora Exemplo',
    },
  };
}

/** A row of `sales/commissions`: the only place of the own earnings. Neither date nor status; nothing until paid. */
export function commissionRow(account: Account, payment: Payment, now: number): object {
  const { commission, commissionCurrency: currency } = payment;
  const lines = isPaid(payment, now)
    ? [commissionLine('PRODUCER', commission, currency), commissionLine('AFFILIATE', commission, currency)]
    : [];
  return {
    transaction: transactionOf(account, payment),
    product: { id: Number(payment.product.code), name: payment.product.name },
    exchange_rate_currency_payout: account.world.options.profile.payout?.[payment.currency]?.rate ?? 1,
    commissions: lines,
  };
}

export function priceRow(account: Account, payment: Payment): object {
  const money = { value: major(payment.gross), currency_code: payment.currency };
  const nothing = { value: 0, currency_code: payment.currency };
  return {
    transaction: transactionOf(account, payment),
    product: { id: Number(payment.product.code), name: payment.product.name },
    base: money,
    total: money,
    vat: nothing,
    fee: nothing,
    real_conversion_rate: 1,
  };
}

import { createCipheriv, createHash } from 'node:crypto';
import { type Notice, type Notices } from '../../notify/notice';
import { major } from '../../world/money';
import { type Movement } from '../../world/payment';
import { type Account } from '../network';
import { lineMoney, PACIFIC, receiptOf, typeOf } from './rows';

/** `20260423T175704-0700` (facts 9). */
function compact(instant: number): string {
  return PACIFIC.withOffset(instant)
    .replaceAll(/[-:](?=\d\d)(?!\d\d:?\d\d$)/g, '')
    .replace(/:(\d\d)$/, '$1');
}

function messageOf(account: Account, movement: Movement): object {
  const { payment } = movement;
  const lines = payment.lines.map((line) => ({ line, ...lineMoney(line, movement) }));
  const sum = (values: readonly number[]) => major(values.reduce((total, value) => total + value, 0));
  return {
    transactionTime: compact(movement.at),
    receipt: receiptOf(account, movement),
    transactionType: typeOf(movement),
    vendor: payment.product.vendor,
    affiliate: account.label,
    role: 'AFFILIATE',
    totalAccountAmount: sum(lines.map(({ commission }) => commission)),
    paymentMethod: 'VISA',
    totalOrderAmount: sum(lines.map(({ gross }) => gross)),
    currency: payment.currency,
    lineItems: lines.map(({ line, commission }) => ({
      itemNo: line.product.code,
      productTitle: line.product.name,
      accountAmount: major(commission),
      quantity: 1,
    })),
    version: 8,
    attemptCount: 1,
  };
}

/** AES-256-CBC; the key is text: the first 32 digits of the secret's SHA-1 (facts 12). */
function encrypted(message: object, secretKey: string): string {
  const text = JSON.stringify(message);
  const key = createHash('sha1').update(secretKey).digest('hex').slice(0, 32);
  const iv = createHash('md5').update(text).digest();
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key, 'latin1'), iv);
  const notification = cipher.update(text, 'utf8', 'base64') + cipher.final('base64');
  return JSON.stringify({ notification, iv: iv.toString('base64') });
}

/** Test purchases are told to sellers only. Encrypted by `secretKey`. */
export const clickBankNotices: Notices = function* (account, span, { secretKey = '' }) {
  for (const movement of account.world.movements(span)) {
    if (movement.kind === 'refund_request' || movement.payment.isTest) continue;
    const notice: Notice = {
      ...{ at: movement.at, event: 'ins', method: 'POST', macros: {} },
      headers: { 'content-type': 'application/json' },
      body: encrypted(messageOf(account, movement), secretKey),
    };
    yield notice;
  }
};

import { createHash } from 'node:crypto';
import { formBody, type Notice, type Notices } from '../../notify/notice';
import { type Movement } from '../../world/payment';
import { type Account } from '../network';
import { paykeyOf } from './rows';

const TYPES = { refund: 'RFND', chargeback: 'CGBK', refund_request: '' } as const;

function typeOf({ kind, payment }: Movement): string {
  if (kind !== 'payment') return TYPES[kind];
  return payment.kind === 'rebill' ? 'BILL' : 'SALE';
}

/** Version 1: amounts in cents; a refund repeats the receipt and the time of its sale (facts 8, 9, 12). */
function fieldsOf(account: Account, movement: Movement): Record<string, string> {
  const { payment } = movement;
  return {
    ccustname: 'Ada Example',
    ccuststate: 'OR',
    ccustcc: 'US',
    ccustemail: 'buyer@example.com',
    cproditem: payment.product.code,
    cprodtitle: payment.product.name,
    cprodtype: 'STANDARD',
    ctransaction: typeOf(movement),
    ctransaffiliate: account.label,
    ctransamount: String(payment.gross),
    ctranspaymentmethod: 'PYPL',
    ctransvendor: payment.product.vendor,
    ctransreceipt: paykeyOf(account, payment).slice(3),
    caffitid: '',
    ctranstime: String(Math.floor(payment.at / 1000)),
    cupsellreceipt: '',
    cvendthru: '',
  };
}

function signed(fields: Record<string, string>, secretKey: string): Record<string, string> {
  const names = Object.keys(fields).sort();
  const text = names.map((name) => `${fields[name] ?? ''}|`).join('') + secretKey;
  const cverify = createHash('sha1').update(text).digest('hex').slice(0, 8).toUpperCase();
  return { ...fields, cverify };
}

/** JVZIPN version 1, signed by `secretKey`. */
export const jvzooNotices: Notices = function* (account, span, { secretKey = '' }) {
  for (const movement of account.world.movements(span)) {
    if (movement.kind === 'refund_request') continue;
    const body = formBody(signed(fieldsOf(account, movement), secretKey));
    const notice: Notice = { at: movement.at, event: 'ipn', method: 'POST', macros: {}, ...body };
    yield notice;
  }
};

import { Dice } from '../../world/dice';
import { shortDecimal } from '../../world/money';
import { type Line, type Movement, takenBack } from '../../world/payment';
import { alphanumeric, ScrambledIds } from '../../world/scrambled-ids';
import { WallClock } from '../../world/wall-clock';
import { type Account } from '../network';

export const PACIFIC = new WallClock('America/Los_Angeles');
const NIL = { '@nil': 'true' } as const;
const RECEIPTS = 36n ** 8n;

type Scalar = string | typeof NIL;
type LineItem = Readonly<Record<string, Scalar>>;
export type OrderData = Readonly<Record<string, Scalar | LineItem | readonly LineItem[]>>;

const TYPES = { refund: 'RFND', chargeback: 'CGBK', refund_request: '' } as const;

export function receiptOf(account: Account, movement: Movement): string {
  return alphanumeric(new ScrambledIds(RECEIPTS, account.seed).encode(movement.payment.place), 8);
}

export function typeOf({ kind, payment }: Movement): string {
  if (kind !== 'payment') return TYPES[kind];
  const type = payment.kind === 'rebill' ? 'BILL' : 'SALE';
  return payment.isTest ? `TEST_${type}` : type;
}

/** Nobody documents the sign of a refund row (facts 8): this account's history shows both. */
function signOf(account: Account, movement: Movement): number {
  if (movement.reversal === null) return 1;
  const { day, index, cycle } = movement.payment.place;
  return new Dice(account.seed, day, index, cycle).chance(91, 0.5) ? -1 : 1;
}

/** The money of a line in this row: all of it in a sale, the part taken back in a reversal. Minor units, positive. */
export function lineMoney(line: Line, { reversal }: Movement): { gross: number; commission: number } {
  if (reversal === null) return { gross: line.gross, commission: line.commission };
  return { gross: takenBack(line.gross, reversal), commission: takenBack(line.commission, reversal) };
}

function lineItem(line: Line, movement: Movement, sign: number): LineItem {
  const { gross, commission } = lineMoney(line, movement);
  const { payment } = movement;
  const recurs = line.product.rebills > 0;
  return {
    itemNo: line.product.code,
    productTitle: line.product.name,
    recurring: String(recurs),
    shippable: 'false',
    customerAmount: shortDecimal(sign * gross),
    accountAmount: shortDecimal(sign * commission),
    quantity: '1',
    lineItemType: line === payment.lines[0] ? (payment.kind === 'upsell' ? 'UPSELL' : 'STANDARD') : 'BUMP',
    rebillAmount: recurs ? shortDecimal(line.gross) : NIL,
    processedPayments: recurs ? String(payment.kind === 'rebill' ? payment.place.cycle + 1 : 1) : NIL,
    futurePayments: recurs ? '998' : NIL,
    nextPaymentDate: NIL,
    status: recurs ? 'ACTIVE' : NIL,
    role: 'AFFILIATE',
  };
}

/** One row of `orders2` as an affiliate sees it: every scalar is text, nothing is nil-marked objects, one line is bare. */
export function orderData(account: Account, movement: Movement): OrderData {
  const { payment } = movement;
  const sign = signOf(account, movement);
  const items = payment.lines.map((line) => lineItem(line, movement, sign));
  const gross = payment.lines.reduce((sum, line) => sum + lineMoney(line, movement).gross, 0);
  const dice = new Dice(account.seed, payment.place.day, payment.place.index);
  return {
    transactionTime: PACIFIC.withOffset(movement.at),
    receipt: receiptOf(account, movement),
    trackingId: dice.chance(92, 0.3) ? NIL : dice.pick(93, ['news_spring', 'fb_adset7', 'yt-review', 'blog']),
    paytmentMethod: payment.isTest ? 'TEST' : dice.pick(94, ['VISA', 'MSTR', 'PYPL', 'AMEX', 'VISA_PAZE']),
    transactionType: typeOf(movement),
    totalOrderAmount: shortDecimal(sign * gross),
    totalShippingAmount: '0.0',
    totalTaxAmount: '0.00',
    vendor: payment.product.vendor,
    affiliate: account.label,
    country: dice.pick(95, ['US', 'US', 'US', 'CA', 'GB', 'AU']),
    state: NIL,
    lastName: NIL,
    firstName: NIL,
    fullName: NIL,
    currency: payment.currency,
    declinedConsent: NIL,
    email: NIL,
    postalCode: NIL,
    customerContactInfo: NIL,
    role: 'AFFILIATE',
    customerRefundableState: movement.reversal === null ? 'REFUNDABLE' : 'ALREADY_REFUNDED',
    vendorVariables: NIL,
    lineItemData: items.length === 1 && items[0] !== undefined ? items[0] : items,
  };
}

import { currency, type ReversalKind } from '@tributary/domain';
import type { NormalizedRow, RawRow } from '@tributary/ports';
import { absoluteDecimal } from '../../kit/wire-decimal';
import { readRow, unreadableRow } from '../../kit/wire-schema';
import { type Order, orderIdsSchema, type OrderLine, orderSchema } from './clickbank.schema';

/** All amounts are US dollars; the row's `currency` only tells what the customer paid with (facts 8). */
const USD = currency('USD');

/** INSF, a returned eCheck, is known from notifications; it is read here in case the list sends it too (facts 7). */
const REVERSALS: Readonly<Record<string, ReversalKind>> = {
  RFND: 'refund',
  CGBK: 'chargeback',
  INSF: 'chargeback',
};
const SALES: readonly string[] = ['SALE', 'BILL'];
/** A fee belongs to no sale; test orders are no sales (facts 7). */
const NOTHING = /^(FEE|TEST_.*)$/;

const EMPTY: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: false,
  neverPaid: [],
};

/**
 * One order row: a sale, or a reversal, for each of its lines.
 * @throws {UnexpectedResponse} to be quarantined: a missing field, an unknown transaction type.
 */
export function mapOrder(raw: RawRow): NormalizedRow {
  const order = readRow(orderSchema, raw, 'ClickBank');
  const type = order.transactionType.toUpperCase();
  if (NOTHING.test(type)) return EMPTY;
  const lines = withKeys(order, type);
  if (SALES.includes(type)) return { ...EMPTY, sales: lines.map((line) => saleOf(order, line, type)) };
  const kind = REVERSALS[type];
  if (!kind) throw unreadableRow('ClickBank', 'transactionType', 'is not a known type');
  return { ...EMPTY, reversals: lines.map((line) => reversalOf(order, line, kind)) };
}

/** Of the first line, where there are several. A reversal's key holds its time, which is no id: null (facts 7). */
export function identifyOrder(raw: RawRow): string | null {
  const ids = orderIdsSchema.safeParse(raw).data;
  const type = ids?.transactionType.toUpperCase() ?? '';
  if (!ids || !SALES.includes(type)) return null;
  const [line] = ids.lineItemData;
  return line ? `${partyOf(ids)}:${type}:${line.itemNo}` : null;
}

interface KeyedLine {
  readonly line: OrderLine;
  readonly key: string;
  readonly linkKey: string;
}

/**
 * Keys are role, receipt, type and item: with both nicknames in one account a receipt is seen from both sides (facts 7).
 * The same item twice under one receipt gets a number.
 */
function withKeys(order: Order, type: string): KeyedLine[] {
  const seen = new Map<string, number>();
  return order.lineItemData.map((line) => {
    const count = (seen.get(line.itemNo) ?? 0) + 1;
    seen.set(line.itemNo, count);
    const party = partyOf(order);
    const key = `${party}:${type}:${line.itemNo}${count > 1 ? `:${count}` : ''}`;
    return { line, key, linkKey: `${party}:${line.itemNo}` };
  });
}

function partyOf({ role, receipt }: Pick<Order, 'role' | 'receipt'>): string {
  return `${role.toUpperCase()}:${receipt}`;
}

function saleOf(
  order: Order,
  { line, key, linkKey }: KeyedLine,
  type: string,
): NormalizedRow['sales'][number] {
  return {
    externalOrderId: key,
    orderNumber: order.receipt,
    linkKey,
    // A row exists only once money moved: nothing is ever pending (facts 7).
    state: 'completed',
    ...moneyOf(line),
    productId: line.itemNo,
    productName: line.productTitle,
    customerEmail: order.email,
    saleDate: order.transactionTime,
    isRebill: type === 'BILL',
  };
}

/** A refund repeats the receipt of its sale. Several partial ones differ by their time only (facts 7). */
function reversalOf(
  order: Order,
  { line, key, linkKey }: KeyedLine,
  kind: ReversalKind,
): NormalizedRow['reversals'][number] {
  return {
    externalReversalId: `${key}:${order.transactionTime.toISOString()}`,
    linkKey,
    kind,
    ...moneyOf(line),
    reversedAt: order.transactionTime,
  };
}

/** The sign of a refund is not documented and differs between readers: the type decides, never the sign (facts 8). */
function moneyOf(line: OrderLine) {
  return {
    amount: line.customerAmount === null ? null : absoluteDecimal(line.customerAmount),
    currency: USD,
    commission: line.accountAmount === null ? null : absoluteDecimal(line.accountAmount),
    commissionCurrency: USD,
  };
}

import { type DecimalText, dayInZone, type Reversal, type ReversalKind, type Sale } from '@tributary/domain';
import type { NormalizedRow, RawRow } from '@tributary/ports';
import { absoluteDecimal } from '../../kit/wire-decimal';
import { readRow, unreadableRow } from '../../kit/wire-schema';
import {
  storedRowSchema,
  type Transaction,
  transactionIdsSchema,
  transactionSchema,
} from './digistore24.schema';

const NAME = 'Digistore24';
const REVERSALS: Readonly<Record<string, ReversalKind>> = { refund: 'refund', chargeback: 'chargeback' };
/** The buyer asked, nothing moved yet (facts 7). */
const REQUEST = 'refund_request';

const EMPTY: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: false,
  neverPaid: [],
};

interface Context {
  readonly zone: string;
  readonly role: string;
}

/**
 * One money movement: a sale or a reversal, or nothing for a request or a test order.
 * @throws {UnexpectedResponse} to be quarantined: no id, no currency, no date, an unknown type.
 */
export function mapTransaction(raw: RawRow): NormalizedRow {
  const { transaction, ...context } = readRow(storedRowSchema, raw, NAME);
  const row = readRow(transactionSchema(context.zone), transaction, NAME);
  const type = (row.transaction_type ?? row.type)?.toLowerCase();
  if (type === REQUEST || isTest(row)) return EMPTY;
  if (type === 'payment') return { ...EMPTY, sales: [saleOf(row, context)] };
  const kind = REVERSALS[type ?? ''];
  if (!kind) throw unreadableRow(NAME, 'transaction_type', 'is not a known type');
  return { ...EMPTY, reversals: [reversalOf(row, kind, context)] };
}

/** Sales and reversals have ids of one kind (facts 6). */
export function identifyTransaction(raw: RawRow): string | null {
  const ids = transactionIdsSchema.safeParse(raw).data?.transaction;
  return ids ? movementId(ids) : null;
}

/** The list cannot be filtered by live and test: test orders are known by their pay method (facts 3a, 7). */
export function isTest(
  row: Pick<Transaction, 'transaction_pay_method' | 'pay_method' | 'order_type'>,
): boolean {
  const marks = [row.transaction_pay_method, row.pay_method, row.order_type];
  return marks.some((mark) => mark?.toLowerCase() === 'test');
}

function saleOf(row: Transaction, context: Context): Sale {
  return {
    externalOrderId: idOf(row),
    orderNumber: row.purchase_id,
    linkKey: linkKeyOf(row),
    state: 'completed',
    amount: row.transaction_amount ?? row.amount,
    currency: row.currency,
    commission: earnedOf(row, context.role),
    commissionCurrency: row.currency,
    ...productOf(row),
    customerEmail: row.buyer?.email ?? null,
    saleDate: dateOf(row, context.zone),
    isRebill: Number(row.pay_sequence_no ?? 0) > 1,
  };
}

/** `amount` still tells the order's whole price on a refund: only `transaction_amount` is what moved (facts 6, 8). */
function reversalOf(row: Transaction, kind: ReversalKind, context: Context): Reversal {
  return {
    externalReversalId: idOf(row),
    linkKey: linkKeyOf(row),
    kind,
    amount: absoluteOrNull(row.transaction_amount),
    currency: row.currency,
    commission: absoluteOrNull(earnedOf(row, context.role)),
    commissionCurrency: row.currency,
    reversedAt: dateOf(row, context.zone),
  };
}

function idOf(row: Transaction): string {
  const id = movementId(row);
  if (id === null) throw unreadableRow(NAME, 'transaction_id', 'is missing');
  return id;
}

/** In rows shaped like orders `id` is the order's, which is no number: several movements would share it (facts 6). */
function movementId(
  row: Pick<Transaction, 'transaction_id' | 'id'> & { purchase_id: string | null },
): string | null {
  if (row.transaction_id !== null) return row.transaction_id;
  return row.id !== null && /^\d+$/.test(row.id) && row.id !== row.purchase_id ? row.id : null;
}

/** A refund names the order and the upsell step, not the payment it returns (facts 7). */
function linkKeyOf(row: Transaction): string {
  return `${row.purchase_id}:${row.upsell_no ?? '0'}`;
}

/** What the key's account earned. Without it the role tells which share is ours; with several roles nothing does (facts 8). */
function earnedOf(row: Transaction, role: string): DecimalText | null {
  if (row.earned_amount !== null) return row.earned_amount;
  if (role === 'vendor') return row.merchant_amount;
  return role === 'affiliate' ? row.affiliate_amount : null;
}

/** The main product names the order; an upsell's own product is known only where the row lists one item (facts 6, 13). */
function productOf(row: Transaction): Pick<Sale, 'productId' | 'productName'> {
  const [item, ...others] = row.items ?? [];
  if (item && others.length === 0) return { productId: item.product_id, productName: item.product_name };
  const isMain = (row.upsell_no ?? '0') === '0';
  return isMain
    ? { productId: row.main_product_id, productName: row.main_product_name }
    : { productId: null, productName: null };
}

/**
 * The movement's own time. `created_at` is it by the documentation, but the order's in rows shaped like orders: where the day
 * of payment is another one, that day counts (facts 6).
 */
function dateOf(row: Transaction, zone: string): Date {
  const { transaction_created_at: own, created_at: created, transaction_pay_date: paid } = row;
  const date = own ?? (created && paid && !isSameDay(created, paid, zone) ? paid : (created ?? paid));
  if (!date) throw unreadableRow(NAME, 'created_at', 'is missing');
  return date;
}

function isSameDay(a: Date, b: Date, zone: string): boolean {
  return a.getTime() === b.getTime() || dayInZone(a, zone) === dayInZone(b, zone);
}

function absoluteOrNull(value: DecimalText | null): DecimalText | null {
  return value === null ? null : absoluteDecimal(value);
}

import { currency, type Reversal, type Sale } from '@tributary/domain';
import type { NormalizedRow, RawRow } from '@tributary/ports';
import { absoluteDecimal } from '../../kit/wire-decimal';
import { readRow } from '../../kit/wire-schema';
import { type JvzooRow, rawRowSchema, rowIdsSchema } from './jvzoo.schema';

/** No row states a currency: JVZoo sells in US dollars. */
const USD = currency('USD');
/** A rebill's receipt is that of the first sale plus a counter. */
const REBILL = /-B\d{3,}$/;

type Meaning = 'completed' | 'pending' | 'refund' | 'chargeback';

/** Both versions change the row in place. @throws {UnexpectedResponse} `skip-row` for a row without id, date or status. */
export function normalizeJvzooRow(raw: RawRow): NormalizedRow {
  const wire = readRow(rawRowSchema, raw, 'JVZoo');
  const meaning = meaningOf(wire.row.status);
  const sale = saleOf(wire, meaning);
  return {
    sales: [sale],
    reversals: reversalsOf(sale, meaning, refundDateOf(wire)),
    dailyTotals: [],
    reversalsAreComplete: true,
    neverPaid: [],
  };
}

/** Every row is a sale, whatever became of it (facts 7). */
export function identifyJvzooRow(raw: RawRow): string | null {
  const ids = rowIdsSchema.safeParse(raw).data;
  return ids ? orderIdOf(ids.side, ids.row.transaction_id) : null;
}

/** One key may see the same transaction from both sides. */
function orderIdOf(side: JvzooRow['side'], id: string): string {
  return `${side}:${id}`;
}

/** Only COMPLETED is money for sure: a status nobody has seen yet counts as pending. */
function meaningOf(status: string): Meaning {
  const upper = status.toUpperCase();
  if (/CHARG|DISPUT|CGBK/.test(upper)) return 'chargeback';
  if (upper.includes('REFUND')) return 'refund';
  return upper === 'COMPLETED' ? 'completed' : 'pending';
}

function saleOf(wire: JvzooRow, meaning: Meaning): Sale {
  const { transaction_id: id, product_id: productId, product_name: productName } = wire.row;
  const externalOrderId = orderIdOf(wire.side, id);
  return {
    externalOrderId,
    orderNumber: id,
    linkKey: externalOrderId,
    state: meaning === 'pending' ? 'pending' : 'completed',
    currency: USD,
    commissionCurrency: USD,
    productId,
    productName,
    isRebill: REBILL.test(id),
    ...(wire.version === '2.0' ? latestParts(wire) : datedParts(wire)),
  };
}

type VersionParts = Pick<Sale, 'amount' | 'commission' | 'customerEmail' | 'saleDate'>;

/** The v2.0 vendor list tells nothing of what the vendor earns. */
function latestParts({ row, side }: Extract<JvzooRow, { version: '2.0' }>): VersionParts {
  return {
    amount: unsigned(row.price),
    commission: side === 'affiliate' ? unsigned(row.affiliate_commission) : null,
    customerEmail: row.customer_email,
    saleDate: row.date,
  };
}

function datedParts({ row }: Extract<JvzooRow, { version: '3.0' }>): VersionParts {
  return {
    amount: unsigned(row.amount),
    commission: unsigned(row.payouts?.seller_earnings ?? null),
    customerEmail: row.customer?.email ?? null,
    saleDate: row.sale_date,
  };
}

/** Refunded rows stay positive in v3.0, in v2.0 nobody knows: the status decides, never the sign. */
function unsigned(value: string | null): string | null {
  return value === null ? null : absoluteDecimal(value);
}

/** v2.0 never dates a refund: it counts from the first time it was seen. */
function refundDateOf(wire: JvzooRow): Date | null {
  return wire.version === '3.0' ? (wire.row.refund?.refund_date ?? null) : null;
}

/** Partial refunds have never been seen: a refund gives back all of the row. */
function reversalsOf(sale: Sale, meaning: Meaning, reversedAt: Date | null): Reversal[] {
  if (meaning !== 'refund' && meaning !== 'chargeback') return [];
  return [
    {
      externalReversalId: `${sale.externalOrderId}:refund`,
      linkKey: sale.linkKey,
      kind: meaning,
      amount: sale.amount,
      currency: sale.currency,
      commission: sale.commission,
      commissionCurrency: sale.commissionCurrency,
      reversedAt,
    },
  ];
}

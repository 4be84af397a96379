import { currency, type Currency, type DecimalText, type Reversal, type Sale } from '@tributary/domain';
import type { NormalizedRow, RawRow } from '@tributary/ports';
import { readRow, unreadableRow } from '../../kit/wire-schema';
import { type HotmartRow, rawRowSchema, rowIdsSchema } from './hotmart.schema';

const NAME = 'Hotmart';
const PRICE_CURRENCY = 'purchase.price.currency_code';
const COMMISSION_CURRENCY = 'commission.currency_value';

type Meaning = 'completed' | 'pending' | 'never-paid' | 'refund' | 'chargeback';

/** Facts 7. The second spellings occur in rows of old code and in webhooks. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  APPROVED: 'completed',
  COMPLETE: 'completed',
  REFUNDED: 'refund',
  CHARGEBACK: 'chargeback',
  // How much was given back is told nowhere. A refund without figures would stand for the whole sale, so there is none:
  // the sale counts what its commission line still states.
  PARTIALLY_REFUNDED: 'completed',
  PROTESTED: 'pending',
  DISPUTE: 'pending',
  WAITING_PAYMENT: 'pending',
  PRINTED_BILLET: 'pending',
  BILLET_PRINTED: 'pending',
  PROCESSING_TRANSACTION: 'pending',
  STARTED: 'pending',
  UNDER_ANALISYS: 'pending',
  UNDER_ANALYSIS: 'pending',
  DLOCAL_ANALYSIS: 'pending',
  PRE_ORDER: 'pending',
  OVERDUE: 'pending',
  DELAYED: 'pending',
  CANCELLED: 'never-paid',
  CANCELED: 'never-paid',
  EXPIRED: 'never-paid',
  NO_FUNDS: 'never-paid',
  BLOCKED: 'never-paid',
};

interface Earning {
  readonly value: DecimalText | null;
  readonly currency: Currency;
}

/** @throws {UnexpectedResponse} `skip-row` for a status nobody has documented, a row without currency, or unclear own lines. */
export function normalizeHotmartRow(raw: RawRow): NormalizedRow {
  const row = readRow(rawRowSchema, raw, NAME);
  const { transaction, status } = row.history.purchase;
  const meaning = MEANINGS[status.toUpperCase()];
  if (!meaning) throw unreadableRow(NAME, 'purchase.status', 'is none of the known ones');
  if (meaning === 'never-paid') return { ...NOTHING, neverPaid: [transaction] };
  const sale = saleOf(row, meaning === 'pending' ? 'pending' : 'completed');
  return { ...NOTHING, sales: [sale], reversals: reversalsOf(sale, meaning) };
}

/** Every row is a sale, whatever became of it (facts 7). */
export function identifyHotmartRow(raw: RawRow): string | null {
  return rowIdsSchema.safeParse(raw).data?.history.purchase.transaction ?? null;
}

/** The status of the row tells all that was taken back: a chargeback that was won is simply gone from it. */
const NOTHING: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: true,
  neverPaid: [],
};

function saleOf(row: HotmartRow, state: Sale['state']): Sale {
  const { purchase, product, buyer } = row.history;
  return {
    externalOrderId: purchase.transaction,
    orderNumber: purchase.transaction,
    linkKey: purchase.transaction,
    state,
    ...moneyOf(row),
    productId: product.id,
    productName: product.name,
    customerEmail: buyer.email,
    // The order date never moves; the approval date appears later and would move a sale between days.
    saleDate: purchase.order_date,
    isRebill: (purchase.recurrency_number ?? 1) > 1,
  };
}

function moneyOf(row: HotmartRow): Pick<Sale, 'amount' | 'currency' | 'commission' | 'commissionCurrency'> {
  const { price } = row.history.purchase;
  const earning = ownEarning(row);
  const priceCurrency = currencyOf(price.currency_code, PRICE_CURRENCY) ?? earning?.currency;
  if (!priceCurrency) throw unreadableRow(NAME, PRICE_CURRENCY, 'is missing');
  return {
    amount: price.value,
    currency: priceCurrency,
    // Without a commission line it is booked by a later reading, never as zero.
    commission: earning?.value ?? null,
    commissionCurrency: earning?.currency ?? priceCurrency,
  };
}

/**
 * The line whose source is the role the account earned in. Other parties' lines are ignored.
 * Two lines of that role cannot be told apart: neither is guessed.
 */
function ownEarning(row: HotmartRow): Earning | null {
  const role = row.history.purchase.commission_as ?? row.role;
  const [own, ...others] = (row.commissions ?? []).filter((line) => line.source === role);
  if (!own) return null;
  if (others.length > 0) throw unreadableRow(NAME, 'commissions', `hold several of the role ${role}`);
  const { value, currency_value, currency_code } = own.commission;
  const code = currencyOf(currency_value ?? currency_code, COMMISSION_CURRENCY);
  if (!code) throw unreadableRow(NAME, COMMISSION_CURRENCY, 'is missing');
  return { value, currency: code };
}

function currencyOf(code: string | null, field: string): Currency | null {
  if (code === null) return null;
  try {
    return currency(code);
  } catch {
    throw unreadableRow(NAME, field, 'is not a currency code');
  }
}

/**
 * Refunds are not rows of their own and are not dated: one reversal is derived, dated by first sight. It gives
 * back the whole price, and the commission as far as it is still stated.
 */
function reversalsOf(sale: Sale, meaning: Meaning): Reversal[] {
  if (meaning !== 'refund' && meaning !== 'chargeback') return [];
  return [
    {
      externalReversalId: `${sale.externalOrderId}:${meaning}`,
      linkKey: sale.linkKey,
      kind: meaning,
      amount: sale.amount,
      currency: sale.currency,
      commission: sale.commission,
      commissionCurrency: sale.commissionCurrency,
      reversedAt: null,
    },
  ];
}

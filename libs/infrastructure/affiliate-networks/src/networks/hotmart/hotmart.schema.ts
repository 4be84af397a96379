import { z } from 'zod';
import { parseSum } from '../../kit/wire-decimal';
import {
  parseEmail,
  required,
  wire,
  wireCurrency,
  wireDecimal,
  wireObject,
  wireRequiredText,
  wireText,
} from '../../kit/wire-schema';
import { parseEpochMilliseconds } from '../../kit/wire-time';

/** Answer of the token host. `expires_in` is in seconds. */
export const tokenSchema = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().nullish(),
});

/** Envelope of every list. `total_results` may be missing, as may the whole of `page_info` on a short list. */
export const listSchema = z.looseObject({
  items: z.array(wireObject),
  page_info: z
    .looseObject({
      next_page_token: z.string().nullish(),
      total_results: z.number().nullish(),
    })
    .nullish(),
});
export type SaleList = z.infer<typeof listSchema>;

/** One row of sales/commissions, opened as far as the join needs. What is inside is read with its sale. */
export const commissionItemSchema = z.looseObject({
  transaction: z.string().min(1),
  commissions: z.array(wireObject).nullish(),
});

/** One row of sales/summary: the commission of everything the question selects, in one currency. */
export const summaryItemSchema = z.looseObject({
  total_items: z.number().int().nonnegative(),
  total_value: z.looseObject({ value: wire(required(parseSum)), currency_code: wireCurrency }),
});

const orderDate = wire(parseEpochMilliseconds);
const email = wire(parseEmail);

/** One row of sales/history. Optional parts may be missing or null. */
const historySchema = z.looseObject({
  product: z
    .looseObject({ id: wireText, name: wireText })
    .nullish()
    .transform((product) => product ?? { id: null, name: null }),
  buyer: z
    .looseObject({ email })
    .nullish()
    .transform((buyer) => buyer ?? { email: null }),
  purchase: z.looseObject({
    transaction: wireRequiredText,
    order_date: orderDate,
    status: wireRequiredText,
    recurrency_number: z.number().nullish(),
    commission_as: wireText,
    price: z
      .looseObject({ value: wireDecimal, currency_code: wireText })
      .nullish()
      .transform((price) => price ?? { value: null, currency_code: null }),
  }),
});

/** One line of a sale's commissions: the currency is documented as `currency_value`, one client reads `currency_code`. */
const lineSchema = z.looseObject({
  source: wireRequiredText,
  commission: z.looseObject({
    value: wireDecimal,
    currency_value: wireText,
    currency_code: wireText,
  }),
});

/** What the gateway hands out: a sale, the commission lines found for it (null when there were none), and the role asked for. */
export const rawRowSchema = z.looseObject({
  role: z.string(),
  history: historySchema,
  commissions: z.array(lineSchema).nullable(),
});
/** What alone makes the identity of a row. */
export const rowIdsSchema = z.looseObject({
  history: z.looseObject({ purchase: z.looseObject({ transaction: wireRequiredText }) }),
});

export type HotmartRow = z.infer<typeof rawRowSchema>;
export type CommissionLine = Readonly<Record<string, unknown>>;

/**
 * Every documented status, to be sent as a filter. Other spellings are read, but one of them in a request fails the whole
 * call.
 */
export const SENT_STATUSES = [
  'APPROVED',
  'BLOCKED',
  'CANCELLED',
  'CHARGEBACK',
  'COMPLETE',
  'EXPIRED',
  'NO_FUNDS',
  'OVERDUE',
  'PARTIALLY_REFUNDED',
  'PRE_ORDER',
  'PRINTED_BILLET',
  'PROCESSING_TRANSACTION',
  'PROTESTED',
  'REFUNDED',
  'STARTED',
  'UNDER_ANALISYS',
  'WAITING_PAYMENT',
] as const;

/** The sale without names and person ids: of the people only the buyer's e-mail is kept. */
export function withoutPeople(item: Readonly<Record<string, unknown>>): {
  readonly history: Readonly<Record<string, unknown>>;
  readonly transaction: string | null;
} {
  const { buyer, ...rest } = item;
  const history = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'producer'));
  const email = isRecord(buyer) ? (buyer.email ?? null) : null;
  const purchase = item.purchase;
  const transaction = isRecord(purchase) ? purchase.transaction : null;
  return {
    history: { ...history, buyer: { email } },
    transaction: typeof transaction === 'string' ? transaction : null,
  };
}

/** Commission lines without the names of the earning parties. */
export function linesWithoutPeople(
  lines: readonly Readonly<Record<string, unknown>>[],
): readonly CommissionLine[] {
  return lines.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'user')));
}

/** The `error` of an OAuth error body, null when there is none. */
export function oauthErrorOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    const error = isRecord(parsed) ? parsed.error : null;
    return typeof error === 'string' ? error : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { currency } from '@tributary/domain';
import { z } from 'zod';
import {
  parseEmail,
  parseText,
  required,
  wire,
  wireCurrency,
  wireDecimal,
  wireObject,
  wireSum,
  wireText,
} from '../../kit/wire-schema';
import { parseZonedTime } from '../../kit/wire-time';

/** Dates come without a zone (facts 9); the operator is German. Used unless the envelope names a zone. */
export const DEFAULT_ZONE = 'Europe/Berlin';

const count = wire((value) => {
  const text = parseText(value);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw new RangeError('is not a whole number');
  return Number(text);
});

/** Every answer, failures with status 200 included (facts 5). */
export const envelopeSchema = z.object({
  result: z.string(),
  message: wireText,
  code: count,
  timezone: wireText,
  data: z.unknown().optional(),
});

export type Envelope = z.infer<typeof envelopeSchema>;

export const transactionListSchema = z.object({
  page_count: count,
  page_size: count,
  transaction_list: z
    .array(wireObject)
    .nullish()
    .transform((list) => list ?? null),
  /** Opened only where totals are wanted. */
  summary: z.unknown().optional(),
});

export type TransactionList = z.infer<typeof transactionListSchema>;

const requiredCount = count.transform((value, context) => {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'is missing' });
  return z.NEVER;
});

const amountsSchema = z.record(z.string(), z.object({ count: requiredCount, earned_amount: wireSum }));

/** Of the whole window, whatever the page. Without any transaction the currencies may be missing, or an empty list. */
export const summarySchema = z.object({
  count: requiredCount,
  amounts: z
    .preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : value), amountsSchema.nullish())
    .transform(
      (amounts) => new Map(Object.entries(amounts ?? {}).map(([code, sum]) => [currency(code), sum])),
    ),
});

/** As much of a row as tells whether it is a test order, and what the summary holds of it. */
export const testOrderSchema = z.object({
  transaction_pay_method: wireText,
  pay_method: wireText,
  order_type: wireText,
  earned_amount: wireDecimal,
  currency: wireCurrency,
});

export const userSchema = z.object({
  user_id: wire(required(parseText)),
  user_name: wireText,
  granted_roles: wireText,
});

/** What one stored row holds: the wire row, and what its mapping needs of the page around it. */
export const storedRowSchema = z.object({
  transaction: wireObject,
  zone: z.string().min(1),
  role: z.string(),
});

/** What alone makes the identity of a stored row. */
export const transactionIdsSchema = z.object({
  transaction: z.object({ transaction_id: wireText, id: wireText, purchase_id: wireText }),
});

const schemas = new Map<string, ReturnType<typeof buildTransactionSchema>>();

/** The schema of rows whose dates are wall-clock times in `zone`; built once a zone. */
export function transactionSchema(zone: string) {
  const schema = schemas.get(zone) ?? buildTransactionSchema(zone);
  schemas.set(zone, schema);
  return schema;
}

/** A row is the movement joined with its order: some fields speak of the order only (facts 6). */
function buildTransactionSchema(zone: string) {
  const time = wire((value) => {
    const text = parseText(value);
    return text === null ? null : parseZonedTime(text, zone);
  });
  return z.object({
    transaction_id: wireText,
    id: wireText,
    purchase_id: wire(required(parseText)),
    transaction_type: wireText,
    type: wireText,
    transaction_amount: wireDecimal,
    amount: wireDecimal,
    earned_amount: wireDecimal,
    merchant_amount: wireDecimal,
    affiliate_amount: wireDecimal,
    currency: wireCurrency,
    transaction_created_at: time,
    created_at: time,
    transaction_pay_date: time,
    upsell_no: wireText,
    main_product_id: wireText,
    main_product_name: wireText,
    transaction_pay_method: wireText,
    pay_method: wireText,
    order_type: wireText,
    pay_sequence_no: wireText,
    buyer: z
      .object({ email: wire(parseEmail) })
      .nullish()
      .catch(null),
    items: z
      .array(z.object({ product_id: wireText, product_name: wireText }))
      .nullish()
      .catch(null),
  });
}

export type Transaction = z.infer<ReturnType<typeof transactionSchema>>;

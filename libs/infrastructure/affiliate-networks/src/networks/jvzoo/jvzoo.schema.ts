import { z } from 'zod';
import {
  parseEmail,
  parseText,
  required,
  wire,
  wireDecimal,
  wireObject,
  wireRequiredText,
  wireText,
} from '../../kit/wire-schema';
import { parseZonedTime } from '../../kit/wire-time';

/** Dates without offset are read on JVZoo's wall clock: an assumption, see the README. */
const JVZOO_ZONE = 'America/New_York';

const count = z.coerce.number().nullish();
export type WireRow = Readonly<Record<string, unknown>>;

/**
 * Envelope of both versions: v2.0 repeats the HTTP status in the body, v3.0 has a code of its own.
 * `results` is left closed, because failures may come without: see {@link rowsOf}.
 */
export const envelopeSchema = z.looseObject({
  meta: z.looseObject({
    status: z.looseObject({ http_status_code: count, code: count }),
    total_count: count,
    pagination: z.looseObject({ page_size: count, has_more: z.boolean().nullish() }).nullish(),
  }),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The rows of a good answer. A single object in place of the list occurs. */
export const resultsSchema = z.looseObject({
  results: z.union([z.array(wireObject), wireObject.transform((row) => [row])]),
});

const moment = wire((value) => parseZonedTime(required(parseText)(value), JVZOO_ZONE));
const momentOrNull = wire((value) => {
  const text = parseText(value);
  return text === null ? null : parseZonedTime(text, JVZOO_ZONE);
});
const email = wire(parseEmail);

/** Row of both v2.0 lists. The vendor's has no commission. */
const latestRowSchema = z.looseObject({
  transaction_id: wireRequiredText,
  date: moment,
  status: wireRequiredText,
  price: wireDecimal,
  affiliate_commission: wireDecimal,
  product_id: wireText,
  product_name: wireText,
  customer_email: email,
});

/** Row of v3.0 transactions, as a vendor sees it. */
const datedRowSchema = z.looseObject({
  transaction_id: wireRequiredText,
  sale_date: moment,
  status: wireRequiredText,
  amount: wireDecimal,
  payouts: z.looseObject({ seller_earnings: wireDecimal }).nullish(),
  refund: z.looseObject({ refund_date: momentOrNull }).nullish(),
  product_id: wireText,
  product_name: wireText,
  customer: z.looseObject({ email }).nullish(),
});

/** What the gateway hands out: the wire row with the side it was read for and the version it came from. */
export const rawRowSchema = z.discriminatedUnion('version', [
  z.object({ version: z.literal('2.0'), side: z.enum(['affiliate', 'vendor']), row: latestRowSchema }),
  z.object({ version: z.literal('3.0'), side: z.literal('vendor'), row: datedRowSchema }),
]);
/** What alone makes the identity of a row. */
export const rowIdsSchema = z.object({
  side: z.enum(['affiliate', 'vendor']),
  row: z.looseObject({ transaction_id: wireRequiredText }),
});

export type JvzooRow = z.infer<typeof rawRowSchema>;

/** Null when the row has none: such a row goes to quarantine later, but it must not stop the walk. */
export function idOf(row: WireRow): string | null {
  const id = row.transaction_id;
  return typeof id === 'string' || typeof id === 'number' ? String(id).trim() || null : null;
}

/** Epoch milliseconds of a v2.0 row, for comparing rows with one another only. An unreadable date is the oldest. */
export function timeOf(row: WireRow): number {
  const parsed = moment.safeParse(row.date);
  return parsed.success ? parsed.data.getTime() : -Infinity;
}

const PERSONAL = new Set([
  'first_name',
  'last_name',
  'paypal_email',
  'ip',
  'customer_ip',
  'affiliate_name',
  'affiliate_email',
]);

/** The row without names and addresses: of the people only the customer's e-mail and country are kept. */
export function withoutPeople(row: WireRow): WireRow {
  const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !PERSONAL.has(name)));
  return {
    ...kept,
    ...('customer' in row && { customer: pick(row.customer, ['email', 'country']) }),
    ...('affiliate' in row && { affiliate: pick(row.affiliate, ['id']) }),
  };
}

function pick(value: unknown, names: readonly string[]): WireRow | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

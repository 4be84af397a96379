import { UnexpectedResponse } from '@tributary/ports';
import { z } from 'zod';
import { parseDecimal } from '../../kit/wire-decimal';
import { parseEmail, parseText, required, wire } from '../../kit/wire-schema';
import { parseInstant } from '../../kit/wire-time';

/** The JSON is a mechanical copy of XML: an absent value of any type is an object with this key (facts 6). */
const NIL = '@nil';

/** All scalars come as text (facts 6). */
const text = wire((value) => parseText(orNull(value)));
const requiredText = wire(required((value) => parseText(orNull(value))));
const decimal = wire((value) => parseDecimal(orNull(value)));

/** A line of an order: bumps and carts are several lines of one receipt (facts 7). */
const lineSchema = z.object({
  itemNo: requiredText,
  productTitle: text,
  /** What the customer paid for the line, in USD (facts 8). */
  customerAmount: decimal,
  /** What the account earned on the line, in USD (facts 8). */
  accountAmount: decimal,
});

export const orderSchema = z.object({
  /** Pacific wall time with its offset (facts 9). */
  transactionTime: wire((value) => parseInstant(required(parseText)(orNull(value)))),
  receipt: requiredText,
  transactionType: requiredText,
  role: requiredText,
  email: wire((value) => parseEmail(orNull(value))),
  lineItemData: z.preprocess(asList, z.array(lineSchema).min(1)),
});

/** What alone makes the identity of a row. */
export const orderIdsSchema = orderSchema.pick({ receipt: true, transactionType: true, role: true }).extend({
  lineItemData: z.preprocess(asList, z.array(lineSchema.pick({ itemNo: true })).min(1)),
});

export type Order = z.infer<typeof orderSchema>;
export type OrderLine = Order['lineItemData'][number];

export const accountsSchema = z
  .object({ accountData: z.preprocess(asList, z.array(z.object({ nickName: requiredText }))) })
  .nullable();

/**
 * The orders of a page. No orders come as JSON `null`, an empty body or `{}`; one order comes without its list (facts 6).
 * @throws {UnexpectedResponse} for any other object, which may be an error with status 200.
 */
export function ordersOf(body: unknown): Record<string, unknown>[] {
  if (body === null) return [];
  const orders = asList(Array.isArray(body) ? body : listIn(body));
  if (orders.every(isObject)) return orders;
  throw new UnexpectedResponse('ClickBank sent a list whose entries are not orders.', { field: 'orderData' });
}

function listIn(body: unknown): unknown {
  if (isObject(body) && 'orderData' in body) return body.orderData;
  if (isObject(body) && Object.keys(body).length === 0) return null;
  throw new UnexpectedResponse('ClickBank sent an answer without orders.', {
    field: 'orderData',
    keysSeen: isObject(body) ? Object.keys(body) : [],
  });
}

/** One entry comes as a bare object instead of a list, for everything that is documented as a list (facts 6). */
function asList(value: unknown): unknown[] {
  const present = orNull(value);
  if (present === null || present === undefined) return [];
  return Array.isArray(present) ? present : [present];
}

function orNull(value: unknown): unknown {
  return isObject(value) && NIL in value ? null : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

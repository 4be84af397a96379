import { type Alias, textAt, type WireRow } from './columns';

/**
 * The order's identity, built only from ids the row has; null when it has none. `order_id` is counted per vendor
 * and repeats across vendors: it only identifies together with the vendor's `account_id`, or at least with the product.
 */
export function orderKey(
  row: WireRow,
  names: { readonly id: Alias; readonly product: Alias },
): string | null {
  const account = textAt(row, ['account_id']);
  const local = textAt(row, ['order_id']);
  if (account !== null && local !== null) return `${account}:${local}`;
  const global = textAt(row, ['order_id_global']);
  if (global !== null) return global;
  const id = textAt(row, names.id);
  const product = textAt(row, names.product);
  return id !== null && product !== null ? `${id}:${product}` : id;
}

/**
 * What the reversals of an order point at: its number and its product, because a postback can tell no more. The vendor's
 * id is left out although the number repeats across vendors: the product tells them apart. Null without one of the two.
 */
export function orderLink(row: WireRow, names: { readonly product: Alias }): string | null {
  const number = textAt(row, ['order_id', 'orderid', 'ORDERID']);
  const product = textAt(row, names.product);
  return number !== null && product !== null ? `${number}:${product}` : null;
}

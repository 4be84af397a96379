/** One row as it came: a flat object whose values may all be text, sometimes with nested objects. */
export type WireRow = Readonly<Record<string, unknown>>;

/** Names under which a value may come, best first; a dot walks into a nested object. */
export type Alias = readonly string[];

/** Where rows have an id, a time and so on. Every list is an assumption: the platform publishes no row format. */
export interface ColumnNames {
  readonly id: Alias;
  readonly time: Alias;
  readonly commission: Alias;
  readonly gross: Alias;
  readonly event: Alias;
  readonly product: Alias;
  readonly productName: Alias;
}

/** The names that the row report may use. `total` and `amount` are left out of `gross`: the first is garbled, the second may be the commission. */
export const CLICKCRM_COLUMNS: ColumnNames = {
  id: ['order_id_global', 'order_id', 'orderid', 'ORDERID', 'id'],
  time: ['rr_createdate', 'date_created', 'created_at', 'order_date', 'date'],
  commission: ['aff_commission', 'commission_amount', 'COMMISSION_AMOUNT', 'net_commissions', 'commission'],
  gross: ['total_clean'],
  event: ['action_type', 'status', 'conv_type', 'payment_status'],
  product: ['product_codename', 'PRODUCT_CODENAME', 'product_id'],
  productName: ['product_name', 'product_codename', 'PRODUCT_CODENAME'],
};

/** `byday`, after the commission the live client of BuyGoods sees; MaxWeb's names are unknown, so its client's guesses follow. */
export const DAY_COLUMNS = {
  day: ['date'],
  gross: ['gross_commissions'],
  voided: ['voided_commissions'],
  net: ['net_commissions', 'net_commission', 'commission', 'payout'],
  conversions: ['conversions_count', 'conversions', 'sales'],
  visits: ['visits'],
} as const satisfies Readonly<Record<string, Alias>>;

/** An unreplaced macro such as `{ORDERID}` stands for a value that is not there. */
const MACRO = /^\{.*\}$/;

/** The first filled value among `names` as trimmed text, or null: blank is unknown, never 0. */
export function textAt(row: WireRow, names: Alias): string | null {
  for (const name of names) {
    const text = asText(valueAt(row, name));
    if (text !== null) return text;
  }
  return null;
}

/** Whether the row has a column of one of these names, filled or not. */
export function hasColumn(row: WireRow, names: Alias): boolean {
  return names.some((name) => valueAt(row, name) !== undefined);
}

/** The platform's yes: `1` or `"1"`, sometimes spelt out. */
export function isSet(row: WireRow, name: string): boolean {
  return /^(1|true|y|yes)$/i.test(textAt(row, [name]) ?? '');
}

function valueAt(row: WireRow, path: string): unknown {
  let value: unknown = row;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || MACRO.test(text) ? null : text;
}

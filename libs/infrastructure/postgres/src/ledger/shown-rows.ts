const SALE_COLUMNS = `agency_id, account_id, external_order_id, network, order_number, link_key, state, status, amount,
  currency, commission, commission_currency, product_id, product_name, is_rebill, sale_date, reversed_amount,
  reversed_commission, has_refund`;

const REVERSAL_COLUMNS = `agency_id, account_id, external_reversal_id, network, link_key, kind, amount, currency,
  commission, commission_currency, reversed_at, observed, external_order_id, sale_date, sale_status,
  sale_tells_amount`;

/** The SQL that stands for rows: of now, or as they were shown at an instant. */
export interface ShownRows {
  readonly sales: string;
  readonly reversals: string;
  readonly rates: string;
}

export const ROWS_OF_NOW: ShownRows = { sales: 'sale', reversals: 'reversal', rates: 'exchange_rate' };

/**
 * What changed since is read from its version. The agency is `$1`.
 * @param moment the statement's parameter that holds the instant, `$9`.
 */
export function rowsAt(moment: string): ShownRows {
  const instant = `${moment}::timestamptz`;
  const shown = (table: string, columns: string) => `(
      select ${columns} from ${table} where agency_id = $1 and changed_at <= ${instant}
      union all
      select ${columns} from ${table}_version
      where agency_id = $1 and valid_from <= ${instant} and valid_until > ${instant})`;
  return {
    sales: shown('sale', SALE_COLUMNS),
    reversals: shown('reversal', REVERSAL_COLUMNS),
    rates: `(
      select currency, day, per_euro from exchange_rate where saved_at <= ${instant}
      union all
      select currency, day, per_euro from superseded_exchange_rate
      where saved_at <= ${instant} and superseded_at > ${instant})`,
  };
}

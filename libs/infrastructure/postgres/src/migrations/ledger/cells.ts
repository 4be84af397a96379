/*
 * Part of Migration20261121100000_ledger, and as unchangeable: a later migration replaces functions, not this text.
 *
 * The SQL that sums rows to cells of the rollups, once for the triggers, the rebuild and the self-check. It knows
 * `tenant`, the agency, and `zone`, its time zone.
 */

/** Rows to be summed, as `r`, and whether they are put into the cells or taken out of them. */
export interface Summed {
  readonly rows: string;
  readonly sign: 1 | -1;
}

export interface Rollup {
  readonly table: 'daily_sales' | 'daily_reversals' | 'daily_refunds';
  readonly keys: readonly string[];
  readonly counts: readonly string[];
  readonly values: readonly string[];
  /** Selects `keys`, `network` and `values` of the cells that the rows make. */
  readonly cells: (summed: readonly Summed[]) => string;
}

const perStatus = (statuses: readonly string[], names: readonly string[]) =>
  statuses.flatMap((status) => names.map((name) => `${status}_${name}`));

/** Rows are summed per status first, which leaves little to be spread over the columns. */
export function spread(rollup: Pick<Rollup, 'keys' | 'values'>, sums: readonly string[]): string {
  const columns = rollup.values.map((column) => {
    const [status = '', ...words] = column.split('_');
    const name = words.join('_');
    const sum = `coalesce(sum(s.sign * s.${name}) filter (where s.status = '${status}'), 0)`;
    return `${sum}${name.includes('count') || name.includes('known') ? '::int' : ''} as ${column}`;
  });
  const keys = rollup.keys.map((key) => `s.${key}`).join(', ');
  return `select ${keys}, min(s.network) as network, ${columns.join(', ')}
    from (${sums.join(' union all ')}) s
    group by ${keys}`;
}

const SALE_STATUSES = ['pending', 'completed', 'refunded', 'chargeback'];

export const DAILY_SALES: Rollup = {
  table: 'daily_sales',
  keys: ['day', 'account_id', 'currency', 'commission_currency'],
  counts: perStatus(SALE_STATUSES, ['count']),
  values: [
    ...perStatus(SALE_STATUSES, ['count', 'commission', 'gross', 'gross_known']),
    'pending_reversed',
    'completed_reversed_count',
  ],
  cells: (summed) =>
    spread(
      DAILY_SALES,
      summed.map(
        ({ rows, sign }) => `
      select ${sign} as sign, (r.sale_date at time zone zone)::date as day, r.account_id, r.currency,
        r.commission_currency, r.network, r.status, count(*) as count, sum(r.commission) as commission,
        sum(r.amount) as gross, count(r.amount) as gross_known,
        sum(r.reversed_commission) filter (where r.commission is not null) as reversed,
        count(*) filter (where r.has_refund and (r.reversed_amount > 0 or r.reversed_commission > 0))
          as reversed_count
      from ${rows}
      where r.agency_id = tenant
      group by 2, 3, 4, 5, 6, 7`,
      ),
    ),
};

const REVERSAL_STATUSES = ['unlinked', 'completed', 'refunded', 'chargeback'];

/** Sums of reversals per status of their sale. */
export const reversalSums = ({ rows, sign }: Summed) => `
      select ${sign} as sign, (coalesce(r.sale_date, r.reversed_at) at time zone zone)::date as sale_day,
        (r.reversed_at at time zone zone)::date as event_day, r.account_id, r.currency, r.commission_currency,
        r.network, coalesce(r.sale_status, 'unlinked') as status, count(*) as count,
        sum(r.commission) as commission, sum(r.amount) filter (where r.kind <> 'void' and r.sale_tells_amount) as gross
      from ${rows}
      where r.agency_id = tenant and r.sale_status is distinct from 'pending'
      group by 2, 3, 4, 5, 6, 7, 8`;

export const DAILY_REVERSALS: Rollup = {
  table: 'daily_reversals',
  keys: ['sale_day', 'event_day', 'account_id', 'currency', 'commission_currency'],
  counts: perStatus(REVERSAL_STATUSES, ['count']),
  values: perStatus(REVERSAL_STATUSES, ['count', 'commission', 'gross']),
  cells: (summed) => spread(DAILY_REVERSALS, summed.map(reversalSums)),
};

export const ROLLUPS = [DAILY_SALES, DAILY_REVERSALS];

import { dateText, priceText, type Row } from './truth';

/** Runs a query on the database of an installation. */
export type Rows = <Row>(sql: string) => Promise<Row[]>;

interface SaleRow {
  readonly id: string;
  readonly state: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly commission: string | null;
  readonly commissionCurrency: string;
  readonly at: string;
  readonly observed: boolean;
}

/** What is stored of an account, in the words of the truth. */
export async function storedRows(rows: Rows, accountId: string): Promise<readonly Row[]> {
  const money = `amount::text, currency, commission::text, commission_currency as "commissionCurrency"`;
  const sales = await rows<SaleRow>(`
    select external_order_id as id, state, ${money}, to_json(sale_date)#>>'{}' as at, false as observed
    from sale where account_id = '${accountId}'`);
  const reversals = await rows<SaleRow & { readonly listedAt: string | null }>(`
    select external_reversal_id as id, kind as state, ${money}, to_json(reversed_at)#>>'{}' as at, observed,
      to_json(sale_date)#>>'{}' as "listedAt"
    from reversal where account_id = '${accountId}'`);
  return [
    ...sales.map((row) => ({ id: row.id, text: textOf(row), listedAt: row.at, isReversal: false })),
    ...reversals.map((row) => ({ id: row.id, text: textOf(row), listedAt: row.at, isReversal: true })),
  ];
}

function textOf(row: SaleRow): string {
  const date = row.observed ? 'observed' : dateText(row.at);
  const { state, amount, currency, commission, commissionCurrency } = row;
  return [state, priceText(amount, currency), priceText(commission, commissionCurrency), date].join(' ');
}

/** Sales whose status does not follow from their state and reversals; linked reversals that name no stored sale. */
export async function wrongStatuses(rows: Rows, accountId: string): Promise<readonly string[]> {
  const found = await rows<{ id: string; status: string; expected: string }>(`
    select * from (
      select s.external_order_id as id, s.status,
        case
          when coalesce(bool_or(r.kind = 'chargeback'), false) then 'chargeback'
          when count(*) filter (where r.kind = 'refund') = 0 then s.state
          when s.amount is not null and count(*) filter (where r.kind = 'refund' and r.amount is null) = 0
            then case when sum(r.amount) filter (where r.kind = 'refund') >= s.amount then 'refunded' else s.state end
          else s.status
        end as expected
      from sale s left join reversal r on r.account_id = s.account_id and r.external_order_id = s.external_order_id
      where s.account_id = '${accountId}'
      group by s.external_order_id, s.status, s.state, s.amount
    ) s where status <> expected`);
  return found.map(({ id, status, expected }) => `${id} is ${status} instead of ${expected}`);
}

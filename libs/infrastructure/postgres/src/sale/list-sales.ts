import type { EntityManager } from '@mikro-orm/postgresql';
import type { NetworkId, ReversalKind, SaleStatus } from '@tributary/domain';
import type { SaleCursor, SaleFilter, SaleView } from '@tributary/ports';
import { ROWS_OF_NOW, rowsAt, type ShownRows } from '../ledger/shown-rows';
import { accountsParameter, instant, Statement } from '../statement';

interface ReversalJson {
  readonly kind: ReversalKind;
  readonly reversedAt: string;
  readonly observed: boolean;
  readonly amount: string | null;
  readonly commission: string | null;
}

interface SaleRow extends Omit<SaleView, 'id' | 'saleDate' | 'reversals' | 'network' | 'status'> {
  readonly accountId: string;
  readonly externalOrderId: string;
  readonly network: NetworkId;
  readonly status: SaleStatus;
  readonly saleDate: string;
  readonly reversals: readonly ReversalJson[];
}

/** Null means "no restriction", and so does an empty list but for accounts, of which it leaves none. */
const MATCHING = `s.agency_id = $1
    and ($2::timestamptz is null or s.sale_date >= $2::timestamptz)
    and ($3::timestamptz is null or s.sale_date < $3::timestamptz)
    and (cardinality($4::text[]) = 0 or s.network = any($4::text[]))
    and ($5::uuid[] is null or s.account_id = any($5::uuid[]))
    and (cardinality($6::text[]) = 0 or s.status = any($6::text[]))
    and ($7::text is null or s.product_name ilike $7::text or s.order_number = $8::text
      or s.external_order_id = $8::text)`;

const NEWEST_FIRST = 's.sale_date desc, s.account_id desc, s.external_order_id desc';

/**
 * The keyset comparison is one row comparison, so the index serves it: for those who say that they ask for a date.
 * Accounts are joined when the page is chosen, or the planner would rather read whole accounts and sort them.
 */
const list = ({ sales, reversals }: ShownRows) => `
  select s.account_id as "accountId", s.external_order_id as "externalOrderId", s.order_number as "orderNumber", s.network, a.label as "accountLabel",
    s.status, s.amount::text, s.currency, s.commission::text, s.commission_currency as "commissionCurrency",
    s.reversed_commission::text as "reversedCommission", s.product_name as "productName", s.sale_date as "saleDate",
    coalesce((
      select json_agg(json_build_object('kind', r.kind, 'reversedAt', r.reversed_at, 'observed', r.observed,
        'amount', r.amount::text, 'commission', r.commission::text) order by r.reversed_at, r.external_reversal_id)
      from ${reversals} r
      where r.agency_id = $1 and r.account_id = s.account_id and r.external_order_id = s.external_order_id
    ), '[]') as reversals
  from (
    select * from ${sales} s
    where ${MATCHING} and s.sale_date >= '-infinity'
      and ($9::timestamptz is null
        or (s.sale_date, s.account_id, s.external_order_id) < ($9::timestamptz, $10::uuid, $11::text))
    order by ${NEWEST_FIRST}
    limit $12
  ) s
  join network_account a on a.agency_id = $1 and a.id = s.account_id
  order by ${NEWEST_FIRST}`;

const LIST_NOW = new Statement<SaleRow>(list(ROWS_OF_NOW));
const LIST_AS_OF = new Statement<SaleRow>(list(rowsAt('$13')));

const count = ({ sales }: ShownRows) => `
  select count(*)::int as sales from (select 1 from ${sales} s where ${MATCHING} limit $9) matching`;

const COUNT_NOW = new Statement<{ sales: number }>(count(ROWS_OF_NOW));
const COUNT_AS_OF = new Statement<{ sales: number }>(count(rowsAt('$10')));

/** Counted no further than `most`. */
export async function countSales(
  em: EntityManager,
  query: { readonly agencyId: string; readonly filter: SaleFilter; readonly most: number },
): Promise<number> {
  const { agencyId, filter, most } = query;
  const parameters = [agencyId, ...filterParameters(filter), most];
  const counted =
    filter.asOf === null
      ? await COUNT_NOW.first(em, parameters)
      : await COUNT_AS_OF.first(em, [...parameters, filter.asOf.toISOString()]);
  return counted?.sales ?? 0;
}

export async function listSales(
  em: EntityManager,
  query: {
    readonly agencyId: string;
    readonly filter: SaleFilter;
    readonly page: { readonly limit: number; readonly after: SaleCursor | null };
  },
): Promise<SaleView[]> {
  const { agencyId, filter, page } = query;
  const parameters = [agencyId, ...filterParameters(filter), ...cursorParameters(page)];
  const rows =
    filter.asOf === null
      ? await LIST_NOW.run(em, parameters)
      : await LIST_AS_OF.run(em, [...parameters, filter.asOf.toISOString()]);
  return rows.map(toView);
}

function filterParameters(filter: SaleFilter): unknown[] {
  const search = filter.search === null || filter.search.trim() === '' ? null : filter.search.trim();
  return [
    filter.from?.toISOString() ?? null,
    filter.until?.toISOString() ?? null,
    filter.networks,
    accountsParameter(filter.accounts),
    filter.statuses,
    search === null ? null : `%${escapeLike(search)}%`,
    search,
  ];
}

function cursorParameters(page: { readonly limit: number; readonly after: SaleCursor | null }): unknown[] {
  const { after, limit } = page;
  if (after === null) return [null, null, null, limit];
  return [after.saleDate.toISOString(), after.accountId, after.externalOrderId, limit];
}

/** What is typed is searched as typed: `%` and `_` are no wildcards. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

function toView(row: SaleRow): SaleView {
  const { accountId, externalOrderId, saleDate, reversals, ...rest } = row;
  return {
    id: { accountId, externalOrderId },
    ...rest,
    saleDate: instant(saleDate),
    reversals: reversals.map((reversal) => ({ ...reversal, reversedAt: new Date(reversal.reversedAt) })),
  };
}

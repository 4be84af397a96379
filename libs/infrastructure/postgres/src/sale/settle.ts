import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccountKey } from '@tributary/ports';
import { Statement } from '../statement';
import type { Written } from './store-sales';

const WITH_REVERSALS = new Statement<{ linkKey: string }>(`
  select distinct link_key as "linkKey" from reversal
  where agency_id = $1 and account_id = $2 and link_key = any($3::text[])`);

/**
 * Several sales may share a link key (rebills of one order): a reversal belongs to the newest one made before it,
 * or to the newest of all when its date precedes them. It does not matter which of the two arrived first.
 */
const LINK = new Statement<object>(`
  update reversal r
  set external_order_id = t.external_order_id, sale_date = t.sale_date, changed_at = now()
  from (
    select r.external_reversal_id, s.external_order_id, s.sale_date
    from reversal r
    left join lateral (
      select s.external_order_id, s.sale_date from sale s
      where s.agency_id = $1 and s.account_id = $2 and s.link_key = r.link_key
      order by s.sale_date <= r.reversed_at desc, s.sale_date desc, s.external_order_id desc
      limit 1
    ) s on true
    where r.agency_id = $1 and r.account_id = $2 and r.link_key = any($3::text[])
  ) t
  where r.agency_id = $1 and r.account_id = $2 and r.external_reversal_id = t.external_reversal_id
    and row(r.external_order_id, r.sale_date) is distinct from row(t.external_order_id, t.sale_date)`);

/**
 * The SQL twin of the domain's `saleStatus`. A refund is full when the gross says so, else when the commission does;
 * where neither tells (an affiliate who never sees the gross and keeps the commission), a refund is the whole sale.
 */
const DERIVE = new Statement<object>(`
  update sale s
  set status = t.status, reversed_amount = t.reversed_amount, reversed_commission = t.reversed_commission,
    changed_at = now()
  from (
    select s.external_order_id,
      coalesce(sum(r.amount) filter (where r.currency = s.currency), 0) as reversed_amount,
      coalesce(sum(r.commission) filter (where r.commission_currency = s.commission_currency), 0)
        as reversed_commission,
      case
        when bool_or(r.kind = 'chargeback') then 'chargeback'
        when not coalesce(bool_or(r.kind = 'refund'), false) then s.state
        when bool_and(s.amount is not null and r.amount is not null and r.currency = s.currency)
            filter (where r.kind = 'refund') then
          case when sum(r.amount) filter (where r.kind = 'refund') >= s.amount then 'refunded' else s.state end
        when bool_and(s.commission is not null and r.commission is not null
              and r.commission_currency = s.commission_currency) filter (where r.kind = 'refund')
            and sum(r.commission) filter (where r.kind = 'refund') > 0 then
          case when sum(r.commission) filter (where r.kind = 'refund') >= s.commission then 'refunded' else s.state end
        else 'refunded'
      end as status
    from sale s
    left join reversal r
      on r.agency_id = s.agency_id and r.account_id = s.account_id and r.external_order_id = s.external_order_id
    where s.agency_id = $1 and s.account_id = $2 and s.link_key = any($3::text[])
    group by s.agency_id, s.account_id, s.external_order_id
  ) t
  where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = t.external_order_id
    and row(s.status, s.reversed_amount, s.reversed_commission)
      is distinct from row(t.status, t.reversed_amount, t.reversed_commission)`);

/** Links reversals to their sales and derives the sales' status and reversed part, for the link keys a page touched. */
export async function settle(
  em: EntityManager,
  account: AccountKey,
  writes: readonly Written[],
): Promise<void> {
  const { agencyId, accountId } = account;
  const touched = writes.flatMap((written) => written.linkKeys);
  const moved = writes.flatMap((written) => written.movedKeys);
  if (touched.length + moved.length === 0) return;
  const withReversals = await WITH_REVERSALS.run(em, [agencyId, accountId, [...new Set(touched)]]);
  const linkKeys = [...new Set([...withReversals.map((row) => row.linkKey), ...moved])];
  if (linkKeys.length === 0) return;
  await LINK.run(em, [agencyId, accountId, linkKeys]);
  await DERIVE.run(em, [agencyId, accountId, linkKeys]);
}

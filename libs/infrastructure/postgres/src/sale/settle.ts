import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccountKey } from '@tributary/ports';
import { Statement } from '../statement';
import { ofOrder } from './of-order';
import type { Written } from './store-sales';

/*
 * These statements leave the planner no choice (see `ofOrder`): they walk from the given keys by lateral lookups, and rows
 * are written by their primary key through `on conflict`, whose rows always exist because the account is locked.
 */

/**
 * Several sales may share a link key (rebills of one order): a reversal belongs to the newest one made before it,
 * or to the newest of all when its date precedes them. It does not matter which of the two arrived first.
 */
const OWNER = `
    select o.external_order_id, o.sale_date, o.status, o.amount is not null as tells_amount from sale o
    where ${ofOrder('o')}
    order by o.sale_date <= r.reversed_at desc, o.sale_date desc, o.external_order_id desc
    limit 1`;

/**
 * The SQL twin of the domain's `saleStatus`. A refund is full when the gross says so, else when the commission does;
 * where neither tells (an affiliate who never sees the gross and keeps the commission), a refund is the whole sale.
 */
const DERIVE = new Statement<object>(`
  insert into sale (agency_id, account_id, external_order_id, network, order_number, link_key, state, currency,
    commission_currency, is_rebill, sale_date, reversed_amount, reversed_commission, status, has_refund, changed_at)
  select s.agency_id, s.account_id, s.external_order_id, s.network, s.order_number, s.link_key, s.state, s.currency,
    s.commission_currency, s.is_rebill, s.sale_date, r.reversed_amount, r.reversed_commission, r.status, r.has_refund,
    ledger_instant()
  from unnest($3::text[]) as k(link_key)
  cross join lateral (
    select * from sale s
    where ${ofOrder('s')}
    offset 0
  ) s
  cross join lateral (
    select coalesce(sum(r.amount) filter (where r.currency = s.currency), 0) as reversed_amount,
      coalesce(sum(r.commission) filter (where r.commission_currency = s.commission_currency), 0)
        as reversed_commission,
      coalesce(bool_or(r.kind <> 'void'), false) as has_refund,
      case
        when bool_or(r.kind = 'chargeback') then 'chargeback'
        when not coalesce(bool_or(r.kind = 'refund'), false) then s.state
        when bool_and(s.amount is not null and r.amount is not null and r.currency = s.currency)
            filter (where r.kind = 'refund') then
          case when sum(r.amount) filter (where r.kind = 'refund') >= s.amount then 'refunded' else s.state end
        when bool_and(s.commission is not null and r.commission is not null
              and r.commission_currency = s.commission_currency) filter (where r.kind = 'refund')
            and sum(r.commission) filter (where r.kind = 'refund') > 0 then
          case when sum(r.commission) filter (where r.kind = 'refund') >= s.commission
            then 'refunded' else s.state end
        else 'refunded'
      end as status
    from reversal r
    cross join lateral (${OWNER}
    ) o
    where ${ofOrder('r')}
      and o.external_order_id = s.external_order_id
  ) r
  where row(s.status, s.reversed_amount, s.reversed_commission, s.has_refund)
    is distinct from row(r.status, r.reversed_amount, r.reversed_commission, r.has_refund)
  on conflict (agency_id, account_id, external_order_id) do update set
    status = excluded.status, reversed_amount = excluded.reversed_amount,
    reversed_commission = excluded.reversed_commission, has_refund = excluded.has_refund,
    changed_at = excluded.changed_at`);

/** Beside its link a reversal repeats what figures need of its sale: each row tells by itself what it counts for. */
const LINK = new Statement<object>(`
  insert into reversal (agency_id, account_id, external_reversal_id, network, link_key, kind, currency,
    commission_currency, reversed_at, observed, external_order_id, sale_date, sale_status, sale_tells_amount, changed_at)
  select r.agency_id, r.account_id, r.external_reversal_id, r.network, r.link_key, r.kind, r.currency,
    r.commission_currency, r.reversed_at, r.observed, s.external_order_id, s.sale_date, s.status,
    coalesce(s.tells_amount, true), ledger_instant()
  from unnest($3::text[]) as k(link_key)
  cross join lateral (
    select * from reversal r
    where ${ofOrder('r')}
    offset 0
  ) r
  left join lateral (${OWNER}
  ) s on true
  where row(r.external_order_id, r.sale_date, r.sale_status, r.sale_tells_amount)
    is distinct from row(s.external_order_id, s.sale_date, s.status, coalesce(s.tells_amount, true))
  on conflict (agency_id, account_id, external_reversal_id) do update set
    external_order_id = excluded.external_order_id, sale_date = excluded.sale_date,
    sale_status = excluded.sale_status, sale_tells_amount = excluded.sale_tells_amount,
    changed_at = excluded.changed_at`);

/** Derives the sales' status and reversed part and links reversals to their sales, for the link keys that a page left open. */
export async function settle(
  em: EntityManager,
  account: AccountKey,
  writes: readonly Written[],
): Promise<void> {
  const { agencyId, accountId } = account;
  const linkKeys = [...new Set(writes.flatMap((written) => [...written.linkKeys, ...written.movedKeys]))];
  if (linkKeys.length === 0) return;
  await DERIVE.run(em, [agencyId, accountId, linkKeys]);
  await LINK.run(em, [agencyId, accountId, linkKeys]);
}

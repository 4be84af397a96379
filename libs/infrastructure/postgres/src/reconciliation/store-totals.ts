import type { EntityManager } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import type { AccountKey, NetworkTotal } from '@tributary/ports';
import { lastPerKey } from '../sale/store-sales';
import { Statement } from '../statement';

const UPSERT_TOTALS = new Statement<object>(`
  with incoming as (
    select * from unnest($4::date[], $5::text[], $6::text[], $7::numeric(19,4)[], $8::numeric(19,4)[],
      $9::numeric(19,4)[], $10::integer[], $11::integer[], $12::integer[])
    as i(day, zone, currency, gross_commission, voided_commission, net_commission, conversions, reversals, visits)
  )
  insert into network_daily_total (agency_id, account_id, network, day, zone, currency, gross_commission,
    voided_commission, net_commission, conversions, reversals, visits)
  select $1, $2, $3, i.*
  from incoming i
  left join network_daily_total t
    on t.agency_id = $1 and t.account_id = $2 and t.day = i.day and t.currency = i.currency
  where t.day is null
    or row(t.zone, t.gross_commission, t.voided_commission, t.net_commission, t.conversions, t.reversals, t.visits)
      is distinct from row(i.zone, i.gross_commission, i.voided_commission, i.net_commission, i.conversions,
        i.reversals, i.visits)
  on conflict (agency_id, account_id, day, currency) do update set
    zone = excluded.zone, gross_commission = excluded.gross_commission,
    voided_commission = excluded.voided_commission, net_commission = excluded.net_commission,
    conversions = excluded.conversions, reversals = excluded.reversals, visits = excluded.visits,
    changed_at = now()`);

/** The one way a network's own figures come into storage, whether they came with the sales or were asked for. */
export async function storeNetworkTotals(
  em: EntityManager,
  account: AccountKey & { readonly network: NetworkId },
  told: readonly NetworkTotal[],
): Promise<void> {
  const totals = lastPerKey(told, (total) => `${total.day} ${total.currency}`);
  if (totals.length === 0) return;
  await UPSERT_TOTALS.run(em, [
    account.agencyId,
    account.accountId,
    account.network,
    totals.map((total) => total.day),
    totals.map((total) => total.zone),
    totals.map((total) => total.currency),
    totals.map((total) => total.grossCommission),
    totals.map((total) => total.voidedCommission),
    totals.map((total) => total.netCommission),
    totals.map((total) => total.conversions),
    totals.map((total) => total.reversals),
    totals.map((total) => total.visits),
  ]);
}

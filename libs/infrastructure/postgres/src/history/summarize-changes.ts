import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChangeSum, ChangeSumQuery } from '@tributary/ports';
import { rateSql } from '../figures/rate-sql';
import { Statement } from '../statement';
import { ENDED_IN_SPAN, spanParameters } from './list-changes';
import { BECAME, became, earningsSql } from './sale-snapshot';

const rateOf = (code: string) => rateSql(code, { day: 's.rate_day' });

/**
 * Each change takes what the sale counted for and brings what it counts for now, each at the rate of its own day, so
 * that the sum is what the figures moved by. Parameters: those of the span, $6 zone, $7 reporting currency.
 */
const SUMMARIZE = new Statement<ChangeSum>(`
  with changed as (
    select v.network, v.account_id, v.external_order_id,
      v.commission_currency as old_currency, (v.sale_date at time zone $6::text)::date as old_day,
      -(${earningsSql('v')}) as gone,
      ${became((row) => `${row}.commission_currency`)} as new_currency,
      (${became((row) => `${row}.sale_date`)} at time zone $6::text)::date as new_day,
      ${became(earningsSql)} as come
    from sale_version v
    ${BECAME}
    where ${ENDED_IN_SPAN}
  ), moved as (
    select network, old_currency as currency, old_day as day, gone as amount from changed
    union all
    select network, new_currency, new_day, come from changed where new_currency is not null
  ), summed as (
    select network, currency, day as rate_day, sum(amount) as amount from moved group by 1, 2, 3
  ), rated as (
    select s.*, r.multiply, r.divide, s.amount = 0 or r.multiply / r.divide is not null as has_rate
    from summed s
    cross join lateral (
      select case when s.currency = $7::text then 1 else ${rateOf('$7::text')} end as multiply,
        case when s.currency = $7::text then 1 else ${rateOf('s.currency')} end as divide
    ) r
  ), counted as (
    select network, currency, count(*)::int as sales
    from (
      select distinct network, coalesce(new_currency, old_currency) as currency, account_id, external_order_id
      from changed
    ) each group by 1, 2
  )
  select r.network, r.currency, coalesce(max(c.sales), 0) as sales,
    trim_scale(sum(r.amount))::text as effect,
    trim_scale(coalesce(sum((r.amount * r.multiply)::numeric(60, 12) / r.divide) filter (where r.has_rate), 0))::text
      as converted,
    trim_scale(coalesce(sum(r.amount) filter (where not r.has_rate), 0))::text as unconverted
  from rated r
  left join counted c on c.network = r.network and c.currency = r.currency
  group by 1, 2
  order by 1, 2`);

export function summarizeChanges(em: EntityManager, query: ChangeSumQuery): Promise<ChangeSum[]> {
  const { agencyId, zone, reportingCurrency } = query;
  return SUMMARIZE.run(em, [agencyId, ...spanParameters(query), zone, reportingCurrency]);
}

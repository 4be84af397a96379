import type { EntityManager } from '@mikro-orm/postgresql';
import { type Renormalisation, RUNS_OF_PAGES } from '@tributary/ports';
import { Statement } from '../statement';
import { settle } from './settle';
import { openLedger } from './store-rows';
import { removedRows } from './store-sales';

interface Untold {
  readonly table: 'sale' | 'reversal';
  readonly id: 'external_order_id' | 'external_reversal_id';
}

/** A row without a known first run is older than the record of runs: who told it is not known, so it stays. */
const removing = ({ table, id }: Untold) =>
  new Statement<{ linkKey: string }>(`
  delete from ${table} s
  where s.agency_id = $1 and s.account_id = $2
    and coalesce(s.told_at, s.changed_at) < (
      select w.started_at from sync_run w where w.agency_id = $1 and w.id = $3)
    and not exists (
      select 1 from renormalised_fact f
      where f.agency_id = $1 and f.account_id = $2 and f.run_id = $3
        and f.fact in ('${table} ' || s.${id}, 'unread ' || s.${id}))
    and exists (
      select 1 from sync_run r where r.agency_id = $1 and r.id = s.created_by_run and r.tier = any($4::text[]))
    and not exists (
      select 1 from ${table}_version v
      join sync_run r on r.agency_id = $1 and r.id = v.replaced_by_run and r.tier <> all($4::text[])
      where v.agency_id = $1 and v.account_id = $2 and v.${id} = s.${id})
    and not exists (
      select 1 from booking b
      where b.agency_id = $1 and b.account_id = $2 and b.kind = '${table}' and b.external_id = s.${id})
  returning s.link_key as "linkKey"`);

const REMOVE_SALES = removing({ table: 'sale', id: 'external_order_id' });
const REMOVE_REVERSALS = removing({ table: 'reversal', id: 'external_reversal_id' });

const COUNT = new Statement<object>(`
  update sync_run set changed = changed + $4 where agency_id = $1 and account_id = $2 and id = $3`);

/** @returns how many sales and reversals went. */
export async function removeUntold(em: EntityManager, work: Renormalisation): Promise<number> {
  const { agencyId, accountId, runId } = work;
  await openLedger(em, { account: work, runId });
  const rows = [
    ...(await REMOVE_SALES.run(em, [agencyId, accountId, runId, RUNS_OF_PAGES])),
    ...(await REMOVE_REVERSALS.run(em, [agencyId, accountId, runId, RUNS_OF_PAGES])),
  ];
  if (rows.length === 0) return 0;
  await settle(em, work, [removedRows(rows)]);
  await COUNT.run(em, [agencyId, accountId, runId, rows.length]);
  return rows.length;
}

import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AccountKey,
  type ChangeCursor,
  type ChangeFilter,
  type ChangeSum,
  type ChangeSumQuery,
  type ReversalVersion,
  type SaleChange,
  SaleHistoryRepository,
  type SaleVersion,
} from '@tributary/ports';
import { instantOrNull, Statement } from '../statement';
import { listChanges } from './list-changes';
import { versionsOf } from './sale-versions';
import { summarizeChanges } from './summarize-changes';

/** Nothing was kept before the tables for it existed: an agency that is older has no past from before. */
const KEPT_SINCE = new Statement<{ since: string }>(`
  select greatest(a.created_at, m.executed_at) as since
  from agency a
  left join mikro_orm_migrations m on m.name = 'Migration20261121100000_ledger'
  where a.id = $1`);

export class PostgresSaleHistoryRepository extends SaleHistoryRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  listChanges(
    agencyId: string,
    filter: ChangeFilter,
    page: { readonly limit: number; readonly after: ChangeCursor | null },
  ): Promise<readonly SaleChange[]> {
    return listChanges(this.orm.em.fork(), { agencyId, filter, page });
  }

  summarizeChanges(query: ChangeSumQuery): Promise<readonly ChangeSum[]> {
    return summarizeChanges(this.orm.em.fork(), query);
  }

  historyOf(
    account: AccountKey,
    externalOrderId: string,
  ): Promise<{ readonly sale: readonly SaleVersion[]; readonly reversals: readonly ReversalVersion[] }> {
    return versionsOf(this.orm.em.fork(), account, externalOrderId);
  }

  async keptSince(agencyId: string): Promise<Date | null> {
    const row = await KEPT_SINCE.first(this.orm.em.fork(), [agencyId]);
    return instantOrNull(row?.since ?? null);
  }
}

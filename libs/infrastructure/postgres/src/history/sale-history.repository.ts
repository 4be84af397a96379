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
import { inAgency } from '../tenancy';
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
    return inAgency(this.orm, agencyId, (em) => listChanges(em, { agencyId, filter, page }));
  }

  summarizeChanges(query: ChangeSumQuery): Promise<readonly ChangeSum[]> {
    return inAgency(this.orm, query.agencyId, (em) => summarizeChanges(em, query));
  }

  historyOf(
    account: AccountKey,
    externalOrderId: string,
  ): Promise<{ readonly sale: readonly SaleVersion[]; readonly reversals: readonly ReversalVersion[] }> {
    return inAgency(this.orm, account.agencyId, (em) => versionsOf(em, account, externalOrderId));
  }

  async keptSince(agencyId: string): Promise<Date | null> {
    const row = await inAgency(this.orm, agencyId, (em) => KEPT_SINCE.first(em, [agencyId]));
    return instantOrNull(row?.since ?? null);
  }
}

import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type RollupDifference, RollupMaintenance } from '@tributary/ports';
import { foldSome } from '../figures/folds/fold-figures';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const REBUILD = new Statement<object>('select rebuild_rollups($1)');

const DIFFERENCES = new Statement<RollupDifference>(`
  select "table", day::text as day, account_id as "accountId", "column", trim_scale(stored)::text as stored,
    trim_scale(actual)::text as actual
  from rollup_differences($1)`);

/** In the caller's transaction. */
export async function rebuildRollups(em: EntityManager, agencyId: string): Promise<void> {
  await REBUILD.run(em, [agencyId]);
}

export class PostgresRollupMaintenance extends RollupMaintenance {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  rebuild(agencyId: string): Promise<void> {
    return inAgency(this.orm, agencyId, (em) => rebuildRollups(em, agencyId));
  }

  differences(agencyId: string): Promise<readonly RollupDifference[]> {
    return inAgency(this.orm, agencyId, (em) => DIFFERENCES.run(em, [agencyId]));
  }

  /** In pieces: pages of the agency wait for each, and no longer. */
  async fold(agencyId: string): Promise<number> {
    let folded = 0;
    for (const unit of ['month', 'day'] as const) {
      let more = 0;
      do {
        more = await inAgency(this.orm, agencyId, (em) => foldSome(em, agencyId, unit));
        folded += more;
      } while (more > 0);
    }
    return folded;
  }
}

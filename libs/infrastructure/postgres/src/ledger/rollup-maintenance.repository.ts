import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type RollupDifference, RollupMaintenance } from '@tributary/ports';
import { foldMonths } from '../figures/fold-months';
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

  fold(agencyId: string): Promise<number> {
    return inAgency(this.orm, agencyId, (em) => foldMonths(em, agencyId));
  }
}

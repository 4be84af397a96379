import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';

/** The setting that every policy compares rows with; see `migrations/tenant-table.ts`. */
const AGENCY_SETTING = 'app.agency';

const AS_PLANNED = { plan_cache_mode: 'force_generic_plan' } as const;

/**
 * Work on the rows of one agency, in a transaction that says so: without it the policies of the tables let no row
 * through, and with it none of another agency.
 */
export function inAgency<T>(
  orm: MikroORM,
  agencyId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return inTransaction(orm, { [AGENCY_SETTING]: agencyId }, work);
}

/**
 * The same for statements that find their rows by given keys, so that one plan is right for every agency: those that are
 * planned once keep it. Left alone, the server plans them anew each time, as it thinks that to be worth its while.
 */
export function inAgencyAsPlanned<T>(
  orm: MikroORM,
  agencyId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return inTransaction(orm, { [AGENCY_SETTING]: agencyId, ...AS_PLANNED }, work);
}

/**
 * The same for statements that join sums with each other, of which the planner cannot know how many there will be: it takes
 * them for a few, above all while a table is new, and would compare each with each. Lateral lookups stay what they are.
 */
export function inAgencyOverSums<T>(
  orm: MikroORM,
  agencyId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return inTransaction(orm, { [AGENCY_SETTING]: agencyId, ...AS_PLANNED, enable_nestloop: 'off' }, work);
}

/**
 * Straight on the connection: `em.transactional` forks a second entity manager and looks for changed entities before it
 * commits. No repository keeps any, and for a short transaction that is a good part of its time.
 */
function inTransaction<T>(
  orm: MikroORM,
  variables: Readonly<Record<string, string>>,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const em = inNoAgency(orm);
  return em.getConnection().transactional(
    async (transaction) => {
      em.setTransactionContext(transaction);
      return work(em);
    },
    { sessionContext: { variables } },
  );
}

/**
 * For what belongs to no agency, and for the functions of the directory. Called in the middle of somebody's transaction
 * it has no part in it: a plain fork would inherit the agency.
 */
export function inNoAgency(orm: MikroORM): EntityManager {
  return orm.em.fork({ disableContextResolution: true });
}

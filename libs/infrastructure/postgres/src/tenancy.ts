import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';

/** The setting that every policy compares rows with; see `migrations/tenant-table.ts`. */
const AGENCY_SETTING = 'app.agency';

/**
 * Work on the rows of one agency, in a transaction that says so: without it the policies of the tables let no row
 * through, and with it none of another agency.
 */
export function inAgency<T>(
  orm: MikroORM,
  agencyId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const em = inNoAgency(orm);
  em.setSessionContext({ variables: { [AGENCY_SETTING]: agencyId } });
  return em.transactional(work);
}

/**
 * For what belongs to no agency, and for the functions of the directory. Called in the middle of somebody's transaction
 * it has no part in it: a plain fork would inherit the agency.
 */
export function inNoAgency(orm: MikroORM): EntityManager {
  return orm.em.fork({ disableContextResolution: true });
}

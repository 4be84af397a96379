import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';

/** The setting that every policy compares rows with; see `migrations/tenant-table.ts`. */
export const AGENCY_SETTING = 'app.agency';

/**
 * Work on the rows of one agency, in a transaction that says so: without it the policies of the tables let no row
 * through, and with it none of another agency.
 */
export function inAgency<T>(
  orm: MikroORM,
  agencyId: string,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const em = orm.em.fork();
  em.setSessionContext({ variables: { [AGENCY_SETTING]: agencyId } });
  return em.transactional(work);
}

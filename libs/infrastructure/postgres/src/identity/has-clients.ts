import type { EntityManager } from '@mikro-orm/postgresql';
import { Statement } from '../statement';

const LOCK = new Statement<object>(
  'select 1 from client where agency_id = $1 and id = any($2::uuid[]) for key share',
);

/** Whether all of them are the agency's; they stay until the transaction ends. */
export async function hasClients(
  em: EntityManager,
  agencyId: string,
  clientIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(clientIds)];
  return wanted.length === 0 || (await LOCK.run(em, [agencyId, wanted])).length === wanted.length;
}

import type { AgencyRepository } from '@tributary/ports';

/** Does something for every agency, one after the other. @returns what it came to in all. */
export async function sumOverAgencies(
  agencies: AgencyRepository,
  work: (agencyId: string) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (const agencyId of await agencies.listIds()) sum += await work(agencyId);
  return sum;
}

import { listed } from './differences';
import type { Rows } from './stored';

/** I3: the rollups of an agency are what GROUP BY makes of its rows. */
export async function wrongRollups(rows: Rows, agencyId: string): Promise<readonly string[]> {
  const found = await rows<{ difference: string }>(
    `select to_json(d)::text as difference from rollup_differences('${agencyId}') d`,
  );
  return listed(
    'I3 rollups',
    found.map(({ difference }) => difference),
  );
}

import type { Bench } from './bench';
import { wrongFigures } from './figures';
import { rollupsHold, truthHolds } from './invariants';
import { reachableFor } from './isolation';
import type { Cells } from './scenario';
import { NETWORKS } from './scenario';
import { leakedSecrets } from './secrets';

/** What belongs to no network in particular: nothing is added up wrong, shown to a stranger, or written where it must not be. */
export async function leaks(bench: Bench): Promise<readonly string[]> {
  return [
    ...(await leakedSecrets(bench)),
    ...(await rollupsHold(bench)),
    ...(await reachableFor(bench.stranger, bench.rows)),
  ];
}

/** Whole days that every account has read, as the dashboard shows them. */
export function figuresHold(bench: Bench, days: number): Promise<Cells> {
  const { client, rows, rates, installation } = bench;
  return wrongFigures({ client, simulator: installation.simulator, rows, rates, days });
}

/** Everything at once, after one more reading, for each network. */
export async function soundness(bench: Bench, days: number, found: readonly string[]): Promise<Cells> {
  const runs = await bench.syncAndWait();
  const bad = runs
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ label }) => `"${label}" is not read afterwards`);
  const everybody = [...found, ...bad, ...(await leaks(bench))];
  const cells = new Map(NETWORKS.map((network) => [network as string, [...everybody]]));
  for (const account of runs) cells.get(account.network)?.push(...(await truthHolds(bench, account)));
  for (const [network, texts] of await figuresHold(bench, days)) cells.get(network)?.push(...texts);
  return cells as Cells;
}

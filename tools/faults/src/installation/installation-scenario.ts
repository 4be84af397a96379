import type { Bench } from '../bench';

/** What happens to the installation as a whole, or to every account at once. */
export interface InstallationScenario {
  readonly id: string;
  /** For the table. */
  readonly title: string;
  /** @returns what does not hold; whether everything is stored, shown and kept apart in the end is asked by the bench. */
  readonly play: (bench: Bench) => Promise<readonly string[]>;
}

export const BACKFILL_DAYS = 10;

/** Everything is read once, and nothing is wrong. */
export async function readOnce(bench: Bench): Promise<void> {
  await bench.reset(BACKFILL_DAYS);
  const bad = (await bench.syncAndWait()).filter(({ outcome }) => outcome !== 'ok');
  if (bad.length > 0) throw new Error(`Without a fault: ${bad.map(({ label }) => label).join(', ')}`);
}

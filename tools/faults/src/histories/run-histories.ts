import type { NetworkId } from '@tributary/network-simulator';
import type { TestDatabase } from '@tributary/postgres/testing';
import fc from 'fast-check';
import { caseFor } from './arbitrary';
import { play, type Strikes } from './play';
import { setRates } from './totals';
import { TRAITS } from './traits';

/** JVZoo's pages have a hundred rows, and no fewer: only its histories need so many orders to have several pages. */
const BALLAST: Readonly<Partial<Record<NetworkId, number>>> = { jvzoo: 210 };

export interface HistoriesResult {
  /** What does not hold, with the smallest history that shows it and how to play it again; null when all is well. */
  readonly failure: string | null;
  /** Histories played: fewer than asked for when the time was over. */
  readonly runs: number;
  /** How often readings were stopped and killed. */
  readonly strikes: Strikes;
}

/** Random histories of one network, each of them read in a random way. */
export async function runHistories(
  database: TestDatabase,
  network: NetworkId,
  { seed, runs, longestMs }: { seed: number; runs: number; longestMs: number },
): Promise<HistoriesResult> {
  await setRates(database);
  const strikes: Strikes = new Map();
  const property = fc.asyncProperty(caseFor(TRAITS[network], BALLAST[network] ?? 0), async (story) => {
    const wrong = await play(database, network, { story, strikes });
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });
  // One is played whatever the time: a machine that is busy enough to play none would prove nothing.
  const first = await fc.check(property, { seed, numRuns: 1 });
  const rest = { seed: seed + 1, numRuns: runs - 1, interruptAfterTimeLimit: longestMs };
  const details = first.failed || runs === 1 ? first : await fc.check(property, rest);
  const played = details === first ? first.numRuns : first.numRuns + details.numRuns;
  if (details.counterexample === null) return { failure: null, runs: played, strikes };
  const again = `Seed ${details.seed}, path ${details.counterexamplePath}, after ${details.numShrinks} shrinks`;
  const error = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  return {
    runs: played,
    strikes,
    failure: `${again}\n${error}\n${fc.stringify(details.counterexample)}`,
  };
}

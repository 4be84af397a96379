import type { Bench } from './bench';
import type { Played } from './report';
import { runRound, strikesOf } from './run-scenario';
import type { Scenario } from './scenario';

/** Which of the calm scenarios are played at the same time, each at an account of its own. */
export function rounds(calm: readonly Scenario[], lanes: number): readonly (readonly Scenario[])[] {
  const isRead = ({ startsSynced = false }: Scenario) => startsSynced;
  return [calm.filter((scenario) => !isRead(scenario)), calm.filter(isRead)].flatMap((list) =>
    Array.from({ length: Math.ceil(list.length / lanes) }, (_, index) =>
      list.slice(index * lanes, (index + 1) * lanes),
    ),
  );
}

/** Plays a round. @returns its scenarios with what did not hold at each network. */
export async function playRound(bench: Bench, scenarios: readonly Scenario[]): Promise<readonly Played[]> {
  const found = await runRound(bench, strikesOf(bench, scenarios));
  return scenarios.map((scenario) => ({
    scenario,
    cells: new Map(
      [...found]
        .filter(([strike]) => strike.scenario === scenario)
        .map(([{ network }, texts]) => [network, texts]),
    ),
  }));
}

import type { Bench } from './bench';
import type { Played } from './report';
import { runRound, strikesOf } from './run-scenario';
import { isCalm, type Scenario } from './scenario';

/** Scenarios that are played at the same time, each at an account of its own; the others one by one. */
export function rounds(scenarios: readonly Scenario[], lanes: number): readonly (readonly Scenario[])[] {
  const calm = scenarios.filter(isCalm);
  const shared = [
    calm.filter(({ startsSynced }) => !startsSynced),
    calm.filter(({ startsSynced }) => startsSynced),
  ];
  return [
    ...shared.flatMap((list) =>
      Array.from({ length: Math.ceil(list.length / lanes) }, (_, index) =>
        list.slice(index * lanes, (index + 1) * lanes),
      ),
    ),
    ...scenarios.filter((scenario) => !isCalm(scenario)).map((scenario) => [scenario]),
  ];
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

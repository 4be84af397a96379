import { CHANGE_SCENARIOS } from './changes';
import { LIST_SCENARIOS } from './lists';
import { LOSS_SCENARIOS } from './losses';
import { ODD_ROW_SCENARIO } from './odd-rows';
import type { ReadingScenario } from './reading-scenario';

/** In the order of the table. */
export const READING_SCENARIOS: readonly ReadingScenario[] = [
  ODD_ROW_SCENARIO,
  ...LIST_SCENARIOS,
  ...CHANGE_SCENARIOS,
  ...LOSS_SCENARIOS,
];

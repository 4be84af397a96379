import type { Scenario } from '../scenario';
import { ANSWER_SCENARIOS } from './answers';
import { LATE_SCENARIOS } from './late-changes';
import { LISTING_SCENARIOS } from './listings';
import { PROCESS_SCENARIOS } from './processes';

/** In the order of the table. */
export const SCENARIOS: readonly Scenario[] = [
  ...ANSWER_SCENARIOS,
  ...LISTING_SCENARIOS,
  ...PROCESS_SCENARIOS,
  ...LATE_SCENARIOS,
];

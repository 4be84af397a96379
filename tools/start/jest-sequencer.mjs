import TestSequencer from '@jest/test-sequencer';
import { basename } from 'node:path';

/** Projects whose specs start whole installations: minutes each, most of them waiting. */
const LONG = new Set(['client-e2e', 'bff-e2e', 'faults']);

/** End-to-end specs first: one that began last would be waited for alone. Otherwise the order that Jest finds best. */
export default class LongFirstSequencer extends TestSequencer {
  async sort(tests) {
    const known = await super.sort(tests);
    return known.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

function isLong({ context }) {
  return LONG.has(basename(context.config.rootDir));
}

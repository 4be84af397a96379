import type { Bench } from '../bench';
import { NETWORKS, type Scenario } from '../scenario';

const DAY = 86_400_000;
const BACKFILL_DAYS = 75;
const MISSED_DAYS = 30;

/** The networks' clock was a month behind so far; now it is today, and the deepest re-reading is due. */
async function letAMonthPass(bench: Bench): Promise<void> {
  await bench.moveNetworkClock(MISSED_DAYS * DAY);
  await bench.makeDeepReadingDue();
}

/** Refunds, partial refunds, chargebacks and voids that come weeks after the sale was read. */
export const LATE_SCENARIOS: readonly Scenario[] = [
  {
    id: 'late-changes',
    title: 'refunds and chargebacks up to 75 days late',
    networks: NETWORKS,
    backfillDays: BACKFILL_DAYS,
    beforeStart: (bench) => bench.moveNetworkClock(-MISSED_DAYS * DAY),
    expected: { outcome: ['ok'] },
    beforeHealing: letAMonthPass,
  },
];

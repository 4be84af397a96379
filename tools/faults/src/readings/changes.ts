import { plainOrder } from '../histories/plain-order';
import type { Story } from '../histories/story';
import { NETWORKS } from '../scenario';
import type { ReadingScenario } from './reading-scenario';
import { NOW, type Stage } from './stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LATE_DAYS = 89;

/** Reads at each of the moments, by the deepest reading, and expects the truth every time. */
function readAt(stories: readonly Story[], moments: readonly number[]) {
  return async (stage: Stage): Promise<readonly string[]> => {
    stage.tell(stories);
    const found: string[] = [];
    for (const moment of moments) {
      stage.reader.moveTo(moment);
      found.push(...(await stage.read('cold')), ...(await stage.check()));
    }
    stage.reader.moveTo(NOW);
    return [...found, ...(await stage.read('cold')), ...(await historyIsKept(stage))];
  };
}

/** The sale as it was before is kept. */
async function historyIsKept(stage: Stage): Promise<readonly string[]> {
  const [row] = await stage.rows<{ versions: number }>(
    `select count(*)::int as versions from sale_version where account_id = '${stage.accountId}'`,
  );
  return (row?.versions ?? 0) > 0 ? [] : ['what the sale was before is not kept'];
}

const LATE = NOW - LATE_DAYS * DAY;
const lateRefund = plainOrder(LATE, {
  reversals: [{ kind: 'refund', to: 100, after: LATE_DAYS * 24 - 2 }],
});

const SALE = NOW - 20 * DAY;
const declined = plainOrder(SALE, { fate: 'declined for a while', fateAfter: 48 });
const corrected = plainOrder(SALE, {
  corrections: [
    { after: 24, what: 'amount', cents: 1_234_567, minutes: 0 },
    { after: 96, what: 'amount', cents: 99, minutes: 0 },
  ],
});
const inParts = plainOrder(SALE, {
  reversals: [
    { kind: 'refund', to: 40, after: 24 },
    { kind: 'refund', to: 100, after: 96 },
  ],
});
const chargedBack = plainOrder(SALE, {
  reversals: [
    { kind: 'refund', to: 40, after: 24 },
    { kind: 'chargeback', to: 100, after: 96 },
  ],
});
const won = plainOrder(SALE, { reversals: [{ kind: 'chargeback', to: 100, after: 24 }], wonAfter: 96 });
const voided = plainOrder(SALE, { voidAfter: 48 });

const afterHours = (...hours: readonly number[]) => hours.map((hour) => SALE + hour * HOUR);
const IN_PLACE = NETWORKS.filter((network) => network !== 'clickbank' && network !== 'digistore24');

/** What networks change after the fact. */
export const CHANGE_SCENARIOS: readonly ReadingScenario[] = [
  {
    id: 'change-after-89-days',
    title: 'refund 89 days after the sale',
    networks: NETWORKS,
    play: readAt([lateRefund], [LATE + DAY, NOW - 3 * HOUR]),
  },
  {
    id: 'declined-and-approved',
    title: 'approved, declined, approved again',
    networks: ['jvzoo', 'hotmart'],
    // While a paid sale is called declined, it stays what it was: nothing says that the money went back.
    play: async (stage) => {
      stage.tell([declined]);
      const found: string[] = [];
      for (const moment of afterHours(1, 60, 140)) {
        stage.reader.moveTo(moment);
        found.push(...(await stage.read('cold')));
      }
      stage.reader.moveTo(NOW);
      return [...found, ...(await stage.read('cold')), ...(await stage.check())];
    },
  },
  {
    id: 'amount-corrected',
    title: 'amount corrected, twice',
    networks: NETWORKS,
    play: readAt([corrected], afterHours(1, 30, 100)),
  },
  {
    id: 'refund-in-parts',
    title: 'partial refund, then the rest',
    networks: NETWORKS,
    play: readAt([inParts], afterHours(1, 30, 100)),
  },
  {
    id: 'chargeback-over-refund',
    title: 'partial refund, then a chargeback',
    networks: NETWORKS,
    play: readAt([chargedBack], afterHours(1, 30, 100)),
  },
  {
    id: 'chargeback-won',
    title: 'chargeback, won back',
    networks: IN_PLACE,
    play: readAt([won], afterHours(1, 30, 100)),
  },
  {
    id: 'void-without-refund',
    title: 'commission voided without a refund',
    networks: ['buygoods', 'maxweb'],
    play: readAt([voided], afterHours(1, 60)),
  },
];

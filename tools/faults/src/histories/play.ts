import { DEMO_ACCOUNTS, type NetworkId, type Payment, PROFILES } from '@tributary/network-simulator';
import type { TestDatabase } from '@tributary/postgres/testing';
import { differences, isUntouched, rowVersions } from '../differences';
import { Reader } from '../reading/reader';
import { wrongRollups } from '../rollups';
import { toldRows } from '../truth';
import { type Case, DAYS } from './arbitrary';
import { paymentsOf, type Teller } from './story';
import { wrongTotals } from './totals';
import { TRAITS } from './traits';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Orders of the ballast are numbered from here. */
const BALLAST_INDEX = 1_000;

/** Counts what happened to the readings, so that a run in which nothing struck does not pass for a proof. */
export type Strikes = Map<string, number>;

/** Plays a history through one adapter. @returns what does not hold in the end; nothing when all is well. */
export async function play(
  database: TestDatabase,
  network: NetworkId,
  { story, strikes }: { story: Case; strikes: Strikes },
): Promise<readonly string[]> {
  const { end, zone, pageSize } = story;
  const begin = end - DAYS * DAY;
  const reader = await Reader.create(database, {
    account: { ...accountOf(network), history: (now) => historyOf(network, story, now) },
    now: begin + MINUTE,
    backfillFrom: new Date(begin - DAY).toISOString().slice(0, 10),
    zone,
    simulator: { pageSize },
  });
  try {
    for (const reading of story.readings) {
      reader.moveTo(begin + Math.floor((reading.when * DAYS * DAY) / 1_000 / MINUTE) * MINUTE);
      await reader.read(reading, (what) => strikes.set(what, (strikes.get(what) ?? 0) + 1));
    }
    reader.moveTo(end);
    return await judge(reader, database, { network, zone });
  } finally {
    await reader.close();
  }
}

/** The last reading goes as deep as readings do; then everything must be as the network tells it. */
async function judge(
  reader: Reader,
  database: TestDatabase,
  { network, zone }: { network: NetworkId; zone: string },
): Promise<readonly string[]> {
  const outcomes = [await reader.read({ tier: 'hot' }), await reader.read({ tier: 'cold' })];
  const { id: accountId, agencyId } = reader.account;
  const truth = reader.simulator.groundTruth(network);
  const rows = <Row>(sql: string) => reader.rows<Row>(sql);
  const found = [
    ...outcomes.flatMap((run) =>
      run?.outcome === 'ok' ? [] : [`a reading ended ${run?.errorMessage ?? ''}`],
    ),
    ...(await differences({ rows, accountId, told: toldRows(network, truth), since: 0 })),
    ...(await wrongTotals(database, { agencyId, zone }, truth)),
    ...(await wrongRollups(rows, agencyId)),
  ];
  const before = await rowVersions(rows, accountId);
  const replay = await reader.read({ tier: 'cold' });
  const written = (replay?.created ?? 0) + (replay?.changed ?? 0);
  return [
    ...found,
    ...isUntouched(before, await rowVersions(rows, accountId)),
    ...(written === 0 ? [] : [`I9 an idle replay counted ${written} rows`]),
  ];
}

function accountOf(network: NetworkId) {
  const account = DEMO_ACCOUNTS.find((each) => each.network === network);
  if (!account) throw new RangeError(`No account of ${network}`);
  return account;
}

function historyOf(network: NetworkId, { end, stories, ballast }: Case, now: number): readonly Payment[] {
  const begin = end - DAYS * DAY;
  const teller: Teller = { profile: PROFILES[network], traits: TRAITS[network], since: begin, end };
  const told = stories.flatMap((story, index) => paymentsOf(story, { index, now }, teller));
  const old = Array.from({ length: ballast }, (_, index) =>
    paymentsOf(oldOrder(begin + index * MINUTE), { index: BALLAST_INDEX + index, now }, teller),
  );
  return [...told, ...old.flat()];
}

/** An order that is paid, and nothing else. */
function oldOrder(at: number): Case['stories'][number] {
  const step = {
    ...({ kind: 'sale', fate: 'paid', fateAfter: 0, reversals: [], isAskedFor: false } as const),
    ...{ voidAfter: null, wonAfter: null, corrections: [] },
  };
  return { at, product: 0, currency: 0, bump: null, steps: [step] };
}

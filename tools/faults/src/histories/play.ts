import { type NetworkId, type Payment, PROFILES } from '@tributary/network-simulator';
import type { TestDatabase } from '@tributary/postgres/testing';
import { differences, isUntouched, listed, missingBefore, rowVersions } from '../differences';
import { accountAt } from '../reading/account-at';
import { Reader } from '../reading/reader';
import { wrongRollups } from '../rollups';
import { toldRows } from '../truth';
import { type Case, DAYS } from './arbitrary';
import { plainOrder } from './plain-order';
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
    account: { ...accountAt(network), history: (now) => historyOf(network, story, now) },
    now: begin + MINUTE,
    backfillFrom: new Date(begin - DAY).toISOString().slice(0, 10),
    zone,
    simulator: { pageSize },
  });
  const passed: string[] = [];
  try {
    for (const reading of story.readings) {
      reader.moveTo(begin + Math.floor((reading.when * DAYS * DAY) / 1_000 / MINUTE) * MINUTE);
      await reader.read(reading, (what) => strikes.set(what, (strikes.get(what) ?? 0) + 1));
      if (!wasDeclined(story)) passed.push(...(await passedByCheckpoint(reader, network)));
    }
    reader.moveTo(end);
    return [...passed, ...(await judge(reader, database, { network, zone }))];
  } finally {
    await reader.close();
  }
}

/** What was declined when it was looked for, and was approved later, lies before the checkpoint without a fault of ours. */
function wasDeclined({ stories }: Case): boolean {
  return stories.some(({ steps }) => steps.some(({ fate }) => fate === 'declined for a while'));
}

/**
 * I5, after every reading and every death: the sales before the checkpoint that the network told when it was set are stored.
 * One that it dates back later was none of them.
 */
async function passedByCheckpoint(reader: Reader, network: NetworkId): Promise<readonly string[]> {
  const { id: accountId } = reader.account;
  const rows = <Row>(sql: string) => reader.rows<Row>(sql);
  const [account] = await rows<{ checkpoint: string | null }>(
    `select to_json(checkpoint)#>>'{}' as checkpoint from network_account where id = '${accountId}'`,
  );
  if (!account?.checkpoint) return [];
  const checkpoint = Date.parse(account.checkpoint);
  const still = new Set(salesToldAt(reader, network, reader.now).map(({ id }) => id));
  const told = salesToldAt(reader, network, checkpoint).filter(({ id }) => still.has(id));
  const missing = await missingBefore({ rows, accountId, told, since: 0 }, checkpoint);
  return listed(
    'I5 the checkpoint passed',
    missing.map(({ id }) => id),
  );
}

function salesToldAt(reader: Reader, network: NetworkId, instant: number) {
  const { now } = reader;
  reader.moveTo(instant);
  const told = toldRows(network, reader.simulator.groundTruth(network));
  reader.moveTo(now);
  return told.filter(({ isReversal }) => !isReversal);
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

function historyOf(network: NetworkId, { end, stories, ballast }: Case, now: number): readonly Payment[] {
  const begin = end - DAYS * DAY;
  const teller: Teller = { profile: PROFILES[network], traits: TRAITS[network], since: begin, end };
  const told = stories.flatMap((story, index) => paymentsOf(story, { index, now }, teller));
  const old = Array.from({ length: ballast }, (_, index) =>
    paymentsOf(plainOrder(begin + index * MINUTE), { index: BALLAST_INDEX + index, now }, teller),
  );
  return [...told, ...old.flat()];
}

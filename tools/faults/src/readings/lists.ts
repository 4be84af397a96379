import type { NetworkId } from '@tributary/network-simulator';
import { plainOrder } from '../histories/plain-order';
import { NETWORKS } from '../scenario';
import type { ReadingScenario } from './reading-scenario';
import { NOW, type Stage } from './stage';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SECOND_ORDERS = 230;
/** A hundred rows are a page of JVZoo; the others have pages of four here. */
const SMALL_PAGES = { pageSize: 4 };

/** Rows of one page each; a cursor that is a row does not care about rows that come or go. */
const BY_OFFSET: readonly NetworkId[] = ['clickbank', 'digistore24', 'buygoods', 'maxweb', 'hotmart'];

/** The status a row had, or will have: where the row of a sale carries one. */
const OTHER_STATUS: Readonly<Partial<Record<NetworkId, { field: string; value: string; path: string }>>> = {
  buygoods: { field: 'action_type', value: 'refund', path: 'commissions' },
  maxweb: { field: 'action_type', value: 'refund', path: 'commissions' },
  hotmart: { field: 'purchase.status', value: 'PRINTED_BILLET', path: 'history' },
  jvzoo: { field: 'status', value: 'PENDING', path: 'latest' },
};

const someOrders = (count: number) =>
  Array.from({ length: count }, (_, index) => plainOrder(NOW - DAY + index * MINUTE));

/** No order, then one, then two: lists are `null`, a bare object, or missing where there is little to list. */
async function playShortLists(stage: Stage): Promise<readonly string[]> {
  const found: string[] = [];
  for (const count of [0, 1, 2]) {
    stage.tell(someOrders(count));
    found.push(...(await stage.read('hot')), ...(await stage.check()));
  }
  return found;
}

/** Rows move while pages are turned: what was missed is there after the next reading, and nothing is there twice. */
function moved(by: number) {
  return async (stage: Stage): Promise<readonly string[]> => {
    stage.tell(someOrders(14));
    stage.post({ kind: 'moved-rows', by, times: null });
    const first = await stage.read('backfill');
    const twice = await doubles(stage);
    const missed = stage.clearFaults();
    return [...first, ...twice, ...missed, ...(await stage.read('hot'))];
  };
}

/** The order of the first page comes again on the others, with another status. */
async function playOtherStatus(stage: Stage): Promise<readonly string[]> {
  stage.tell(someOrders(stage.network === 'jvzoo' ? SECOND_ORDERS : 14));
  const other = OTHER_STATUS[stage.network];
  if (!other) throw new RangeError(`Rows of ${stage.network} have no status`);
  stage.post({ kind: 'repeated-row', times: null, ...other });
  const first = await stage.read('backfill');
  const twice = await doubles(stage);
  const missed = stage.clearFaults();
  return [...first, ...twice, ...missed, ...(await stage.read('hot'))];
}

async function doubles(stage: Stage): Promise<readonly string[]> {
  const [row] = await stage.rows<{ sales: number }>(
    `select count(*)::int as sales from sale where account_id = '${stage.accountId}'`,
  );
  const told = stage.told.length;
  return (row?.sales ?? 0) <= told ? [] : [`I2 ${row?.sales ?? 0} sales are stored, there are ${told}`];
}

/** More orders of one second than a page holds: no cursor and no window may end within them unnoticed. */
async function playOneSecond(stage: Stage): Promise<readonly string[]> {
  const count = stage.network === 'jvzoo' ? SECOND_ORDERS : 15;
  const second = NOW - 2 * DAY;
  const all = Array.from({ length: count }, () => plainOrder(second));
  stage.tell(all.slice(0, count - 3));
  stage.reader.moveTo(second);
  const first = [...(await stage.read('hot')), ...(await stage.check())];
  // Three more of the same second turn up after it was read.
  stage.tell(all);
  stage.reader.moveTo(second + 60 * MINUTE);
  const later = [...(await stage.read('hot')), ...(await stage.check())];
  stage.reader.moveTo(NOW);
  return [...first, ...later, ...(await stage.read('hot'))];
}

export const LIST_SCENARIOS: readonly ReadingScenario[] = [
  { id: 'short-lists', title: 'no row, one row, two rows', networks: NETWORKS, play: playShortLists },
  {
    id: 'rows-come-in',
    title: 'rows come in while pages are turned',
    networks: BY_OFFSET,
    simulator: SMALL_PAGES,
    play: moved(2),
  },
  {
    id: 'rows-go-away',
    title: 'rows go away while pages are turned',
    networks: BY_OFFSET,
    simulator: SMALL_PAGES,
    play: moved(-2),
  },
  {
    id: 'other-status',
    title: 'one order on several pages, with another status',
    networks: NETWORKS.filter((network) => OTHER_STATUS[network] !== undefined),
    simulator: SMALL_PAGES,
    play: playOtherStatus,
  },
  {
    id: 'one-second',
    title: 'many orders of one second, some of them late',
    networks: NETWORKS,
    simulator: SMALL_PAGES,
    play: playOneSecond,
  },
];

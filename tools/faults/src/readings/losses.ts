import type { NetworkId } from '@tributary/network-simulator';
import { plainOrder } from '../histories/plain-order';
import { NETWORKS } from '../scenario';
import type { ReadingScenario } from './reading-scenario';
import { NOW, SINCE, type Stage } from './stage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A sale turns up an hour late, dated before the last reading: the next reading reaches back far enough. */
async function playLateArrival(stage: Stage): Promise<readonly string[]> {
  const orders = [plainOrder(NOW - 5 * HOUR), plainOrder(NOW - 3 * HOUR), plainOrder(NOW - 90 * MINUTE)];
  stage.tell(orders.slice(0, 2));
  stage.reader.moveTo(NOW - HOUR);
  const first = [...(await stage.read('hot')), ...(await stage.check())];
  stage.tell(orders);
  stage.reader.moveTo(NOW);
  return [...first, ...(await stage.read('hot'))];
}

/** An old row changes while newer ones are read: no filter on what is newest may hide it within the days that are read again. */
async function playOldRowChanges(stage: Stage): Promise<readonly string[]> {
  const refunded = plainOrder(NOW - 2 * DAY, { reversals: [{ kind: 'refund', to: 100, after: 40 }] });
  stage.tell([refunded, plainOrder(NOW - 30 * HOUR)]);
  stage.reader.moveTo(NOW - DAY);
  const first = [...(await stage.read('hot')), ...(await stage.check())];
  stage.reader.moveTo(NOW);
  return [...first, ...(await stage.read('hot'))];
}

interface RunWindow {
  readonly from: string;
  readonly checkpoint: string | null;
}

/** Answers of the first slice of a reading: ClickCRM sends days before rows, Hotmart commissions before sales. */
const FIRST_SLICE: Readonly<Partial<Record<NetworkId, number>>> = {
  clickbank: 1,
  digistore24: 1,
  buygoods: 2,
  maxweb: 2,
  hotmart: 2,
};

/** A long first reading breaks off in its second slice: the next run goes on where the first slice ended. */
async function playProgressKept(stage: Stage): Promise<readonly string[]> {
  stage.tell(Array.from({ length: 24 }, (_, index) => plainOrder(SINCE + (5 + index * 4) * DAY)));
  const onSales = stage.network === 'hotmart' ? { path: 'sales/' } : {};
  stage.post({ kind: 'status-500', times: null, after: FIRST_SLICE[stage.network] ?? 0, ...onSales });
  const run = await stage.run('backfill');
  const [broken] = await windows(stage);
  const missed = stage.clearFaults();
  if (run.outcome !== 'partial' || !broken?.checkpoint) {
    return [`the run ended ${run.outcome}, with the checkpoint at ${broken?.checkpoint ?? 'nothing'}`];
  }
  return [...missed, ...(await stage.read('hot')), ...(await notResumedAt(stage, broken.checkpoint))];
}

async function notResumedAt(stage: Stage, checkpoint: string): Promise<readonly string[]> {
  const [next] = await windows(stage);
  const from = next?.from ?? 'nothing';
  return from === checkpoint ? [] : [`the next run began at ${from}, not at ${checkpoint}`];
}

function windows(stage: Stage): Promise<RunWindow[]> {
  return stage.rows<RunWindow>(`
    select to_json(r.window_from)#>>'{}' as from, to_json(a.checkpoint)#>>'{}' as checkpoint
    from sync_run r join network_account a on a.agency_id = r.agency_id and a.id = r.account_id
    where r.account_id = '${stage.accountId}' order by r.started_at desc limit 1`);
}

export const LOSS_SCENARIOS: readonly ReadingScenario[] = [
  {
    id: 'late-arrival',
    title: 'a sale turns up late, dated before the last reading',
    networks: NETWORKS,
    play: playLateArrival,
  },
  {
    id: 'old-row-changes',
    title: 'an old row changes beside newer ones',
    networks: NETWORKS,
    play: playOldRowChanges,
  },
  {
    id: 'progress-kept',
    title: 'a long first reading breaks off and goes on',
    // JVZoo's list is walked in one piece: there is nothing to go on with.
    networks: NETWORKS.filter((network) => network !== 'jvzoo'),
    play: playProgressKept,
  },
];

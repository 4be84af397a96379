import { until } from '@tributary/e2e-installation';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../bench';
import { NETWORKS, type Scenario } from '../scenario';

const DEEP_DAYS = 40;
/** So many pages of all accounts together are stored before a process or the database goes. */
const SOME_PAGES = 3;
const DOWN_MS = 3_000;
const HEALED_WITHIN_SECONDS = 10;

async function killAndReplace(bench: Bench): Promise<void> {
  await bench.pagesStored(SOME_PAGES);
  await bench.replaceWorker('kill');
}

async function stopAndReplace(bench: Bench): Promise<void> {
  await bench.pagesStored(SOME_PAGES);
  await bench.replaceWorker('stop');
}

/** Nobody starts a third. */
async function killOneOfTwo(bench: Bench): Promise<void> {
  await bench.pagesStored(SOME_PAGES);
  await bench.endWorker('kill');
}

/** While the database is away nobody claims to be ready; ten seconds after its return everybody is. */
async function restartPostgres(bench: Bench): Promise<void> {
  const restart = bench.options.restartPostgres;
  if (!restart) throw new Error('This bench has no Postgres of its own to restart');
  await bench.pagesStored(SOME_PAGES);
  const seen: (readonly number[])[] = [];
  const database = { isBack: false };
  const restarted = restart(DOWN_MS).finally(() => (database.isBack = true));
  while (!database.isBack) {
    seen.push(await bench.readiness());
    await delay(200);
  }
  await restarted;
  const isHonest = (seen[0] ?? []).every((_, process) => seen.some((statuses) => statuses[process] === 503));
  if (!isHonest) throw new Error('A process was ready while there was no database');
  const areReady = async () => (await bench.readiness()).every((status) => status === 200);
  await until('every process is ready again', areReady, HEALED_WITHIN_SECONDS);
}

/** What happens to our own side in the middle of a run. */
export const PROCESS_SCENARIOS: readonly Scenario[] = [
  {
    id: 'worker-killed',
    title: 'worker killed -9 in mid-run',
    networks: NETWORKS,
    backfillDays: DEEP_DAYS,
    disturb: killAndReplace,
    expected: { outcome: ['ok'] },
  },
  {
    id: 'one-of-two-killed',
    title: 'two workers, one killed -9',
    networks: NETWORKS,
    backfillDays: DEEP_DAYS,
    beforeStart: (bench) => bench.addWorker(),
    disturb: killOneOfTwo,
    expected: { outcome: ['ok'] },
  },
  {
    id: 'worker-stopped',
    title: 'SIGTERM in mid-run, next process continues',
    networks: NETWORKS,
    backfillDays: DEEP_DAYS,
    disturb: stopAndReplace,
    expected: { outcome: ['ok'] },
  },
  {
    id: 'postgres-restarted',
    title: 'Postgres restarted in mid-run',
    networks: NETWORKS,
    backfillDays: DEEP_DAYS,
    disturb: restartPostgres,
    needsOwnPostgres: true,
    expected: { outcome: ['ok'] },
  },
];

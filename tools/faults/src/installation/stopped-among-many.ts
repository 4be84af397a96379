import { until } from '@tributary/e2e-installation';
import type { Bench } from '../bench';
import { listed } from '../differences';
import { BACKFILL_DAYS, type InstallationScenario } from './installation-scenario';

const MANY = 50;
/** A grace for pages that are being stored, and the end of the process. */
const STOPPED_WITHIN_MS = 15_000;
/** What was handed back is taken up at once, not after the heartbeat of a dead worker. */
const TAKEN_UP_WITHIN_SECONDS = 8;

async function activeJobs(bench: Bench): Promise<number> {
  const [row] = await bench.rows<{ jobs: number }>(
    `select count(*)::int as jobs from pgboss.job where name = 'sync' and state = 'active'`,
  );
  return row?.jobs ?? 0;
}

/** SIGTERM while fifty accounts are being read: pages in hand are stored, nothing new is begun, the next process goes on. */
async function play(bench: Bench): Promise<readonly string[]> {
  await bench.reset(BACKFILL_DAYS);
  await bench.post({ kind: 'latency-ms', ms: 3_000, times: null });
  await bench.sync();
  await until(`${MANY} accounts are being read`, async () => (await activeJobs(bench)) >= MANY);
  const asked = Date.now();
  await bench.endWorker('stop');
  const took = Date.now() - asked;
  const left = await activeJobs(bench);
  await bench.clearFaults();
  const { since } = await bench.now();
  await bench.addWorker();
  await until(
    'the next process goes on',
    async () => (await bench.runsSince(since)).some(({ outcome }) => outcome !== null),
    TAKEN_UP_WITHIN_SECONDS,
  );
  await bench.quiet();
  const bad = (await bench.runsSince(since)).filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'partial',
  );
  return [
    ...(took <= STOPPED_WITHIN_MS ? [] : [`the process took ${took} ms to stop`]),
    ...(left === 0 ? [] : [`${left} jobs were left behind as if they were running`]),
    ...listed(
      'the next run ended badly',
      bad.map(({ label, errorMessage }) => `${label}: ${errorMessage ?? ''}`),
    ),
  ];
}

export const STOPPED_AMONG_MANY: InstallationScenario = {
  id: 'stopped-among-many',
  title: 'SIGTERM in the middle of 50 syncs',
  play,
};

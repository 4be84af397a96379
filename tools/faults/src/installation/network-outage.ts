import { until } from '@tributary/e2e-installation';
import type { Bench } from '../bench';
import { listed } from '../differences';
import { NETWORKS } from '../scenario';
import { type InstallationScenario, readOnce } from './installation-scenario';

/** So many times a network that is down is due to be tried again: a probe every five minutes, for hours. */
const PROBES = 12;

const accounts = (bench: Bench) =>
  bench.rows<{
    label: string;
    network: string;
    isWaiting: boolean;
    isFailed: boolean;
  }>(`select label, network, outage_since is not null as "isWaiting", failure_kind is not null as "isFailed"
    from network_account`);

/** As if the time of the next probe had come, and with it the accounts' own. */
async function letTimePass(bench: Bench): Promise<void> {
  await bench.rows(`update network_outage set next_probe_at = now() where probe_job_id is null`);
  await bench.rows(`update network_account set next_due_at = now() - interval '1 second'`);
}

async function runsSince(bench: Bench, since: string): Promise<number> {
  const [row] = await bench.rows<{ runs: number }>(
    `select count(*)::int as runs from sync_run where started_at > '${since}'::timestamptz`,
  );
  return row?.runs ?? 0;
}

/** Nothing listens at any network, for hours. Then everything comes back. */
async function play(bench: Bench): Promise<readonly string[]> {
  await readOnce(bench);
  await bench.unplug();
  // Every account finds out by itself, or is put off because the others did.
  await bench.sync();
  await bench.quiet();
  const down = await accounts(bench);
  const hidden = down.filter(({ isWaiting, isFailed }) => !isWaiting && !isFailed).map(({ label }) => label);
  const shown = await bench.healths();
  const unflagged = [...shown].filter(([, { health }]) => health !== 'late').map(([label]) => label);
  const { since } = await bench.now();
  for (let probe = 0; probe < PROBES; probe += 1) {
    await letTimePass(bench);
    await bench.syncDue();
    await bench.quiet();
  }
  const runs = await runsSince(bench, since);
  const open = new Set(
    (await bench.rows<{ network: string }>('select network from network_outage')).map(
      ({ network }) => network,
    ),
  );
  await bench.plugIn();
  return [
    ...listed('I7 hidden', hidden),
    ...listed('I7 not shown as late', unflagged),
    ...listed(
      'the breaker is closed',
      NETWORKS.filter((network) => !open.has(network)),
    ),
    ...(runs > PROBES * NETWORKS.length
      ? [`${runs} runs in ${PROBES} probes of ${NETWORKS.length} networks`]
      : []),
    ...(runs === 0 ? ['no network was tried again'] : []),
    ...(await catchesUp(bench)),
  ];
}

/** The first probe that is answered lets all others in, each at a moment of its own. */
async function catchesUp(bench: Bench): Promise<readonly string[]> {
  await bench.clearRequests();
  await letTimePass(bench);
  await bench.syncDue();
  await bench.quiet();
  const waiting = (await accounts(bench)).filter(({ isWaiting }) => isWaiting).map(({ label }) => label);
  const due = await bench.rows<{ minutes: number }>(`
    select distinct floor(extract(epoch from next_due_at - now()) / 60)::int as minutes from network_account
    where next_due_at < now() + interval '10 minutes'`);
  await bench.rows(`update network_account set next_due_at = now() - interval '1 second'`);
  await until('every account is read again', async () => {
    await bench.syncDue();
    await bench.quiet();
    return [...(await bench.healths()).values()].every(({ health }) => health === 'fresh');
  });
  const asked = (await bench.requests()).filter(({ status }) => status === 429).length;
  return [
    ...listed('still waiting for the network', waiting),
    ...(due.length > 1 ? [] : [`the accounts that waited are due within ${due.length} minute`]),
    ...(asked === 0 ? [] : [`I6 ${asked} requests over the limit`]),
  ];
}

export const NETWORK_OUTAGE: InstallationScenario = {
  id: 'network-outage',
  title: 'no network to connect to, for hours',
  play,
};

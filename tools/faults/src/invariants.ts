import type { NetworkId } from '@tributary/network-simulator';
import type { Bench, LoggedRequest } from './bench';
import { type BothSides, differences, listed, missingBefore } from './differences';
import type { RunState } from './runs';
import { wrongRollups } from './rollups';
import { toldRows } from './truth';

/** I1 and I2 for one account of the bench. */
export async function truthHolds(bench: Bench, account: RunState): Promise<readonly string[]> {
  const sides = bothSides(bench, account);
  const isEmpty = !sides.told.some(({ listedAt }) => Date.parse(listedAt) >= sides.since);
  return [
    ...(await differences(sides)),
    ...(isEmpty ? ['I1 cannot be checked: the network tells nothing'] : []),
  ];
}

/** I5: everything older than the checkpoint is stored, but for what the rows in quarantine tell. */
export async function checkpointHolds(bench: Bench, account: RunState): Promise<readonly string[]> {
  if (account.checkpoint === null) return [];
  const missing = await missingBefore(bothSides(bench, account), Date.parse(account.checkpoint));
  if (new Set(missing.map(({ toldBy }) => toldBy)).size <= account.quarantined) return [];
  return listed(
    `I5 the checkpoint ${account.checkpoint} passed`,
    missing.map(({ id }) => id),
  );
}

function bothSides({ installation }: Bench, account: RunState): BothSides {
  const network = account.network as NetworkId;
  const truth = installation.simulator.groundTruth(network, account.label);
  const backfillFrom = Date.parse(account.backfillFrom);
  return {
    rows: (sql) => installation.rows(sql),
    accountId: account.accountId,
    told: toldRows(network, truth),
    since: Math.max(Date.parse(truth.reachableFrom ?? account.backfillFrom), backfillFrom),
  };
}

/** How a network says "too many": ClickBank has no status of its own for it. */
const isTooMany = ({ network, status }: LoggedRequest) =>
  status === 429 || (network === 'clickbank' && status === 403);

/** I6: no network ever had to say "too many" of its own accord. */
export async function limitsHold(bench: Bench, account: RunState): Promise<readonly string[]> {
  const own = (await bench.requests()).filter((request) => request.account === account.label);
  const refused = own.filter((request) => request.fault === null && isTooMany(request));
  return listed(
    'I6 over the limit',
    refused.map(({ path }) => path),
  );
}

/** I7: an account that was not read says so. */
export async function isHonest(bench: Bench, account: RunState): Promise<readonly string[]> {
  const seen = (await bench.healths()).get(account.label);
  if (!seen) return ['I7 the account is not shown'];
  if (account.outcome === 'ok' && seen.failure !== null) return [`I7 shows ${seen.failure} after a good run`];
  if (account.outcome !== 'ok' && seen.failure === null)
    return [`I7 hides that the run ended ${String(account.outcome)}`];
  return [];
}

/** I3 for every agency of the bench. */
export async function rollupsHold(bench: Bench): Promise<readonly string[]> {
  const agencies = await bench.rows<{ id: string }>('select id from agency');
  const found = await Promise.all(agencies.map(({ id }) => wrongRollups(bench.rows, id)));
  return found.flat();
}

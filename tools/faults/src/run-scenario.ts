import { ACCOUNTS, until } from '@tributary/e2e-installation';
import type { NetworkId } from '@tributary/network-simulator';
import type { Bench } from './bench';
import { disappointments } from './expectations';
import { isUntouched, rowVersions } from './differences';
import { checkpointHolds, isHonest, limitsHold, truthHolds } from './invariants';
import type { RunState } from './runs';
import type { Cells, Scenario } from './scenario';
import { leakedSecrets } from './secrets';
import type { Rows } from './stored';

const BACKFILL_DAYS = 10;
/** Long enough to do something between two answers, on a busy machine too. */
const SLOW = { kind: 'latency-ms', ms: 600, times: null } as const;

/** Collects what went wrong, by network. */
class Findings {
  private readonly cells: Map<NetworkId, string[]>;

  constructor(networks: readonly NetworkId[]) {
    this.cells = new Map(networks.map((network) => [network, []]));
  }

  add(network: string, texts: readonly string[]): void {
    this.cells.get(network as NetworkId)?.push(...texts);
  }

  /** What belongs to no network in particular is everybody's. */
  addToAll(texts: readonly string[]): void {
    for (const cell of this.cells.values()) cell.push(...texts);
  }

  result(): Cells {
    return this.cells;
  }
}

/** One scenario against one network. */
export interface Strike {
  readonly scenario: Scenario;
  readonly network: NetworkId;
}

/** Plays one scenario against all of its networks at once, and says for each what did not hold. */
export function runScenario(bench: Bench, scenario: Scenario): Promise<Cells> {
  return runRound(
    bench,
    scenario.networks.map((network) => ({ scenario, network })),
  );
}

/**
 * Plays several strikes at once, at most one a network. What prepares, disturbs or heals one of them happens to all: do not
 * mix scenarios that start from an account already read with those that strike its first reading.
 */
export async function runRound(bench: Bench, strikes: readonly Strike[]): Promise<Cells> {
  const findings = new Findings(strikes.map(({ network }) => network));
  const scenarios = [...new Set(strikes.map(({ scenario }) => scenario))];
  try {
    await bench.reset(Math.max(...scenarios.map(({ backfillDays }) => backfillDays ?? BACKFILL_DAYS)));
    for (const { beforeStart } of scenarios) await beforeStart?.(bench);
    if (scenarios.some(({ startsSynced }) => startsSynced)) requireGood(await bench.syncAndWait());
    const struck = await play(bench, scenarios, strikes);
    await judgeFault(bench, strikes, { struck, findings });
    await heal(bench, scenarios);
    await judgeHealed(bench, { struck, findings });
  } catch (error) {
    findings.addToAll([error instanceof Error ? error.message : String(error)]);
    await bench.recover();
  }
  return findings.result();
}

async function play(
  bench: Bench,
  scenarios: readonly Scenario[],
  strikes: readonly Strike[],
): Promise<readonly RunState[]> {
  await bench.clearRequests();
  const later = strikes.filter(({ scenario }) => scenario.afterAnswers !== undefined);
  const atOnce = strikes.filter((strike) => !later.includes(strike));
  for (const { network } of strikes.filter(({ scenario }) => needsTime(scenario))) {
    await bench.post({ ...SLOW, network, account: labelOf(network) });
  }
  await Promise.all(atOnce.map((strike) => postFaults(bench, strike)));
  const since = await bench.sync();
  await Promise.all(later.map((strike) => strikeLater(bench, strike)));
  for (const { disturb } of scenarios) await disturb?.(bench);
  await bench.quiet();
  return bench.runsSince(since);
}

function needsTime({ afterAnswers, disturb }: Scenario): boolean {
  return afterAnswers !== undefined || disturb !== undefined;
}

async function postFaults(bench: Bench, { scenario, network }: Strike): Promise<void> {
  for (const fault of scenario.faults?.(network) ?? []) {
    await bench.post({ ...fault, network, account: labelOf(network) });
  }
}

async function strikeLater(bench: Bench, strike: Strike): Promise<void> {
  const { scenario, network } = strike;
  const answers = scenario.afterAnswers?.(network) ?? 0;
  const label = labelOf(network);
  await until(`${network} gave ${answers} answers`, async () => {
    const good = (await bench.requests()).filter(
      ({ account, status }) => account === label && status !== null && status < 300,
    );
    return good.length >= answers;
  });
  await postFaults(bench, strike);
}

interface Judged {
  readonly struck: readonly RunState[];
  readonly findings: Findings;
}

async function judgeFault(
  bench: Bench,
  strikes: readonly Strike[],
  { struck, findings }: Judged,
): Promise<void> {
  for (const account of struck) {
    const strike = strikes.find(
      ({ network }) => network === account.network && labelOf(network) === account.label,
    );
    findings.add(account.network, [
      ...(await checkpointHolds(bench, account)),
      ...(await limitsHold(bench, account)),
      ...(await isHonest(bench, account)),
    ]);
    if (strike) {
      findings.add(account.network, await missedFaults(bench, account, strike));
      findings.add(account.network, await disappointments(bench, account, strike.scenario.expected));
    } else if (account.outcome !== 'ok') {
      findings.addToAll([`I10 ${account.network} "${account.label}" was not read`]);
    }
  }
}

/** A fault that never came proves nothing. */
async function missedFaults(
  bench: Bench,
  account: RunState,
  { scenario, network }: Strike,
): Promise<readonly string[]> {
  const requests = (await bench.requests()).filter((request) => request.account === account.label);
  const came = new Set(requests.map(({ fault }) => fault));
  const missed = (scenario.faults?.(network) ?? []).filter(({ kind }) => !came.has(kind));
  return missed.map(({ kind }) => `the fault ${kind} never struck`);
}

async function heal(bench: Bench, scenarios: readonly Scenario[]): Promise<void> {
  await bench.clearFaults();
  if (scenarios.some(({ restartsWorker }) => restartsWorker)) await bench.replaceWorker('stop');
  for (const { beforeHealing } of scenarios) await beforeHealing?.(bench);
  const isWhole = ({ expected, beforeHealing }: Scenario) =>
    expected.outcome.every((outcome) => outcome === 'ok') && beforeHealing === undefined;
  if (!scenarios.every(isWhole)) requireGood(await bench.syncAndWait());
}

/** Quiet again: the truth is stored, a further reading writes nothing, and no secret was written anywhere. */
async function judgeHealed(bench: Bench, { struck, findings }: Judged): Promise<void> {
  const rows: Rows = (sql) => bench.installation.rows(sql);
  const versions = new Map<string, ReadonlySet<string>>();
  for (const account of struck) {
    findings.add(account.network, await truthHolds(bench, account));
    versions.set(account.accountId, await rowVersions(rows, account.accountId));
  }
  const replay = await bench.syncAndWait();
  requireGood(replay);
  for (const account of replay) {
    const before = versions.get(account.accountId) ?? new Set();
    findings.add(account.network, isUntouched(before, await rowVersions(rows, account.accountId)));
    if (account.written > 0)
      findings.add(account.network, [`I9 an idle replay counted ${account.written} rows`]);
  }
  findings.addToAll(await leakedSecrets(bench));
}

function requireGood(runs: readonly RunState[]): void {
  const bad = runs.filter(({ outcome }) => outcome !== 'ok');
  if (bad.length === 0) return;
  const texts = bad.map(
    ({ network, label, outcome, errorMessage }) =>
      `${network} "${label}" ${outcome ?? 'was not read'}: ${errorMessage ?? 'no error'}`,
  );
  throw new Error(`Without a fault: ${texts.join('; ')}`);
}

/** Faults strike the first account of a network; the others look on. */
function labelOf(network: NetworkId): string {
  const account = ACCOUNTS.find((each) => each.network === network);
  if (!account) throw new RangeError(`No account of ${network}`);
  return account.label;
}

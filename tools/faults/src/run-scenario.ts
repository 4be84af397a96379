import { until } from '@tributary/e2e-installation';
import type { NetworkId } from '@tributary/network-simulator';
import type { Bench } from './bench';
import { disappointments } from './expectations';
import { isUntouched, rowVersions } from './differences';
import { checkpointHolds, isHonest, limitsHold, truthHolds } from './invariants';
import type { RunState } from './runs';
import type { Scenario } from './scenario';
import { figuresHold, leaks } from './soundness';

const BACKFILL_DAYS = 10;
/** Long enough to do something between two answers, on a busy machine too. */
const SLOW = { kind: 'latency-ms', ms: 600, times: null } as const;

/** Collects what went wrong, by strike. */
class Findings {
  private readonly texts: Map<Strike, string[]>;

  constructor(strikes: readonly Strike[]) {
    this.texts = new Map(strikes.map((strike) => [strike, []]));
  }

  add(strike: Strike, texts: readonly string[]): void {
    this.texts.get(strike)?.push(...texts);
  }

  /** What an account shows that no fault strikes concerns every fault at its network. */
  addToNetwork(network: string, texts: readonly string[]): void {
    for (const [strike, list] of this.texts) if (strike.network === network) list.push(...texts);
  }

  /** What belongs to no network in particular is everybody's. */
  addToAll(texts: readonly string[]): void {
    for (const list of this.texts.values()) list.push(...texts);
  }

  result(): RoundResult {
    return this.texts;
  }
}

/** One scenario against one network: it strikes one account of it. */
export interface Strike {
  readonly scenario: Scenario;
  readonly network: NetworkId;
  readonly label: string;
}

/** What did not hold, by strike. */
export type RoundResult = ReadonlyMap<Strike, readonly string[]>;

/** Gives each scenario a lane: the same one at all of its networks. @throws {RangeError} when there are too few accounts. */
export function strikesOf(bench: Bench, scenarios: readonly Scenario[]): readonly Strike[] {
  return scenarios.flatMap((scenario, lane) =>
    scenario.networks.map((network) => {
      const label = bench.labelsOf(network)[lane];
      if (label === undefined) throw new RangeError(`${network} has too few accounts for ${scenario.id}`);
      return { scenario, network, label };
    }),
  );
}

/**
 * Plays several strikes at once, each at an account of its own. What prepares, disturbs or heals one of them happens to all:
 * do not mix scenarios that start from an account already read with those that strike its first reading.
 */
export async function runRound(bench: Bench, strikes: readonly Strike[]): Promise<RoundResult> {
  const findings = new Findings(strikes);
  const scenarios = [...new Set(strikes.map(({ scenario }) => scenario))];
  try {
    await bench.reset(backfillOf(scenarios));
    for (const { beforeStart } of scenarios) await beforeStart?.(bench);
    if (scenarios.some(({ startsSynced }) => startsSynced)) requireGood(await bench.syncAndWait());
    const struck = await play(bench, scenarios, strikes);
    await judgeFault(bench, strikes, { struck, findings });
    await heal(bench, scenarios);
    await judgeHealed(bench, strikes, { struck, findings });
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
  for (const { network, label } of strikes.filter(({ scenario }) => needsTime(scenario))) {
    await bench.post({ ...SLOW, network, account: label });
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

async function postFaults(bench: Bench, { scenario, network, label }: Strike): Promise<void> {
  for (const fault of scenario.faults?.(network) ?? []) {
    await bench.post({ ...fault, network, ...(!scenario.strikesAll && { account: label }) });
  }
}

async function strikeLater(bench: Bench, strike: Strike): Promise<void> {
  const { scenario, network, label } = strike;
  const answers = scenario.afterAnswers?.(network) ?? 0;
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
  const isForAll = strikes.some(({ scenario }) => scenario.strikesAll);
  for (const account of struck) {
    const found = [
      ...(await checkpointHolds(bench, account)),
      ...(await limitsHold(bench, account)),
      ...(await isHonest(bench, account)),
    ];
    const strike = strikeAt(strikes, account);
    if (strike) {
      findings.add(strike, found);
      findings.add(strike, await missedFaults(bench, account, strike));
      findings.add(strike, await disappointments(bench, account, strike.scenario.expected));
    } else {
      findings.addToNetwork(account.network, found);
      if (account.outcome !== 'ok' && !isForAll)
        findings.addToAll([`I10 ${account.network} "${account.label}" was not read`]);
    }
  }
}

function strikeAt(strikes: readonly Strike[], account: RunState): Strike | undefined {
  return strikes.find(({ network, label }) => network === account.network && label === account.label);
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

/** Quiet again: the truth is stored and shown, a further reading writes nothing, and nothing of it is where it must not be. */
async function judgeHealed(
  bench: Bench,
  strikes: readonly Strike[],
  { struck, findings }: Judged,
): Promise<void> {
  const versions = new Map<string, ReadonlySet<string>>();
  const addFor = (account: RunState, texts: readonly string[]) => {
    const strike = strikeAt(strikes, account);
    if (strike) findings.add(strike, texts);
    else findings.addToNetwork(account.network, texts);
  };
  for (const account of struck) {
    addFor(account, await truthHolds(bench, account));
    versions.set(account.accountId, await rowVersions(bench.rows, account.accountId));
  }
  const replay = await bench.syncAndWait();
  requireGood(replay);
  for (const account of replay) {
    const before = versions.get(account.accountId) ?? new Set();
    addFor(account, isUntouched(before, await rowVersions(bench.rows, account.accountId)));
    if (account.written > 0) addFor(account, [`I9 an idle replay counted ${account.written} rows`]);
  }
  const days = backfillOf(strikes.map(({ scenario }) => scenario)) - 1;
  for (const [network, texts] of await figuresHold(bench, days)) findings.addToNetwork(network, texts);
  findings.addToAll(await leaks(bench));
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

function backfillOf(scenarios: readonly Scenario[]): number {
  return Math.max(...scenarios.map(({ backfillDays }) => backfillDays ?? BACKFILL_DAYS));
}

import { ACCOUNTS, until } from '@tributary/e2e-installation';
import type { NetworkId } from '@tributary/network-simulator';
import type { Bench } from './bench';
import { disappointments } from './expectations';
import { checkpointHolds, isHonest, isUntouched, limitsHold, rowVersions, truthHolds } from './invariants';
import type { RunState } from './runs';
import type { Cells, Scenario } from './scenario';
import { leakedSecrets } from './secrets';

const BACKFILL_DAYS = 10;
/** Long enough to do something between two answers. */
const SLOW = { kind: 'latency-ms', ms: 400, times: null } as const;

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

/** Plays one scenario against all of its networks at once, and says for each what did not hold. */
export async function runScenario(bench: Bench, scenario: Scenario): Promise<Cells> {
  const findings = new Findings(scenario.networks);
  try {
    await bench.reset(scenario.backfillDays ?? BACKFILL_DAYS);
    await scenario.beforeStart?.(bench);
    if (scenario.startsSynced) requireGood(await bench.syncAndWait());
    const struck = await strike(bench, scenario);
    await judgeFault(bench, scenario, { struck, findings });
    await heal(bench, scenario);
    await judgeHealed(bench, { struck, findings });
  } catch (error) {
    findings.addToAll([error instanceof Error ? error.message : String(error)]);
    await bench.clearFaults();
  }
  return findings.result();
}

async function strike(bench: Bench, scenario: Scenario): Promise<readonly RunState[]> {
  await bench.clearRequests();
  const atOnce = scenario.afterAnswers === undefined;
  if (atOnce) await Promise.all(scenario.networks.map((network) => postFaults(bench, scenario, network)));
  const isSlow = !atOnce || scenario.disturb !== undefined;
  if (isSlow)
    await Promise.all(
      scenario.networks.map((network) => bench.post({ ...SLOW, network, account: labelOf(network) })),
    );
  const since = await bench.sync();
  if (!atOnce) await Promise.all(scenario.networks.map((network) => strikeLater(bench, scenario, network)));
  await scenario.disturb?.(bench);
  await bench.quiet();
  return bench.runsSince(since);
}

async function postFaults(bench: Bench, scenario: Scenario, network: NetworkId): Promise<void> {
  for (const fault of scenario.faults?.(network) ?? []) {
    await bench.post({ ...fault, network, account: labelOf(network) });
  }
}

async function strikeLater(bench: Bench, scenario: Scenario, network: NetworkId): Promise<void> {
  const answers = scenario.afterAnswers?.(network) ?? 0;
  const label = labelOf(network);
  await until(`${network} gave ${answers} answers`, async () => {
    const good = (await bench.requests()).filter(
      ({ account, status }) => account === label && status !== null && status < 300,
    );
    return good.length >= answers;
  });
  await postFaults(bench, scenario, network);
}

interface Judged {
  readonly struck: readonly RunState[];
  readonly findings: Findings;
}

async function judgeFault(bench: Bench, scenario: Scenario, { struck, findings }: Judged): Promise<void> {
  for (const account of struck) {
    const isStruck = scenario.networks.some(
      (network) => network === account.network && labelOf(network) === account.label,
    );
    const texts = [
      ...(await checkpointHolds(bench, account)),
      ...(await limitsHold(bench, account)),
      ...(await isHonest(bench, account)),
    ];
    findings.add(account.network, texts);
    if (isStruck) findings.add(account.network, await disappointments(bench, account, scenario.expected));
    else if (account.outcome !== 'ok')
      findings.addToAll([`I10 ${account.network} "${account.label}" was not read`]);
  }
}

async function heal(bench: Bench, scenario: Scenario): Promise<void> {
  await bench.clearFaults();
  if (scenario.restartsWorker) await bench.replaceWorker('stop');
  await scenario.beforeHealing?.(bench);
  const isWhole = scenario.expected.outcome.every((outcome) => outcome === 'ok');
  if (!isWhole || scenario.beforeHealing) requireGood(await bench.syncAndWait());
}

/** Quiet again: the truth is stored, a further reading writes nothing, and no secret was written anywhere. */
async function judgeHealed(bench: Bench, { struck, findings }: Judged): Promise<void> {
  const versions = new Map<string, ReadonlySet<string>>();
  for (const account of struck) {
    findings.add(account.network, await truthHolds(bench, account));
    versions.set(account.accountId, await rowVersions(bench, account.accountId));
  }
  const replay = await bench.syncAndWait();
  requireGood(replay);
  for (const account of replay) {
    const before = versions.get(account.accountId) ?? new Set();
    findings.add(account.network, isUntouched(before, await rowVersions(bench, account.accountId)));
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
export function labelOf(network: NetworkId): string {
  const account = ACCOUNTS.find((each) => each.network === network);
  if (!account) throw new RangeError(`No account of ${network}`);
  return account.label;
}

import { createTestDatabase } from '@tributary/postgres/testing';
import { parseArgs } from 'node:util';
import { laneAccounts } from './accounts';
import { Bench } from './bench';
import { runHistories } from './histories/run-histories';
import { AMONG_MANY, INSTALLATION_SCENARIOS } from './installation';
import { BACKFILL_DAYS, type InstallationScenario } from './installation/installation-scenario';
import { READING_SCENARIOS } from './readings';
import { playReading } from './readings/reading-scenario';
import { failures, type Played, summary, table } from './report';
import { playRound, rounds } from './rounds';
import { isCalm, NETWORKS, type Scenario } from './scenario';
import { SCENARIOS } from './scenarios';
import { soundness } from './soundness';

const SALES_PER_DAY = 2;
/** Faults at the same time; one account more of each network looks on. */
const LANES = 8;
/** Enough for texts that are changed, exchanged and left alone. */
const FEW = 5;
const HISTORIES = { id: 'histories', title: 'random histories, read in random ways' };
const HISTORY_RUNS = 40;
const HISTORIES_MS = 60_000;

export interface FaultsRun {
  readonly args: readonly string[];
  readonly restartPostgres: (downMs: number) => Promise<void>;
}

interface Plan {
  readonly seed: number;
  readonly isWanted: (scenario: { readonly id: string }) => boolean;
  readonly restartPostgres?: FaultsRun['restartPostgres'];
}

/** `npm run faults`. @returns whether everything held. */
export async function runFaults({ args, restartPostgres }: FaultsRun): Promise<boolean> {
  const plan = planOf(args);
  say(`Seed ${plan.seed} (the same world again: npm run faults -- --seed ${plan.seed})`);
  const played: Played[] = [];
  const tell = (some: readonly Played[], startedAt: number) => {
    played.push(...some);
    tellOf(some, startedAt);
  };
  // Most of the time is waiting for networks that are slow on purpose: so the tracks run beside one another.
  await Promise.all([
    playInProcess(plan, tell),
    playAmongMany(plan, tell),
    playAmongFew(
      plan,
      tell,
      SCENARIOS.filter(({ needsOwnPostgres }) => !needsOwnPostgres),
    ),
  ]);
  // Nobody else may be at work when the server goes away.
  await playAmongFew(
    { ...plan, restartPostgres },
    tell,
    SCENARIOS.filter(({ needsOwnPostgres }) => needsOwnPostgres),
  );
  if (played.length === 0) throw new Error(`There is no such scenario. ${allIds().join(', ')}`);
  say(`\n${table(played)}\n`);
  for (const text of failures(played)) say(text);
  say(`Seed ${plan.seed}. ${summary(played)}`);
  return failures(played).length === 0;
}

type Tell = (some: readonly Played[], startedAt: number) => void;

function planOf(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, only: { type: 'string' } },
  });
  const only = values.only?.split(',');
  return {
    seed: Number(values.seed ?? Math.floor(Math.random() * 1_000_000)),
    isWanted: ({ id }) => only?.includes(id) ?? true,
  };
}

function allIds(): readonly string[] {
  return [HISTORIES, ...READING_SCENARIOS, ...SCENARIOS, ...AMONG_MANY, ...INSTALLATION_SCENARIOS].map(
    ({ id }) => id,
  );
}

async function playHistories({ seed, isWanted }: Plan, tell: Tell): Promise<void> {
  if (!isWanted(HISTORIES)) return;
  const startedAt = Date.now();
  const database = await createTestDatabase();
  const cells = new Map<(typeof NETWORKS)[number], readonly string[]>();
  for (const network of NETWORKS) {
    const options = { seed, runs: HISTORY_RUNS, longestMs: HISTORIES_MS };
    const { failure } = await runHistories(database, network, options);
    cells.set(network, failure === null ? [] : [failure]);
  }
  await database.drop();
  tell([{ scenario: HISTORIES, cells }], startedAt);
}

async function playReadings({ isWanted }: Plan, tell: Tell): Promise<void> {
  const scenarios = READING_SCENARIOS.filter(isWanted);
  if (scenarios.length === 0) return;
  const startedAt = Date.now();
  const database = await createTestDatabase();
  const played: Played[] = [];
  for (const scenario of scenarios) {
    const cells = new Map<(typeof NETWORKS)[number], readonly string[]>();
    for (const network of scenario.networks) {
      cells.set(network, await playReading(database, scenario, network));
    }
    played.push({ scenario, cells });
  }
  await database.drop();
  tell(played, startedAt);
}

async function playInProcess(plan: Plan, tell: Tell): Promise<void> {
  await playHistories(plan, tell);
  await playReadings(plan, tell);
}

/** Faults that strike one account each, several at a time. */
async function playAmongMany(plan: Plan, tell: Tell): Promise<void> {
  const scenarios = SCENARIOS.filter(isCalm).filter(plan.isWanted);
  const installation = AMONG_MANY.filter(plan.isWanted);
  if (scenarios.length + installation.length === 0) return;
  await withBench(plan, LANES + 1, async (bench) => {
    for (const round of rounds(scenarios, LANES)) await timed(tell, () => playRound(bench, round));
    for (const scenario of installation) await timed(tell, () => playInstallation(bench, scenario));
  });
}

/** What happens to processes and to everybody at once. */
async function playAmongFew(plan: Plan, tell: Tell, all: readonly Scenario[]): Promise<void> {
  const scenarios = all.filter((scenario) => !isCalm(scenario)).filter(plan.isWanted);
  const installation = plan.restartPostgres ? [] : INSTALLATION_SCENARIOS.filter(plan.isWanted);
  if (scenarios.length + installation.length === 0) return;
  await withBench(plan, FEW, async (bench) => {
    for (const scenario of scenarios) await timed(tell, () => playRound(bench, [scenario]));
    for (const scenario of installation) await timed(tell, () => playInstallation(bench, scenario));
  });
}

async function withBench(
  { seed, restartPostgres }: Plan,
  lanes: number,
  play: (bench: Bench) => Promise<void>,
): Promise<void> {
  const accounts = laneAccounts(lanes);
  const restart = restartPostgres ? { restartPostgres } : {};
  const bench = await Bench.create({ seed, salesPerDay: SALES_PER_DAY, accounts, ...restart });
  try {
    await play(bench);
  } finally {
    await bench.destroy();
  }
}

async function timed(tell: Tell, play: () => Promise<readonly Played[]>): Promise<void> {
  const startedAt = Date.now();
  tell(await play(), startedAt);
}

async function playInstallation(bench: Bench, scenario: InstallationScenario): Promise<readonly Played[]> {
  try {
    const found = await scenario.play(bench);
    return [{ scenario, cells: await soundness(bench, BACKFILL_DAYS - 1, found) }];
  } catch (error) {
    await bench.recover();
    const texts = [error instanceof Error ? error.message : String(error)];
    return [{ scenario, cells: new Map(NETWORKS.map((network) => [network, texts])) }];
  }
}

function tellOf(played: readonly Played[], startedAt: number): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  for (const each of played) {
    const failed = failures([each]);
    say(`${failed.length === 0 ? 'ok  ' : 'FAIL'} ${each.scenario.title}`);
    for (const text of failed) say(`       ${text}`);
  }
  say(`     ${seconds} s`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

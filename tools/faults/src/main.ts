import { createTestDatabase } from '@tributary/postgres/testing';
import { parseArgs } from 'node:util';
import { laneAccounts } from './accounts';
import { Bench } from './bench';
import { runHistories } from './histories/run-histories';
import { INSTALLATION_SCENARIOS } from './installation';
import { BACKFILL_DAYS } from './installation/installation-scenario';
import { READING_SCENARIOS } from './readings';
import { playReading } from './readings/reading-scenario';
import { failures, type Played, summary, table } from './report';
import { playRound, rounds } from './rounds';
import { NETWORKS } from './scenario';
import { SCENARIOS } from './scenarios';
import { soundness } from './soundness';

const SALES_PER_DAY = 2;
/** Faults at the same time; one account more of each network looks on. */
const LANES = 8;
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
  await playHistories(plan, tell);
  await playReadings(plan, tell);
  await playOnBench(plan, restartPostgres, tell);
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
  return [HISTORIES, ...READING_SCENARIOS, ...SCENARIOS, ...INSTALLATION_SCENARIOS].map(({ id }) => id);
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

async function playOnBench(
  { seed, isWanted }: Plan,
  restartPostgres: FaultsRun['restartPostgres'],
  tell: Tell,
): Promise<void> {
  const scenarios = SCENARIOS.filter(isWanted);
  const installation = INSTALLATION_SCENARIOS.filter(isWanted);
  if (scenarios.length + installation.length === 0) return;
  const accounts = laneAccounts(LANES + 1);
  const bench = await Bench.create({ seed, salesPerDay: SALES_PER_DAY, accounts, restartPostgres });
  try {
    for (const round of rounds(scenarios, LANES)) {
      const startedAt = Date.now();
      tell(await playRound(bench, round), startedAt);
    }
    for (const scenario of installation) {
      const startedAt = Date.now();
      const cells = await soundness(bench, BACKFILL_DAYS - 1, await foundBy(bench, scenario));
      tell([{ scenario, cells }], startedAt);
    }
  } finally {
    await bench.destroy();
  }
}

async function foundBy(
  bench: Bench,
  { play }: (typeof INSTALLATION_SCENARIOS)[number],
): Promise<readonly string[]> {
  try {
    return await play(bench);
  } catch (error) {
    await bench.recover();
    return [error instanceof Error ? error.message : String(error)];
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

import { parseArgs } from 'node:util';
import { Bench } from './bench';
import { failures, type Played, summary, table } from './report';
import { runScenario } from './run-scenario';
import { SCENARIOS } from './scenarios';

const SALES_PER_DAY = 2;

export interface FaultsRun {
  readonly args: readonly string[];
  readonly restartPostgres: (downMs: number) => Promise<void>;
}

/** `npm run faults`. @returns whether everything held. */
export async function runFaults({ args, restartPostgres }: FaultsRun): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, only: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const only = values.only?.split(',');
  const scenarios = SCENARIOS.filter(({ id }) => only?.includes(id) ?? true);
  if (scenarios.length === 0) throw new Error(`Scenarios: ${SCENARIOS.map(({ id }) => id).join(', ')}`);
  say(`Seed ${seed} (the same world again: npm run faults -- --seed ${seed})`);
  const bench = await Bench.create({ seed, salesPerDay: SALES_PER_DAY, restartPostgres });
  const played: Played[] = [];
  try {
    for (const scenario of scenarios) {
      const startedAt = Date.now();
      const cells = await runScenario(bench, scenario);
      played.push({ scenario, cells });
      const failed = failures(played.slice(-1));
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      say(`${failed.length === 0 ? 'ok  ' : 'FAIL'} ${scenario.title} (${seconds} s)`);
      for (const text of failed) say(`       ${text}`);
    }
  } finally {
    await bench.destroy();
  }
  say(`\n${table(played)}\n`);
  for (const text of failures(played)) say(text);
  say(`Seed ${seed}. ${summary(played)}`);
  return failures(played).length === 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

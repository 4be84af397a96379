import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clientSize } from './client-size';
import { dashboard } from './dashboard';
import { openDatabase, saveRates } from './database';
import { fill } from './fill';
import { fleet } from './fleet';
import { httpDashboard } from './http-dashboard';
import { ingest } from './ingest';
import { prepareInstallation, sealAsInstalled } from './installation';
import { benchReplica, type Replication } from './replica/replica-bench';
import { type Finding, growth, results } from './report';
import { workload } from './workload';

const RESULTS = 'tools/bench/RESULTS.md';
/** Leaves a part out. */
const NONE = '0';

export interface BenchRun {
  readonly args: readonly string[];
  /** @returns the URL of an empty database on a server of its own, as its superuser. */
  readonly createDatabase: (name: string) => Promise<string>;
  /** Further servers, with a replica. */
  readonly replication: Replication;
}

/** `npm run bench -- --sizes 100000,1000000`: prints each figure as it comes and all of them as a table at the end. */
export async function runBench({ args, createDatabase, replication }: BenchRun): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ingest: { type: 'string', default: '100000' },
      sizes: { type: 'string', default: '100000,1000000' },
      replica: { type: 'string', default: '100000' },
      fleet: { type: 'string', default: '6000' },
      save: { type: 'boolean', default: false },
    },
  });
  const findings: Finding[] = [];
  const found = (more: readonly Finding[]) => {
    for (const { what, measured } of more) process.stdout.write(`${what}: ${measured}\n`);
    findings.push(...more);
    // Each time: a run that is stopped has not measured in vain.
    if (values.save) writeFileSync(RESULTS, results(findings));
  };
  found(await clientSize());
  if (values.ingest !== NONE) {
    found(await benchIngest(await createDatabase('bench_ingest'), whole(values.ingest)));
  }
  const large: number[] = [];
  for (const size of values.sizes
    .split(',')
    .filter((one) => one !== NONE)
    .map(whole)) {
    large.push(await benchDashboard(await createDatabase(`bench_${size}`), size, found));
  }
  if (large.length > 1) found([growth(large)]);
  if (values.replica !== NONE) found(await benchReplica(replication, whole(values.replica)));
  if (values.fleet !== NONE) {
    for await (const more of fleet(await createDatabase('bench_fleet'), Number(values.fleet))) found(more);
  }
  process.stdout.write(`\n${results(findings)}`);
}

async function benchIngest(databaseUrl: string, sales: number): Promise<readonly Finding[]> {
  const database = await openDatabase(databaseUrl);
  try {
    return await ingest(database, workload({ sales, until: new Date() }));
  } finally {
    await database.close();
  }
}

/** @returns p95 of the large agency in the database. */
async function benchDashboard(
  databaseUrl: string,
  sales: number,
  found: (more: readonly Finding[]) => void,
): Promise<number> {
  const database = await openDatabase(databaseUrl);
  try {
    await saveRates(database);
    const installation = await prepareInstallation(database);
    const words = sales.toLocaleString('en-GB');
    const filled = await fill(database, installation.agencyId, sales);
    await sealAsInstalled(database, installation);
    const { findings, large } = await dashboard(database, filled, words);
    found(findings);
    found(await httpDashboard(installation, words));
    return large;
  } finally {
    await database.close();
  }
}

/** @throws {RangeError} for anything but a number of sales from 10,000. */
function whole(text: string): number {
  const sales = Number(text);
  if (!Number.isSafeInteger(sales) || sales < 10_000) {
    throw new RangeError(`"${text}" is no number of sales: give one from 10000`);
  }
  return sales;
}

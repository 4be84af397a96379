import { parseArgs } from 'node:util';
import { dashboard } from './dashboard';
import { openDatabase } from './database';
import { ingest } from './ingest';
import { type Finding, table } from './report';
import { workload } from './workload';

export interface BenchRun {
  readonly args: readonly string[];
  /** An empty database on a server of its own, as its superuser. */
  readonly databaseUrl: string;
}

/** `npm run bench -- --sales 1000000`: prints each figure as it comes and all of them as a table at the end. */
export async function runBench({ args, databaseUrl }: BenchRun): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { sales: { type: 'string', default: '100000' } },
  });
  const sales = Number(values.sales);
  if (!Number.isSafeInteger(sales) || sales < 10_000)
    throw new RangeError('--sales takes a number from 10000');
  const work = workload({ sales, until: new Date() });
  const database = await openDatabase(databaseUrl);
  const findings: Finding[] = [];
  try {
    findings.push(...(await ingest(database, work)));
    findings.push(...(await dashboard(database, work)));
  } finally {
    await database.close();
  }
  process.stdout.write(`\n${sales.toLocaleString('en-GB')} sales\n\n${table(findings)}\n`);
}

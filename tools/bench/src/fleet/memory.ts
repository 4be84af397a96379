import { ROOT } from '@tributary/e2e-installation';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Finding } from '../report';
import { Fleet } from './fleet';

const MOST_MEGABYTES = 80;
/** Left to itself the engine collects late. With so little it collects in time, and whatever were kept would end the process. */
const HEAP_MEGABYTES = 64;
/** As in the image. New objects are given up to 100 MB otherwise, of which nothing is kept. */
const NEW_OBJECTS_MEGABYTES = 8;

interface Memory {
  /** Megabytes before it began. */
  readonly idle: number;
  /** The most in the first tenth, and in all. */
  readonly first: number;
  readonly whole: number;
  readonly outcome: string;
  readonly created: number;
}

/** What one reading of an account with many rows takes beside a process that does nothing. */
export async function memoryOfOneSync(databaseUrl: string, rows: number): Promise<Finding[]> {
  const fleet = await Fleet.start(databaseUrl);
  try {
    await fleet.connect(1);
    const [account] = await fleet.rows<{ agency: string; id: string }>(
      'select agency_id as agency, id from network_account',
    );
    const memory = await readInOwnProcess(fleet, [account?.agency ?? '', account?.id ?? '', String(rows)]);
    const { idle, first, whole, outcome, created } = memory;
    return [
      {
        what: `one reading of an account with ${rows.toLocaleString('en-GB')} rows: memory`,
        measured: `${Math.round(whole - idle)} MB over the idle process`,
        baseline: `after a tenth of the rows ${Math.round(first - idle)} MB`,
        limit: `idle process ${Math.round(idle)} MB`,
        ratio: `${((whole - idle) / (first - idle)).toFixed(1)} × for 10 × the rows`,
        target: `< ${MOST_MEGABYTES} MB, flat`,
        isMet: outcome === 'ok' && created === rows && whole - idle < MOST_MEGABYTES,
      },
    ];
  } finally {
    await fleet.stop();
  }
}

async function readInOwnProcess({ environment }: Fleet, args: readonly string[]): Promise<Memory> {
  const script = join(ROOT, 'dist/tools/bench/fleet/memory-main.js');
  const limits = [`--max-old-space-size=${HEAP_MEGABYTES}`, `--max-semi-space-size=${NEW_OBJECTS_MEGABYTES}`];
  const child = spawn(process.execPath, [...limits, script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await once(child, 'close');
  const [last] = lines.slice(-1);
  if (last === undefined)
    throw new Error('The reading ended before it was done: it needed more memory, or was stopped');
  return JSON.parse(last) as Memory;
}

// `npm run bench`: how fast it is, beside the design it replaces and beside the limit of the machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './embedded-postgres.mjs';
import { startPrimary, startReplica } from './embedded-replica.mjs';
import { runStep } from './processes.mjs';

runStep('Building (unchanged parts come from the cache)', [
  'node_modules/nx/dist/bin/nx.js',
  ...['run-many', '-t', 'build', '-p', 'bench,bff,client', '--outputStyle=static'],
]);
const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
// Only its name is wanted: Postgres may run as another user and makes the folder its own.
rmSync(folder, { recursive: true });
const postgres = await startPostgres({ dataFolder: folder });
let isEnding = false;

async function end(code) {
  if (isEnding) return;
  isEnding = true;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1));

try {
  const { runBench } = await import('../../dist/tools/bench/main.js');
  const createDatabase = async (name) => {
    await postgres.createDatabase(name);
    return postgres.url(name);
  };
  await runBench({
    args: process.argv.slice(2),
    createDatabase,
    replication: { startPrimary, startReplica },
  });
  await end(0);
} catch (error) {
  console.error(error);
  await end(1);
}

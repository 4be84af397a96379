// `npm run faults`: every fault of the bench against every network, with real processes and a Postgres of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './embedded-postgres.mjs';
import { runStep } from './processes.mjs';

runStep('Building (unchanged parts come from the cache)', [
  'node_modules/nx/dist/bin/nx.js',
  ...['run-many', '-t', 'build', '-p', 'bff,faults', '--outputStyle=static'],
]);
const folder = mkdtempSync(join(tmpdir(), 'tributary-faults-'));
// Only its name is wanted: Postgres may run as another user and makes the folder its own.
rmSync(folder, { recursive: true });
const postgres = await startPostgres({ dataFolder: folder });
process.env.TEST_POSTGRES_URL = postgres.url();
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
  const { runFaults } = await import('../../dist/tools/faults/main.js');
  const hasHeld = await runFaults({ args: process.argv.slice(2), restartPostgres: postgres.restart });
  await end(hasHeld ? 0 : 1);
} catch (error) {
  console.error(error);
  await end(1);
}

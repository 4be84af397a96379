// `npm test`: everything that must hold. Runs every step even when one fails, and ends with the sum.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const NX = 'node_modules/nx/dist/bin/nx.js';
const REPORT = 'tmp/jest-report.json';

/** All projects in two programs, and those with options of their own: `tools/workspace` proves that none is left out. */
const TOGETHER = ['-p', 'checks,client-e2e,workspace', '--outputStyle=static'];

/** Side by side: each uses one core for most of its time. The steps of one follow each other. */
const LANES = [
  [['Lint', [NX, 'run-many', '-t', 'lint-node', 'lint-browser', 'lint', ...TOGETHER]]],
  [
    ['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
    ['Types', [NX, 'run-many', '-t', 'types-node', 'types-browser', 'typecheck', ...TOGETHER]],
    ['Unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
    ['Build', [NX, 'run-many', '-t', 'build', '--outputStyle=static']],
  ],
];
const STEPS = LANES.flat().length;

let passed = 0;
let failed = 0;

/** @param output of the step: as it comes, or once it has ended, so that of two side by side each stays whole. */
async function run(title, args, output) {
  console.log(`── ${title} …`);
  const startedAt = Date.now();
  const said = [];
  const child = spawn(process.execPath, args, {
    stdio: output === 'as it comes' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const [code] = await once(child, 'close');
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(Buffer.concat(said));
  console.log(`── ${title}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return code === 0;
}

async function runEach(lane) {
  for (const [title, args] of lane) {
    if (await run(title, args, 'at the end')) passed += 1;
    else failed += 1;
  }
}

await Promise.all(LANES.map(runEach));

mkdirSync('tmp', { recursive: true });
rmSync(REPORT, { force: true });
const tests = [
  'tools/start/jest.mjs',
  ...['--json', '--outputFile', REPORT, '--testLocationInResults'],
  // Half of the end-to-end time is waiting for paced networks: a third worker fills it even on two cores.
  '--maxWorkers=3',
  ...process.argv.slice(2),
];
const hasPassed = await run('Unit, contract, integration and browser tests', tests, 'as it comes');
try {
  const report = JSON.parse(readFileSync(REPORT, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (!hasPassed && failed === 0) failed += 1;
} catch {
  failed += 1;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > STEPS ? 0 : 1);

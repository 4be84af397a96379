// `npm test`: everything that must hold. Runs every step even when one fails, and ends with the sum.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const NX = 'node_modules/nx/dist/bin/nx.js';
const REPORT = 'tmp/jest-report.json';

/** All projects in two programs, and those with options of their own: `tools/workspace` proves that none is left out. */
const TOGETHER = ['-p', 'checks,client-e2e,workspace', '--outputStyle=static'];

const STEPS = [
  ['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['Lint', [NX, 'run-many', '-t', 'lint-node', 'lint-browser', 'lint', ...TOGETHER]],
  ['Types', [NX, 'run-many', '-t', 'types-node', 'types-browser', 'typecheck', ...TOGETHER]],
  ['Unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['Build', [NX, 'run-many', '-t', 'build', '--outputStyle=static']],
];

let passed = 0;
let failed = 0;

function run(title, args) {
  console.log(`\n── ${title}`);
  const startedAt = Date.now();
  const result = spawnSync(process.execPath, args, { stdio: 'inherit' });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${title}: ${result.status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return result.status === 0;
}

for (const [title, args] of STEPS) {
  if (run(title, args)) passed += 1;
  else failed += 1;
}

mkdirSync('tmp', { recursive: true });
rmSync(REPORT, { force: true });
const hasPassed = run('Unit, contract, integration and browser tests', [
  'tools/start/jest.mjs',
  ...['--json', '--outputFile', REPORT, '--testLocationInResults'],
  // Half of the end-to-end time is waiting for paced networks: a third worker fills it even on two cores.
  '--maxWorkers=3',
  ...process.argv.slice(2),
]);
try {
  const report = JSON.parse(readFileSync(REPORT, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (!hasPassed && failed === 0) failed += 1;
} catch {
  failed += 1;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > STEPS.length ? 0 : 1);

// `npm run mutations`: takes defences away, one after another, and checks that the test of each one notices.
import { resolve } from 'node:path';
import { runStep } from './processes.mjs';

runStep('Building (unchanged parts come from the cache)', [
  'node_modules/nx/dist/bin/nx.js',
  ...['run-many', '-t', 'build', '-p', 'mutations', '--outputStyle=static'],
]);
const { runMutations } = await import('../../dist/tools/mutations/main.js');
process.exit(runMutations(resolve('.'), process.argv.slice(2)) ? 0 : 1);

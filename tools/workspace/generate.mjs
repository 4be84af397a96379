// The command behind `npm run generate`. Node strips the types of src/*.ts itself, so nothing is built first.
import { join } from 'node:path';
import { generate } from './src/generate.ts';
import { GenerationError } from './src/generation.error.ts';

try {
  for (const line of generate(join(import.meta.dirname, '../..'), process.argv.slice(2))) console.log(line);
} catch (error) {
  if (!(error instanceof GenerationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

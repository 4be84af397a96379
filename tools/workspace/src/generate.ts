import { generateNetwork } from './generate-network.ts';
import { generateUseCase } from './generate-use-case.ts';
import { GenerationError } from './generation.error.ts';

const USAGE = `Usage:
  npm run generate network <id> "<Name>" [XY]      for example: network acmepay "Acme Pay" AP
  npm run generate use-case <area> <verb-noun>     for example: use-case sales export-sales`;

/**
 * @param root of the workspace.
 * @returns what to tell the person: the files written, and what to do next.
 * @throws {GenerationError} before anything is written.
 */
export function generate(root: string, [kind, ...args]: readonly string[]): readonly string[] {
  const [first, second, third, ...tooMany] = args;
  if (!first || !second || tooMany.length > 0) throw new GenerationError(USAGE);
  if (kind === 'network') return generateNetwork(root, { id: first, name: second, monogram: third });
  if (kind === 'use-case' && third === undefined) {
    return generateUseCase(root, { area: first, verbNoun: second });
  }
  throw new GenerationError(USAGE);
}

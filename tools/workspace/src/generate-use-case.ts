import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GenerationError } from './generation.error.ts';
import { isKebabCase, pascalCase } from './names.ts';
import { writeTemplate } from './write-template.ts';

const APPLICATION = 'libs/application/src';

export interface UseCaseOrder {
  readonly area: string;
  readonly verbNoun: string;
}

/** Two files and one line in the index. @throws {GenerationError} before anything is written. */
export function generateUseCase(root: string, { area, verbNoun }: UseCaseOrder): readonly string[] {
  const source = join(root, APPLICATION);
  if (!isKebabCase(area)) throw new GenerationError(`"${area}" is no area: lower-case words with hyphens.`);
  if (!isKebabCase(verbNoun) || !verbNoun.includes('-')) {
    throw new GenerationError(`"${verbNoun}" is no use case: a verb and a noun, as in export-sales.`);
  }
  const [taken] = globSync(`*/${verbNoun}.{ts,spec.ts}`, { cwd: source });
  if (taken !== undefined) throw new GenerationError(`There is a ${taken} already.`);
  const index = join(source, 'index.ts');
  const longerIndex = withLine(readFileSync(index, 'utf8'), `export * from './${area}/${verbNoun}';`);
  const files = writeTemplate('use-case', join(source, area), {
    __id__: verbNoun,
    __Class__: pascalCase(verbNoun),
  });
  writeFileSync(index, longerIndex);
  return [...files, index].map((file) => relative(root, file));
}

/** Before the first line that sorts after it; no other line moves. */
function withLine(index: string, line: string): string {
  const lines = index.split('\n');
  const place = lines.findIndex((other) => other === '' || other > line);
  return lines.toSpliced(place === -1 ? lines.length : place, 0, line).join('\n');
}

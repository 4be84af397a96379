import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { generate } from './generate';
import { APPLICATION, bareCopy, NETWORKS, ROOT } from './testing';

/**
 * The generated code has to hold before anyone edits it. It runs from a copy of the kit under `tmp`: its relative imports
 * find the copy, its aliases and packages the repository, and the working tree stays as it is.
 */
const copy = bareCopy();
const shown = ['acme-pay', 'x1', 'a-name-of-20-letters'];
generate(copy.root, ['network', 'acme-pay', 'Acme Pay', 'AP']);
generate(copy.root, ['network', 'x1', 'X1', 'X1']);
generate(copy.root, ['network', 'a-name-of-20-letters', 'A Name & Co. Of Thirty Letters', 'AN']);
generate(copy.root, ['use-case', 'acme', 'export-sales']);
generate(copy.root, ['use-case', 'acme', 'export-a-very-long-list-of-sales']);

afterAll(() => {
  copy.remove();
});

it.each([...shown.map((id) => `${NETWORKS}/${id}`), `${APPLICATION}/acme`])(
  '%s is formatted',
  async (folder) => {
    const options = await resolveConfig(join(ROOT, 'package.json'));
    for (const file of globSync('**/*.*', { cwd: join(copy.root, folder) })) {
      const filepath = join(copy.root, folder, file);
      const isFormatted = await check(readFileSync(filepath, 'utf8'), { ...options, filepath });
      expect({ file, isFormatted }).toEqual({ file, isFormatted: true });
    }
  },
);

it('is typed', () => {
  const tsconfig = {
    extends: join(ROOT, 'tsconfig.base.json'),
    compilerOptions: { types: ['node', 'jest'], typeRoots: [join(ROOT, 'node_modules/@types')] },
    include: [`${NETWORKS}/**/*.ts`, `${APPLICATION}/acme/*.ts`],
    exclude: [],
  };
  writeFileSync(join(copy.root, 'tsconfig.json'), JSON.stringify(tsconfig));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', copy.root], { encoding: 'utf8' });
  expect(stdout).toBe('');
}, 60_000);

// Their own specs, and the suite every registered network has to pass: here they find the generated networks only.
for (const spec of [
  `${NETWORKS}/networks.spec.ts`,
  ...shown.map((id) => `${NETWORKS}/${id}/${id}.mapper.spec.ts`),
  `${APPLICATION}/acme/export-sales.spec.ts`,
]) {
  await import(join(copy.root, spec));
}

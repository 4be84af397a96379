import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './testing.ts';

/** Their options are their own: `npm test` checks them beside the rest. */
const APART = ['apps/client-e2e', 'tools/workspace'];
/** Of the options those that say where output would go, and what is read. */
const PLACES = new Set(['configFilePath', 'rootDir', 'outDir', 'pathsBasePath', 'noEmit']);

interface Program {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

function programOf(config: string): Program {
  const read = ts.readConfigFile(join(ROOT, config), (path) => ts.sys.readFile(path));
  const base = dirname(join(ROOT, config));
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, base, undefined, join(ROOT, config));
  const options = Object.entries(parsed.options).filter(([name]) => !PLACES.has(name));
  return {
    files: parsed.fileNames.map((file) => relative(ROOT, file)),
    options: Object.fromEntries(options),
  };
}

const projects = globSync(['apps/*/project.json', 'libs/**/project.json', 'tools/*/project.json'], {
  cwd: ROOT,
})
  .map(dirname)
  .filter((folder) => !APART.includes(folder) && folder !== 'tools/checks');

const checks = JSON.parse(readFileSync(join(ROOT, 'tools/checks/project.json'), 'utf8')) as {
  readonly targets: Readonly<Record<string, { readonly options?: { readonly command: string } }>>;
};
function nameOf(folder: string): string {
  return (JSON.parse(readFileSync(join(ROOT, folder, 'project.json'), 'utf8')) as { readonly name: string })
    .name;
}

const isOfBrowser = (folder: string) => folder === 'apps/client' || folder.startsWith('libs/client');

describe('what npm test checks in one go', () => {
  it('is all but the projects that it checks beside it', () => {
    const [, names = ''] =
      /'-p', '([\w,-]+)'/.exec(readFileSync(join(ROOT, 'tools/start/test.mjs'), 'utf8')) ?? [];
    const apart = APART.map((folder) => nameOf(folder));
    expect(names.split(',').sort()).toEqual(['checks', ...apart].sort());
  });

  const node = programOf('tools/checks/tsconfig.node.json');
  const browser = programOf('tools/checks/tsconfig.browser.json');

  it.each(projects)('holds all of %s, with its options', (folder) => {
    const own = programOf(join(folder, 'tsconfig.json'));
    const all = isOfBrowser(folder) ? browser : node;
    expect(own.files.length).toBeGreaterThan(0);
    expect(own.files.filter((file) => !all.files.includes(file))).toEqual([]);
    expect(own.options).toEqual(all.options);
  });

  it.each(projects)('lints all of %s', (folder) => {
    const command =
      checks.targets[isOfBrowser(folder) ? 'lint-browser' : 'lint-node']?.options?.command ?? '';
    const [roots = '', ...ignored] = command.replace('eslint ', '').split(' --ignore-pattern ');
    const holds = (root: string) => folder === root || folder.startsWith(`${root}/`);
    expect(roots.split(' ').filter(holds)).toHaveLength(1);
    expect(ignored.filter(holds)).toEqual([]);
  });
});

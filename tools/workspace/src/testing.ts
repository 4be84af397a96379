import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
export const NETWORKS = 'libs/infrastructure/affiliate-networks/src/networks';
export const APPLICATION = 'libs/application/src';

export interface Copy {
  readonly root: string;
  /** Path from the root → content, of every file. */
  files(): ReadonlyMap<string, string>;
  remove(): void;
}

/**
 * What the generators read and write, copied. Inside the repository, so that the copy finds its packages, but in `tmp`:
 * Git, Nx, Jest and the linter do not look there, so that a copy a crash left behind does no harm.
 */
export function copyOfWorkspace(): Copy {
  const parent = join(ROOT, 'tmp');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'workspace-spec-'));
  for (const folder of [dirname(NETWORKS), APPLICATION]) {
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  }
  return {
    root,
    files: () => filesIn(root),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Without any network or use case: no name is taken in it, and what runs in it is what was generated. */
export function bareCopy(): Copy {
  const copy = copyOfWorkspace();
  for (const [folder, line] of [
    [NETWORKS, /^export \{.*\n/gm],
    [APPLICATION, /^export \* from '\.\/.*\/.*\n/gm],
  ] as const) {
    const parent = join(copy.root, folder);
    for (const entry of globSync('*/', { cwd: parent })) rmSync(join(parent, entry), { recursive: true });
    const index = join(parent, 'index.ts');
    writeFileSync(index, readFileSync(index, 'utf8').replace(line, ''));
  }
  return copy;
}

function filesIn(root: string): Map<string, string> {
  const files = globSync('**/*.*', { cwd: root, exclude: (name) => name === 'node_modules' });
  return new Map(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

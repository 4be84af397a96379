import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mutated, type Mutation } from './mutation';

/** A copy of the sources, as they stand in the working tree, that mutations may spoil. */
export class ScratchTree {
  private constructor(readonly folder: string) {}

  static copyOf(root: string): ScratchTree {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-mutations-'));
    const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const files = execFileSync('git', listing, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      // A file that was removed and not yet committed is listed all the same.
      cpSync(join(root, file), join(folder, file), { force: true, errorOnExist: false });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return new ScratchTree(folder);
  }

  /** Does the work while the defence is gone. */
  without<T>(mutation: Mutation, work: () => T): T {
    const path = join(this.folder, mutation.file);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, mutated(whole, mutation));
    try {
      return work();
    } finally {
      writeFileSync(path, whole);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

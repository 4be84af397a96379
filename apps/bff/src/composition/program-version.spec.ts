import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programVersion } from './program-version';

describe('programVersion', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tributary-version-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is what the build wrote, however often the program starts', () => {
    writeFileSync(join(folder, 'program-version'), '7f3a');
    expect([programVersion(folder), programVersion(folder)]).toEqual(['7f3a', '7f3a']);
  });

  it('is like no other where nothing was built', () => {
    expect(programVersion(folder)).not.toBe(programVersion(folder));
  });

  it('fails when what the build wrote cannot be read', () => {
    expect(() => programVersion(join(folder, 'program\0version'))).toThrow();
  });
});

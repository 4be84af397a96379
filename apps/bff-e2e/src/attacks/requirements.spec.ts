import { ROOT } from '@tributary/e2e-installation';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTest, requirementsIn } from './requirements';

const HERE = 'apps/bff-e2e/src/attacks';
const CONTRACTS = 'libs/ports/src/testing/contracts';
const ON_POSTGRES = 'libs/infrastructure/postgres/src/storage.contract.int.spec.ts';
const ASVS = /^V\d{1,2}\.\d(, V\d{1,2}\.\d)*$/;

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the table of what must hold', () => {
  const requirements = requirementsIn(read(`${HERE}/README.md`));
  const proofs = requirements.flatMap((one) => one.proofs);
  const files = [...new Set(proofs.map(({ file }) => file))];

  it('names each requirement once, with its sections of the ASVS', () => {
    const words = requirements.map((one) => one.words);
    expect(words.length).toBeGreaterThan(80);
    expect(words.filter((one, index) => words.indexOf(one) !== index)).toEqual([]);
    expect(requirements.filter(({ chapters }) => !ASVS.test(chapters))).toEqual([]);
  });

  it('names files and tests that exist', () => {
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(proofs.filter(({ file, test }) => !hasTest(read(file), test))).toEqual([]);
  });

  it('names nothing that is left out of a run', () => {
    const leavesOut = /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/;
    expect(files.filter((file) => leavesOut.test(read(file)))).toEqual([]);
  });

  it('names suites that some spec runs', () => {
    const suites = files.filter((file) => !file.endsWith('.spec.ts'));
    const unused = suites.filter((file) => {
      const [, suite = 'none'] = /^export function (describe\w+)/m.exec(read(file)) ?? [];
      const runner = file.startsWith(CONTRACTS) ? ON_POSTGRES : `${HERE}/attacks.spec.ts`;
      return !new RegExp(`^ *${suite}\\(`, 'm').test(read(runner));
    });
    expect(unused).toEqual([]);
  });

  it('names every spec that attacks', () => {
    const specs = globSync(`${HERE}/*.spec.ts`, { cwd: ROOT });
    const others = [`${HERE}/attacks.spec.ts`, `${HERE}/requirements.spec.ts`];
    expect(specs.length).toBeGreaterThan(3);
    expect(specs.filter((file) => !files.includes(file) && !others.includes(file))).toEqual([]);
  });
});

describe('reading the table', () => {
  const HEAD = '| What must hold | Proved by |\n| --- | --- |\n';

  it('gives requirements with their proofs, and no heads', () => {
    const row = "| The door is locked | V6.1 | `house.spec.ts`: locks it<br>`a/b.spec.ts`: 'no' |";
    expect(requirementsIn(`# Doors\n\n${HEAD}${row}\n`)).toEqual([
      {
        words: 'The door is locked',
        chapters: 'V6.1',
        proofs: [
          { file: 'house.spec.ts', test: 'locks it' },
          { file: 'a/b.spec.ts', test: "'no'" },
        ],
      },
    ]);
  });

  it.each([
    '| The door | V6.1 |  |',
    '| The door | V6.1 | somewhere |',
    '| a | b | `c`: d | e |',
    '| The door |',
  ])('refuses a row that proves nothing: %s', (row) => {
    expect(() => requirementsIn(`${HEAD}${row}`)).toThrow(Error);
  });

  it('takes whole titles only', () => {
    expect(hasTest(`it('locks the door')`, 'locks the door')).toBe(true);
    expect(hasTest(`it('locks the doors')`, 'locks the door')).toBe(false);
  });
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { generate } from './generate';
import { GenerationError } from './generation.error';
import { APPLICATION, type Copy, copyOfWorkspace, NETWORKS, ROOT } from './testing';

let copy: Copy;
beforeEach(() => {
  copy = copyOfWorkspace();
});
afterEach(() => {
  copy.remove();
});

/** What the generator did to the copy. */
function changesBy(...args: string[]) {
  const before = copy.files();
  generate(copy.root, args);
  const after = copy.files();
  const added = [...after.keys()].filter((file) => !before.has(file));
  const changed = [...before.keys()].filter((file) => after.get(file) !== before.get(file));
  const linesOf = (files: ReadonlyMap<string, string>) => (files.get(changed[0] ?? '') ?? '').split('\n');
  const newLines = linesOf(after).filter((line) => !linesOf(before).includes(line));
  const keptLines = linesOf(after).filter((line) => !newLines.includes(line));
  return { added, changed, newLines, keptLines, linesBefore: linesOf(before), linesAfter: linesOf(after) };
}

describe('npm run generate network', () => {
  it('adds one folder and one line, at the end of the list', () => {
    const done = changesBy('network', 'acme-pay', 'Acme Pay');
    expect(done.added).toEqual(
      [
        'README.md',
        'acme-pay.gateway.ts',
        'acme-pay.mapper.spec.ts',
        'acme-pay.mapper.ts',
        'acme-pay.network.ts',
        'acme-pay.schema.ts',
        'fixtures/contract.json',
      ].map((file) => `${NETWORKS}/acme-pay/${file}`),
    );
    expect(done.changed).toEqual([`${NETWORKS}/index.ts`]);
    expect(done.newLines).toEqual([`  (await import('./acme-pay/acme-pay.network')).acmePay,`]);
    expect(done.keptLines).toEqual(done.linesBefore);
    expect(done.linesAfter.slice(-3)).toEqual([...done.newLines, '];', '']);
  });

  it('leaves no placeholder behind', () => {
    generate(copy.root, ['network', 'acme-pay', 'Acme Pay']);
    for (const [file, text] of copy.files()) {
      if (file.includes('acme-pay')) expect(`${file} ${text}`).not.toMatch(/__[A-Za-z]+__/);
    }
  });

  it.each([
    [['acmepay', 'Acme Pay'], `monogram: 'AP'`],
    [['acmepay', 'Acmepay'], `monogram: 'AC'`],
    [['acmepay', 'Acme Pay', 'X7'], `monogram: 'X7'`],
    [['acme-pay', 'Acme Pay'], `environmentVariable: 'ACME_PAY_BASE_URL'`],
  ])('writes for %j %s', (args, text) => {
    generate(copy.root, ['network', ...args]);
    const file = `${NETWORKS}/${args[0] ?? ''}/${args[0] ?? ''}.network.ts`;
    expect(copy.files().get(file)).toContain(text);
  });
});

it('npm run generate use-case adds a use case, its spec and one sorted line', () => {
  const done = changesBy('use-case', 'sales', 'export-sales');
  expect(done.added).toEqual([
    `${APPLICATION}/sales/export-sales.spec.ts`,
    `${APPLICATION}/sales/export-sales.ts`,
  ]);
  expect(done.changed).toEqual([`${APPLICATION}/index.ts`]);
  expect(done.newLines).toEqual([`export * from './sales/export-sales';`]);
  expect(done.keptLines).toEqual(done.linesBefore);
  expect(done.linesAfter).toEqual([...done.linesAfter.slice(0, -1).sort(), '']);
});

describe('what cannot be generated changes nothing and says why', () => {
  it.each([
    [[], 'Usage'],
    [['network', 'acme'], 'Usage'],
    [['use-case', 'sales', 'export-sales', 'more'], 'Usage'],
    [['network', 'acme', 'Acme', 'AC', 'more'], 'Usage'],
    [['table', 'acme', 'Acme'], 'Usage'],
    [['network', 'Acme', 'Acme'], 'is no network id'],
    [['network', 'acme--pay', 'Acme'], 'is no network id'],
    [['network', '../acme', 'Acme'], 'is no network id'],
    [['network', 'a-name-of-21-letters-x', 'Acme'], 'is no network id'],
    [['network', 'default', 'Acme'], 'is a word of the language'],
    [['network', 'acme', `Acme's`], 'is no name'],
    [['network', 'acme', 'Acme', 'a1'], 'is no badge'],
    [['network', 'acme', 'Äpfel'], 'is no badge'],
    [['network', 'clickbank', 'Acme'], 'There is a network "clickbank" already'],
    [['network', 'acme', 'Acme', 'CB'], 'clickbank.network.ts'],
    [['use-case', 'Sales', 'export-sales'], 'is no area'],
    [['use-case', 'sales', 'export'], 'is no use case'],
    [['use-case', 'sales', 'request-sync'], 'There is a sync/request-sync.ts already'],
  ])('%j: %s', (args, reason) => {
    const before = copy.files();
    const attempt = () => generate(copy.root, args);
    expect(attempt).toThrow(GenerationError);
    expect(attempt).toThrow(reason);
    expect(copy.files()).toEqual(before);
  });
});

it('the command ends with status 1 and the reason, without a stack', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'tools/workspace/generate.mjs')], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Usage:/);
  expect(stderr).not.toContain('    at ');
});

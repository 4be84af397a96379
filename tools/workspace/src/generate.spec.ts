import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { generate } from './generate';
import { GenerationError } from './generation.error';
import { APPLICATION, bareCopy, type Copy, copyOfWorkspace, NETWORKS, ROOT } from './testing';

let bare: Copy;
/** With the networks and use cases there are, so names that mean something may be taken in it one day. */
let copy: Copy;

beforeEach(() => {
  [bare, copy] = [bareCopy(), copyOfWorkspace()];
});
afterEach(() => {
  bare.remove();
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
    const done = changesBy('network', 'only-in-a-spec', 'Only In A Spec', 'Z0');
    expect(done.added).toEqual(
      [
        'README.md',
        'fixtures/contract.json',
        'only-in-a-spec.gateway.ts',
        'only-in-a-spec.mapper.spec.ts',
        'only-in-a-spec.mapper.ts',
        'only-in-a-spec.network.ts',
        'only-in-a-spec.schema.ts',
      ].map((file) => `${NETWORKS}/only-in-a-spec/${file}`),
    );
    expect(done.changed).toEqual([`${NETWORKS}/index.ts`]);
    const places = done.linesBefore.filter((line) => line.startsWith('export {')).length;
    const place = `place${String(places + 1).padStart(2, '0')}`;
    expect(done.newLines).toEqual([
      `export { onlyInASpec as ${place} } from './only-in-a-spec/only-in-a-spec.network';`,
    ]);
    expect(done.keptLines).toEqual(done.linesBefore);
    expect(done.linesAfter.slice(-2)).toEqual([...done.newLines, '']);
  });

  it('leaves no placeholder behind', () => {
    generate(bare.root, ['network', 'acme-pay', 'Acme Pay']);
    for (const [file, text] of bare.files()) {
      if (file.includes('acme-pay')) expect(`${file} ${text}`).not.toMatch(/__[A-Za-z]+__/);
    }
  });

  it.each([
    [['acmepay', 'Acme Pay'], `monogram: 'AP'`],
    [['acmepay', 'Acmepay'], `monogram: 'AC'`],
    [['acmepay', 'Acme Pay', 'X7'], `monogram: 'X7'`],
    [['acme-pay', 'Acme Pay'], `environmentVariable: 'ACME_PAY_BASE_URL'`],
  ])('writes for %j %s', (args, text) => {
    generate(bare.root, ['network', ...args]);
    const file = `${NETWORKS}/${args[0] ?? ''}/${args[0] ?? ''}.network.ts`;
    expect(bare.files().get(file)).toContain(text);
  });
});

it('npm run generate use-case adds a use case, its spec and one sorted line', () => {
  const done = changesBy('use-case', 'sales', 'read-only-in-a-spec');
  expect(done.added).toEqual([
    `${APPLICATION}/sales/read-only-in-a-spec.spec.ts`,
    `${APPLICATION}/sales/read-only-in-a-spec.ts`,
  ]);
  expect(done.changed).toEqual([`${APPLICATION}/index.ts`]);
  expect(done.newLines).toEqual([`export * from './sales/read-only-in-a-spec';`]);
  expect(done.keptLines).toEqual(done.linesBefore);
  const place = done.linesAfter.indexOf(done.newLines[0] ?? '');
  const around = done.linesAfter.slice(place - 1, place + 2);
  expect(around).toEqual(around.toSorted());
  expect(around).toHaveLength(3);
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

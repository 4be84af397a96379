import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { variablesFromFiles } from './variables-from-files';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-secrets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(content: string): string {
  const path = join(folder, String(Math.random()).slice(2));
  writeFileSync(path, content);
  return path;
}

describe('variablesFromFiles', () => {
  it.each([
    ['as it is', 'marked value', 'marked value'],
    ['without the line end that editors put', 'marked value\n', 'marked value'],
    ['without a line end of another system', 'marked value\r\n', 'marked value'],
    ['with every other white space', ' marked value \n\n', ' marked value \n'],
  ])('takes the content of a file %s', (_, content, value) => {
    const { values, problems } = variablesFromFiles({ JWT_SECRET_FILE: file(content) }, ['JWT_SECRET']);
    expect(values).toEqual({ JWT_SECRET: value });
    expect([...problems]).toEqual([]);
  });

  it('takes what is set by itself, and nothing that was not asked for', () => {
    const variables = { PORT: '1', PORT_FILE: '', HOME: '/home', HOME_FILE: file('x'), EMPTY: '' };
    expect(variablesFromFiles(variables, ['PORT', 'EMPTY']).values).toEqual({ PORT: '1' });
  });

  it.each([
    ['both', { KEY: 'marked-1', KEY_FILE: 'marked-2' }, 'KEY and KEY_FILE are both set. Keep one of them'],
    ['a file that is not there', { KEY_FILE: '/marked/3' }, 'The file of KEY_FILE cannot be read (ENOENT)'],
    ['a folder', { KEY_FILE: tmpdir() }, 'The file of KEY_FILE cannot be read (EISDIR)'],
    ['no path', { KEY_FILE: 'marked\u0000' }, 'The file of KEY_FILE cannot be read (ERR_INVALID_ARG_VALUE)'],
  ])('refuses %s, and repeats neither value nor path', (_, variables, message) => {
    const { values, problems } = variablesFromFiles(variables, ['KEY']);
    expect(values).toEqual({});
    expect([...problems]).toEqual([['KEY', message]]);
  });

  it('takes a file with nothing in it for an absent variable', () => {
    expect(variablesFromFiles({ KEY_FILE: file('\n') }, ['KEY'])).toEqual({
      values: {},
      problems: new Map(),
    });
  });
});

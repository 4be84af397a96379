import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPLATES = join(import.meta.dirname, '../templates');
const SUFFIX = '.template';

/** Placeholder, for example `__id__`, → what it stands for, in file names and contents. */
export type Values = Readonly<Record<string, string>>;

/**
 * Writes every file of `templates/<name>` into `folder`.
 * @returns their paths. @throws when one of them exists.
 */
export function writeTemplate(name: string, folder: string, values: Values): readonly string[] {
  const from = join(TEMPLATES, name);
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => {
      const target = join(folder, filled(file.slice(0, -SUFFIX.length), values));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, filled(readFileSync(join(from, file), 'utf8'), values), { flag: 'wx' });
      return target;
    });
}

function filled(text: string, values: Values): string {
  return Object.entries(values).reduce((done, [name, value]) => done.replaceAll(name, () => value), text);
}

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Script } from 'node:vm';
import { GenerationError } from './generation.error.ts';
import { camelCase, constantCase, isKebabCase, pascalCase } from './names.ts';
import { writeTemplate } from './write-template.ts';

const NETWORKS = 'libs/infrastructure/affiliate-networks/src/networks';
/** The id stands three times in one line of the list, and that line must fit. */
const LONGEST_ID = 20;

export interface NetworkOrder {
  readonly id: string;
  readonly name: string;
  /** Two letters for the badge; taken from the name when left out. */
  readonly monogram: string | undefined;
}

/** One folder and one line at the end of the list. @throws {GenerationError} before anything is written. */
export function generateNetwork(root: string, order: NetworkOrder): readonly string[] {
  const { id, name } = order;
  const monogram = order.monogram ?? monogramOf(name);
  const folder = join(root, NETWORKS, id);
  checkId(id);
  checkName(name);
  if (existsSync(folder)) throw new GenerationError(`There is a network "${id}" already.`);
  checkMonogram(monogram, join(root, NETWORKS));
  const list = join(root, NETWORKS, 'index.ts');
  const longerList = withLine(readFileSync(list, 'utf8'), id);
  const files = writeTemplate('network', folder, {
    __id__: id,
    __const__: camelCase(id),
    __Class__: pascalCase(id),
    __ENV__: constantCase(id),
    __Name__: name,
    __XY__: monogram,
  });
  writeFileSync(list, longerList);
  return [
    ...[...files, list].map((file) => relative(root, file)),
    `${name} reads an invented API for now. Next: tools/workspace/README.md, "Add a network".`,
  ];
}

/** @returns the list with one more line, at the next place. */
function withLine(list: string, id: string): string {
  const places = [...list.matchAll(/^export \{ \w+ as place(\d+) \} from /gm)].map(([, place]) =>
    Number(place),
  );
  const place = String(Math.max(0, ...places) + 1).padStart(2, '0');
  return `${list}export { ${camelCase(id)} as place${place} } from './${id}/${id}.network';\n`;
}

function checkId(id: string): void {
  if (!isKebabCase(id) || id.length < 2 || id.length > LONGEST_ID) {
    throw new GenerationError(
      `"${id}" is no network id: 2 to ${LONGEST_ID} lower-case letters, digits and single hyphens, a letter first.`,
    );
  }
  try {
    new Script(`'use strict'; async () => { const ${camelCase(id)} = 0; }`);
  } catch {
    throw new GenerationError(`"${id}" is a word of the language: choose another id.`);
  }
}

/** Only what needs no escape in code, JSON and Markdown. */
function checkName(name: string): void {
  if (/^[\p{L}\p{N}](?:[\p{L}\p{N} .&+-]{0,28}[\p{L}\p{N}.+])?$/u.test(name)) return;
  throw new GenerationError(
    `"${name}" is no name: up to 30 letters, digits, spaces and . & + -, a letter or digit first.`,
  );
}

/** The first letters of the first two words, else the first two letters. */
function monogramOf(name: string): string {
  const [first = '', second = ''] = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return (second === '' ? first.slice(0, 2) : `${first.charAt(0)}${second.charAt(0)}`).toUpperCase();
}

function checkMonogram(monogram: string, networks: string): void {
  if (!/^[A-Z][A-Za-z0-9]$/.test(monogram)) {
    throw new GenerationError(
      `"${monogram}" is no badge: give a capital and a letter or digit after the name.`,
    );
  }
  const owner = globSync('*/*.network.ts', { cwd: networks }).find((file) =>
    readFileSync(join(networks, file), 'utf8').includes(`monogram: '${monogram}'`),
  );
  if (owner === undefined) return;
  throw new GenerationError(`The badge ${monogram} is that of ${owner}: give another one after the name.`);
}

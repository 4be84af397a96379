import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './report';

const FOLDER = 'dist/apps/client/browser';
/** Only the page of the dashboard has this element. */
const DASHBOARD = 'trib-dashboard-page';

const IMPORT = /(?:from|import(\()?)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;

/** What a browser loads before the first page, and beyond that for the dashboard with its charts. */
export async function clientSize(): Promise<readonly Finding[]> {
  const page = await readFile(join(FOLDER, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="\/([\w./-]+\.(?:js|css))"/g)].map(([, file = '']) => file);
  const initial = await withImports(linked);
  const dashboard = await withImports(await withDashboard(initial), { isOnDemand: true, without: initial });
  return [
    finding('scripts and styles before the first page', await transferred([page], initial), 120),
    finding('scripts of the dashboard beyond that, charts included', await transferred([], dashboard), 250),
  ];
}

/** The chunk of the dashboard: among those that are imported on demand, the one that has its element. */
async function withDashboard(initial: ReadonlySet<string>): Promise<string[]> {
  for (const file of await withImports(initial, { isOnDemand: true })) {
    if (!initial.has(file) && (await text(file)).includes(DASHBOARD)) return [file];
  }
  throw new RangeError(`No chunk of ${FOLDER} has ${DASHBOARD}`);
}

interface Following {
  /** Imports on demand too. */
  readonly isOnDemand?: boolean;
  /** Is there already. */
  readonly without?: ReadonlySet<string>;
}

/** These files and whatever they import. */
async function withImports(
  files: Iterable<string>,
  { isOnDemand = false, without }: Following = {},
): Promise<Set<string>> {
  const found = new Set(files);
  for (const file of found) {
    const imported = file.endsWith('.js') ? await importsOf(file, isOnDemand) : [];
    for (const name of imported) if (without?.has(name) !== true) found.add(name);
  }
  return found;
}

async function importsOf(file: string, isOnDemand: boolean): Promise<string[]> {
  const imports = [...(await text(file)).matchAll(IMPORT)];
  return imports.flatMap(([, dynamic, name = '']) => (dynamic === undefined || isOnDemand ? [name] : []));
}

const text = (file: string) => readFile(join(FOLDER, file), 'utf8');

/** Bytes as the server sends them: the page as it is, of files the compressed form that the build made. */
async function transferred(texts: readonly string[], files: Iterable<string>): Promise<number> {
  let bytes = texts.reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  for (const file of files) {
    const path = join(FOLDER, file);
    const { size } = await stat(`${path}.br`).catch(() => stat(path));
    bytes += size;
  }
  return bytes;
}

function finding(what: string, bytes: number, target: number): Finding {
  const size = bytes / 1000;
  return {
    ...{ what, measured: `${Math.round(size)} kB transferred`, baseline: '–', limit: '–' },
    ...{
      ratio: `${Math.round((size / target) * 100)} % of the target`,
      target: `< ${target} kB`,
      isMet: size < target,
    },
  };
}

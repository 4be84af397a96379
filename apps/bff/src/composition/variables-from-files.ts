import { readFileSync } from 'node:fs';

export type Variables = Readonly<Record<string, unknown>>;

export interface VariablesFromFiles {
  /** The variables of those names, whether they stand in the environment or in a file. Empty ones are left out. */
  readonly values: Variables;
  /** What is wrong, by variable. No value appears, nor does a path: that may be a secret put in the wrong place. */
  readonly problems: ReadonlyMap<string, string>;
}

const LINE_END = /\r?\n$/;

/**
 * Each variable may be given by itself or, as mounted secrets are, by `NAME_FILE`: the path of a file with nothing but
 * the value in it, and perhaps a line end.
 */
export function variablesFromFiles(variables: Variables, names: readonly string[]): VariablesFromFiles {
  const values: Record<string, unknown> = {};
  const problems = new Map<string, string>();
  for (const name of names) {
    const given = orAbsent(variables[name]);
    const path = orAbsent(variables[fileVariable(name)]);
    try {
      const value = path === undefined ? given : contentOf(name, { path, given });
      if (value !== undefined) values[name] = value;
    } catch (error) {
      problems.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return { values, problems };
}

function contentOf(
  name: string,
  { path, given }: { readonly path: unknown; readonly given: unknown },
): string | undefined {
  const variable = fileVariable(name);
  if (given !== undefined) throw new Error(`${name} and ${variable} are both set. Keep one of them`);
  const content = readText(variable, String(path)).replace(LINE_END, '');
  return content === '' ? undefined : content;
}

function readText(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`The file of ${variable} cannot be read (${codeOf(error)})`);
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error && 'code' in error ? String(error.code) : 'for no known reason';
}

function fileVariable(name: string): string {
  return `${name}_FILE`;
}

/** An empty variable counts as absent: compose files pass those. */
function orAbsent(value: unknown): unknown {
  return value === '' ? undefined : value;
}

/** One line of a JSON text, indented by two spaces. */
interface JsonLine {
  readonly text: string;
  /** It belongs to the field that the reason is about. */
  readonly isWrong: boolean;
}

export interface JsonText {
  readonly lines: readonly JsonLine[];
  /** The whole text, for copying. */
  readonly text: string;
  /** False when no line is of the field: then it is missing from the row. */
  readonly hasField: boolean;
}

/**
 * The JSON of a row, with the lines of `field` marked. A field is a path with dots, as reasons name it; several names that
 * a value may have are parted by a bar. Rows may lie in an envelope, and a list of one entry may come without its list.
 */
export function jsonText(value: unknown, field: string | null): JsonText {
  const names = (field ?? '')
    .split('|')
    .map(withoutIndices)
    .filter((name) => name !== '');
  const isOfField = (path: string) =>
    names.some((name) => [path, ...parentsOf(path)].some((one) => one === name || one.endsWith(`.${name}`)));
  const lines = linesOf(value, { path: '', indent: '', name: '' }).map(({ text, path }) => ({
    text,
    isWrong: isOfField(path),
  }));
  return {
    lines,
    text: lines.map(({ text }) => text).join('\n'),
    hasField: lines.some(({ isWrong }) => isWrong),
  };
}

interface Place {
  /** Without the numbers of list entries. */
  readonly path: string;
  readonly indent: string;
  /** `"name": ` before the value, or nothing. */
  readonly name: string;
}

function linesOf(value: unknown, place: Place): { readonly text: string; readonly path: string }[] {
  const { path, indent, name } = place;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries = entriesOf(value, place);
  if (entries === null) return [{ text: `${indent}${name}${JSON.stringify(value)}`, path }];
  if (entries.length === 0) return [{ text: `${indent}${name}${open}${close}`, path }];
  const inner = entries.flatMap(([one, at], index) => {
    const lines = linesOf(one, at);
    const last = lines.at(-1);
    return index === entries.length - 1 || !last
      ? lines
      : [...lines.slice(0, -1), { ...last, text: `${last.text},` }];
  });
  return [{ text: `${indent}${name}${open}`, path }, ...inner, { text: `${indent}${close}`, path }];
}

/** null for what has no entries. */
function entriesOf(value: unknown, { path, indent }: Place): (readonly [unknown, Place])[] | null {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return value.map((one: unknown) => [one, { path, indent: inner, name: '' }] as const);
  }
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).map(([key, one]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [one as unknown, { path: below, indent: inner, name: `${JSON.stringify(key)}: ` }] as const;
  });
}

function parentsOf(path: string): string[] {
  const steps = path.split('.');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'));
}

function withoutIndices(field: string): string {
  return field
    .trim()
    .split('.')
    .filter((step) => !/^\d+$/.test(step))
    .join('.');
}

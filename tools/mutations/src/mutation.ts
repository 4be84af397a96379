/** One defence taken away by one edit, and the test that has to notice. */
export interface Mutation {
  /** Short, for the command line. */
  readonly id: string;
  /** What protects, in plain words. */
  readonly defence: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly remove: string;
  /** What stands there instead; empty by default. */
  readonly leave?: string;
  readonly noticedBy: {
    /** Jest's name of the project. */
    readonly project: string;
    /** The spec, from the root of the repository. */
    readonly spec: string;
    /** Where the test stands when the spec only runs a suite of others, from the root of the repository. */
    readonly contract?: string;
    /** Part of the test's full name, as it stands there; of a table, what its rows share. */
    readonly test: string;
  };
}

/** @throws {RangeError} that says why the edit no longer fits the file. */
export function mutated(text: string, { id, file, remove, leave = '' }: Mutation): string {
  const places = text.split(remove).length - 1;
  if (places === 1) return text.replace(remove, () => leave);
  throw new RangeError(`${id}: its text stands ${places} times in ${file}; it must stand there once`);
}

import type { DirectoryQuery, NameCursor } from '@tributary/ports';

export interface DirectoryPage<Row> {
  readonly rows: readonly Row[];
  /** Null after the last row. */
  readonly next: NameCursor | null;
}

/** One row more than asked for tells whether there is another page. */
export async function directoryPage<Query extends DirectoryQuery, Row>(
  query: Query,
  read: (query: Query) => Promise<readonly Row[]>,
  cursorOf: (row: Row) => NameCursor,
): Promise<DirectoryPage<Row>> {
  const found = await read({ ...query, limit: query.limit + 1 });
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return { rows, next: last && found.length > rows.length ? cursorOf(last) : null };
}

import { type CellProblem, ImportRowReader, type RowMeaning, RowRegistry } from '@tributary/domain';
import { type FileRow, UnreadableFile } from '@tributary/ports';
import type { ImportSource, SourcePorts } from './import-source';

/** More rows than this are several files. */
const MOST_ROWS = 500_000;

export interface ReadRow {
  /** Null where the file breaks off and nobody can say in which line. */
  readonly line: number | null;
  readonly cells: readonly string[];
  /** Why it cannot be imported; then it means nothing. */
  readonly problems: readonly CellProblem[];
  readonly meaning: RowMeaning | null;
  /** The same row stands further up. */
  readonly isRepeated: boolean;
}

/** The rows below the header as the mapping reads them, the same way for a preview and for the import. */
export async function* readRows(
  ports: Pick<SourcePorts, 'files' | 'reader'>,
  source: ImportSource,
): AsyncGenerator<ReadRow> {
  const { key, account, found } = source;
  const rows = new RowsOfOneFile(source);
  const bytes = ports.files.read({ ...key, network: account.network });
  let count = -1;
  try {
    for await (const row of ports.reader.rows(bytes, found.form)) {
      count += 1;
      if (count === 0) continue;
      if (count > MOST_ROWS) {
        yield wrong(row, [
          { column: null, reason: `is row ${count}. Split the file: 500,000 rows are the most` },
        ]);
        return;
      }
      yield rows.read(row);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    yield wrong({ line: error.line, cells: [] }, [{ column: null, reason: error.message }]);
    return;
  }
  if (count < 1)
    yield wrong({ line: null, cells: [] }, [{ column: null, reason: 'There are no rows below the header.' }]);
}

function wrong(row: Pick<ReadRow, 'line' | 'cells'>, problems: readonly CellProblem[]): ReadRow {
  return { line: row.line, cells: row.cells, problems, meaning: null, isRepeated: false };
}

class RowsOfOneFile {
  private readonly reader: ImportRowReader;
  private readonly registry = new RowRegistry();
  private readonly columns: number;
  private readonly encoding: string;

  constructor({ found, identity }: ImportSource) {
    this.reader = new ImportRowReader(found.mapping, identity);
    this.columns = found.headers.length;
    this.encoding = found.form.encoding;
  }

  read(row: FileRow): ReadRow {
    const broken = this.brokenParts(row);
    if (broken.length > 0) return wrong(row, broken);
    const meaning = this.reader.read(row.cells);
    const { line, cells } = row;
    if (meaning.problems.length > 0)
      return { line, cells, problems: meaning.problems, meaning, isRepeated: false };
    const repetition = this.registry.add(meaning, line);
    if (repetition.kind !== 'contradiction') {
      return { line, cells, problems: [], meaning, isRepeated: repetition.kind === 'same' };
    }
    const reason = `is the same order as line ${repetition.line}, but tells other values. Leave one of them out`;
    return { ...wrong(row, [{ column: null, reason }]), meaning };
  }

  private brokenParts({ cells, unreadable }: FileRow): readonly CellProblem[] {
    // A delimiter at the end of a line is no cell.
    const extra = cells.slice(this.columns).some((cell) => cell.trim() !== '');
    if (extra || cells.length < this.columns) {
      return [{ column: null, reason: `has ${cells.length} cells, but the header has ${this.columns}` }];
    }
    return unreadable.map((column) => ({
      column,
      reason: `has bytes that are no letters in ${this.encoding}. Choose the right encoding, or export the file again`,
    }));
  }
}

import { StreamableFile } from '@nestjs/common';
import { csvCell } from '@tributary/domain';
import { Readable } from 'node:stream';

/** Spreadsheets read UTF-8 only when the file says so. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
const NOT_IN_NAMES = /[^\p{L}\p{N}.-]+/gu;

export interface CsvColumn<Row> {
  readonly header: string;
  /** Null is an empty cell. */
  readonly cell: (row: Row) => string | null;
}

/**
 * A file for spreadsheets, written page by page. The first page is read before anything is answered: what fails with it
 * is a problem like any other; what fails later breaks the download off, so that half a file never looks whole.
 * @param name without its ending; letters and digits of it are kept.
 */
export async function csvFile<Row>(
  pages: AsyncGenerator<readonly Row[]>,
  columns: readonly CsvColumn<Row>[],
  name: string,
): Promise<StreamableFile> {
  const first = await pages.next();
  const stream = Readable.from(texts(first.done === true ? [] : first.value, pages, columns));
  const safe = name.replaceAll(NOT_IN_NAMES, '-').slice(0, 100);
  return new StreamableFile(stream, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${safe.replaceAll(/[^\w.-]/g, '_')}.csv"`,
  });
}

async function* texts<Row>(
  first: readonly Row[],
  ...[rest, columns]: readonly [AsyncGenerator<readonly Row[]>, readonly CsvColumn<Row>[]]
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + line(columns.map(({ header }) => header)) + linesOf(first, columns);
  for await (const page of rest) yield linesOf(page, columns);
}

function linesOf<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  return rows.map((row) => line(columns.map(({ cell }) => cell(row) ?? ''))).join('');
}

function line(cells: readonly string[]): string {
  return cells.map(csvCell).join(',') + LINE_END;
}

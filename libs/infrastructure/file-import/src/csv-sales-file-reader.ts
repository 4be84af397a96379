import {
  FILE_DELIMITERS,
  type FileDelimiter,
  type FileForm,
  type FileRow,
  type FileStart,
  SalesFileReader,
  UnreadableFile,
} from '@tributary/ports';
import { CsvError, type Info, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { encodingOf } from './file-encoding';
import { refuseOtherKinds } from './file-kind';

/** So much is parsed before others get their turn: a few milliseconds. */
const PIECE = 64 * 1024;
const SHOWN_ROWS = 20;
/** What a decoder puts for bytes that are no letter, and control characters that no export writes. */
const NO_LETTER = /[\uFFFD\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

/** Rows of blanks are what spreadsheets leave at the end. */
const TABLE = {
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: 1024 * 1024,
} as const;

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/** Reads comma-, semicolon-, tab- and bar-separated text, quoted as RFC 4180 says, with any line ends. */
export class CsvSalesFileReader extends SalesFileReader {
  start(head: Uint8Array, form?: FileForm): FileStart {
    refuseOtherKinds(head);
    const found = form ? { encoding: form.encoding, isGuessed: false } : encodingOf(head);
    const text = new TextDecoder(found.encoding).decode(head, { stream: true });
    if (text.trim() === '') throw new UnreadableFile('The file is empty. Choose the file with the sales.');
    const delimiter = form?.delimiter ?? delimiterOf(text);
    const {
      rows: [headers = [], ...rows],
      brokenBy,
    } = firstRows(text, delimiter, SHOWN_ROWS + 1);
    if (rows.length === 0 && brokenBy) throw brokenTable(brokenBy);
    return {
      encoding: found.encoding,
      isEncodingGuessed: found.isGuessed,
      delimiter,
      headers: headers.map((header) => header.trim()),
      rows,
    };
  }

  async *rows(bytes: AsyncIterable<Uint8Array>, form: FileForm): AsyncIterable<FileRow> {
    const lines = new LineCounter();
    for await (const { record, info } of parsed(letters(bytes, form), form.delimiter)) {
      const unreadable = record.flatMap((cell, column) => (NO_LETTER.test(cell) ? [column] : []));
      yield { line: lines.firstOf(record, info), cells: record, unreadable };
    }
  }
}

/** The text in small pieces. Between them the event loop is free for others. */
async function* letters(bytes: AsyncIterable<Uint8Array>, { encoding }: FileForm): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      await setImmediate();
      yield decoder.decode(chunk.subarray(start, start + PIECE), { stream: true });
    }
  }
  yield decoder.decode();
}

async function* parsed(text: AsyncIterable<string>, delimiter: FileDelimiter): AsyncGenerator<Parsed> {
  const parser = parse({ ...TABLE, delimiter, info: true });
  const source = Readable.from(text);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser) yield row as Parsed;
  } catch (error) {
    throw error instanceof CsvError ? brokenTable(error) : error;
  } finally {
    source.destroy();
  }
}

/** Where rows start. The parser tells where they end, and counts a CRLF within quotes as two lines. */
class LineCounter {
  private countedTwice = 0;

  firstOf(record: readonly string[], info: Info): number {
    const text = record.join('');
    const line = info.lines - this.countedTwice - (text.match(/[\r\n]/g)?.length ?? 0);
    this.countedTwice += text.match(/\r\n/g)?.length ?? 0;
    return line;
  }
}

function hasOpenQuote({ code }: CsvError): boolean {
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
}

function brokenTable(error: CsvError): UnreadableFile {
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : null;
  const isOpen = hasOpenQuote(error);
  const where = line === null ? 'In this file' : `In line ${line}`;
  return new UnreadableFile(
    isOpen
      ? `${where} a cell begins with a quotation mark that never ends. Export the file again.`
      : `${where} a quotation mark stands in the middle of a cell. Such a cell must be quoted, with the mark doubled.`,
    line,
  );
}

/** The one that splits the header into the most cells; a comma when none splits it. */
function delimiterOf(text: string): FileDelimiter {
  const counts = FILE_DELIMITERS.map((one) => firstRows(text, one, 1).rows[0]?.length ?? 0);
  return FILE_DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface FirstRows {
  readonly rows: readonly string[][];
  /** A misplaced quote, which no further reading mends. */
  readonly brokenBy: CsvError | null;
}

/** Those rows that the start of a file holds whole: it may end within a quoted cell, or a wrong delimiter break on one. */
function firstRows(text: string, ...[delimiter, to]: readonly [FileDelimiter, number]): FirstRows {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    rows.push(row);
    return null;
  };
  try {
    parseAtOnce(text, { ...TABLE, delimiter, to, on_record: keep });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, brokenBy: hasOpenQuote(error) ? null : error };
  }
  return { rows, brokenBy: null };
}
